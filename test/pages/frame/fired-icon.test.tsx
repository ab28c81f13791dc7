import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import { NEW_STATE } from '../../../src/model/alert-state.ts';
import type { RuleRecord } from '../../../src/model/alerts.ts';
import { firingRules, useFiredIcon } from '../../../src/pages/frame/use-fired-icon.ts';

const RULE: AlertRule = { ...NEW_RULE, id: 'r', name: 'r' };
const FIRING: RuleRecord = {
  state: { ...NEW_STATE, incident: { number: 1, level: 'critical', changes: 1 }, incidents: 1 },
  incidents: [],
  edits: [],
};
const NOW = Date.UTC(2026, 10, 22);

beforeEach(() => {
  document.head.innerHTML = '<link rel="icon" href="./favicon.svg" />';
});

afterEach(() => {
  document.head.innerHTML = '';
});

it('the icon of the tab says that an alert fires, for as long as it does', () => {
  const icon = (): string => document.querySelector('link')?.href.split('/').at(-1) ?? '';
  const { rerender } = renderHook(
    ({ records }: { readonly records: Readonly<Record<string, RuleRecord>> }) =>
      useFiredIcon({ rules: [RULE], records }),
    { initialProps: { records: {} } },
  );
  expect(icon()).toBe('favicon.svg');
  rerender({ records: { r: FIRING } });
  expect(icon()).toBe('favicon-fired.svg');
  rerender({ records: {} });
  expect(icon()).toBe('favicon.svg');
});

it.each<[string, Partial<AlertRule>, boolean]>([
  ['as it is', {}, true],
  ['turned off', { enabled: false }, false],
  ['muted', { mutedUntil: NOW + 1 }, false],
  ['muted before', { mutedUntil: NOW - 1 }, true],
])('a rule that fires and is %s', (_, words, expected) => {
  expect(firingRules({ rules: [{ ...RULE, ...words }], records: { r: FIRING } }, NOW)).toHaveLength(
    expected ? 1 : 0,
  );
  expect(firingRules({ rules: [{ ...RULE, ...words }], records: {} }, NOW)).toEqual([]);
});
