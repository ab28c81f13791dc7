import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/model/source.ts';
import { withProjectName } from '../../../src/pages/settings/project-name.ts';

it('a project is given a name, another one, and none', () => {
  const one = withProjectName(DEFAULT_SETTINGS, '1', ' Shop ');
  expect(one.projectNames).toEqual({ 1: 'Shop' });
  expect(withProjectName(one, '1', 'Store').projectNames).toEqual({ 1: 'Store' });
  expect(withProjectName(one, '1', ' ').projectNames).toEqual({});
  const odd = withProjectName(one, '__proto__', 'Odd').projectNames;
  expect(Object.entries(odd)).toEqual([
    ['1', 'Shop'],
    ['__proto__', 'Odd'],
  ]);
});
