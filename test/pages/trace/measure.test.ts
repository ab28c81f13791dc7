import { expect, it } from 'vitest';
import { measure } from '../../../src/pages/trace/measure.ts';
import type { Point } from '../../../src/pages/trace/measure.ts';

function point(title: string, start: number, duration: number): Point {
  return { kind: 'span', node: start, start, duration, title };
}

const QUERY = point('SELECT a', 100, 50);

it('a marked row is measured itself until there is another', () => {
  expect(measure(QUERY, null)).toMatchObject({ start: 100, end: 150 });
  expect(measure(QUERY, QUERY).words).toMatch(/^50\.0\s*ms: SELECT a/);
});

it('two rows are measured from the first start to the last end, whichever was marked', () => {
  const later = point('GET /b', 400, 100);
  for (const [marked, to] of [
    [QUERY, later],
    [later, QUERY],
  ] as const) {
    const { start, end, words } = measure(marked, to);
    expect([start, end]).toEqual([100, 500]);
    expect(words.replaceAll('\u202f', ' ')).toBe(
      '400 ms from SELECT a to GET /b, 250 ms between them, starts 300 ms apart',
    );
  }
});

it('of rows that ran at one time it says for how long both did', () => {
  const within = point('GET /b', 120, 10);
  expect(measure(QUERY, within)).toMatchObject({ start: 100, end: 150 });
  expect(measure(QUERY, within).words.replaceAll('\u202f', ' ')).toContain('10.0 ms of both');
});
