// Explain selection and suspect tags over rows in memory.
import { expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import { HOUR } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { askExplanation } from '../../src/view/ask-explanation.ts';
import { askSuspectTags } from '../../src/view/ask-suspect-tags.ts';
import { createRandom } from '../random.ts';
import { heldSource } from '../pages/held-source.ts';
import { transaction } from '../transaction-builder.ts';

const RANGE = { start: Date.UTC(2026, 0, 10), end: Date.UTC(2026, 0, 11) };
const SCOPE = { range: RANGE, where: EVERYTHING };
const SLOW: Filter = { kind: 'compare', field: 'duration', is: '>', value: 500 };
const NEVER = new AbortController().signal;

/** 400 rows; those of one release for one plan are slow. */
function rowsWithCause(): Transaction[] {
  const random = createRandom(42);
  return Array.from({ length: 400 }, (_, index) => {
    const release = random.pick(['2.0', '2.1', '2.2', '2.3']);
    const plan = random.pick(['free', 'team', 'pro']);
    const isSlow = release === '2.2' && plan === 'pro';
    return transaction({
      end: RANGE.start + HOUR + index * 1_000,
      release,
      tags: new Map([
        ['plan', plan],
        ['shard', String(random.whole(1, 30))],
      ]),
      duration: (isSlow ? 600 : 100) + random.whole(0, 50),
    });
  });
}

it('a cause of two values is found in the rows of a source, with the counts of both sides', async () => {
  const rows = rowsWithCause();
  const { source } = await heldSource(rows, RANGE);
  const { sides, differences, fields, complete } = await askExplanation(
    source,
    { scope: SCOPE, selected: SLOW, among: [] },
    NEVER,
  );
  const slow = rows.filter(({ duration }) => duration > 500);
  expect(complete).toBe(true);
  expect(sides).toEqual({ selected: slow.length, rest: rows.length - slow.length });
  const [first] = differences;
  expect(first?.conditions).toEqual(
    expect.arrayContaining([
      { attribute: 'release', value: '2.2' },
      { attribute: 'tag:plan', value: 'pro' },
    ]),
  );
  expect(first).toMatchObject({ selected: slow.length, rest: 0, selectedShare: 1, restShare: 0 });
  expect(fields.get('tag:plan')).toEqual({ tag: 'plan' });
  expect(
    differences.some(({ conditions }) => conditions.some(({ attribute }) => attribute === 'tag:shard')),
  ).toBe(false);
  source.close();
});

it('nothing stands out where the selection has to do with nothing', async () => {
  const rows = rowsWithCause();
  const { source } = await heldSource(rows, RANGE);
  const some: Filter = { kind: 'compare', field: 'timestamp', is: '<', value: RANGE.start + HOUR + 100_000 };
  const { differences, sides } = await askExplanation(
    source,
    { scope: SCOPE, selected: some, among: ['transaction'] },
    NEVER,
  );
  expect(sides.selected).toBe(100);
  expect(differences).toEqual([]);
  source.close();
});

it('the suspect tag of 14 red, 5 blue and 1 green rows is Sentry’s', async () => {
  const colours = [
    ...Array.from({ length: 14 }, () => ['red', 1_000] as const),
    ...Array.from({ length: 5 }, () => ['blue', 4_000] as const),
    ['green', 5_000] as const,
  ];
  const rows = colours.map(([color, duration], index) =>
    transaction({ end: RANGE.start + HOUR + index, duration, tags: new Map([['color', color]]) }),
  );
  const { source } = await heldSource(rows, RANGE);
  const [blue, ...others] = await askSuspectTags(source, { scope: SCOPE, of: 'duration' }, NEVER);
  expect(others).toEqual([]);
  expect(blue).toMatchObject({ tag: 'color', value: 'blue', avg: 4_000, frequency: 0.25, lost: 10_250 });
  expect(blue?.comparison).toBeCloseTo(2.051282, 6);
  source.close();
});

it('tags are measured by LCP where the threshold is of it, rows without it left out', async () => {
  const rows = [
    ...[3_000, 3_000].map((lcp) => ({ vitals: { lcp }, tags: new Map([['net', '3g']]) })),
    ...[1_000, 1_000].map((lcp) => ({ vitals: { lcp }, tags: new Map([['net', '4g']]) })),
    { tags: new Map([['net', '3g']]) },
  ].map((words, index) => transaction({ end: RANGE.start + HOUR + index, ...words }));
  const { source } = await heldSource(rows, RANGE);
  const tags = await askSuspectTags(source, { scope: SCOPE, of: 'lcp' }, NEVER);
  expect(tags).toEqual([
    { tag: 'net', value: '3g', avg: 3_000, frequency: 0.5, comparison: 1.5, lost: 2_000 },
  ]);
  source.close();
});
