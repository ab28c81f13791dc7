// What the latency plot draws, of three sets of rows: every number of it is the oracle's.
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import { HOUR } from '../../src/model/time.ts';
import { comparedScope } from '../../src/view/compare.ts';
import { heatEdges } from '../../src/view/heat-edges.ts';
import { CURVES, curvesQuery, heatQuery, plotFactsQuery, tailQuery } from '../../src/view/plot-questions.ts';
import { readCurves, readHeat } from '../../src/view/read-plot.ts';
import { readShow } from '../../src/view/read-result.ts';
import { ask } from '../oracle.ts';
import { heldSource } from '../pages/held-source.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';

const range = { start: DATA_RANGE.start + 36 * HOUR, end: DATA_RANGE.end };
const scope = comparedScope({ range, where: EVERYTHING }, 'previous', 'utc');

describe.each([7, 19, 42])('rows of seed %i', (seed) => {
  const rows = randomTransactions(seed, 1_500);
  const numbers = (query: Parameters<typeof ask>[1]): Map<string, readonly unknown[]> =>
    new Map(ask(rows, query).columns.map(({ name, values }) => [name, [...values]]));

  it('have the facts, curves, cells and tail that the oracle computes', async () => {
    const { source } = await heldSource(rows, DATA_RANGE);
    const factsAsked = plotFactsQuery(scope);
    const facts = await source.ask(factsAsked);
    const told = numbers(factsAsked);
    for (const { name, values } of facts.columns) {
      expect(Number(values[0]), name).toBeCloseTo(Number(told.get(name)?.[0]), 3);
    }

    const curvesAsked = curvesQuery(scope);
    const curves = readCurves(curvesAsked, await source.ask(curvesAsked));
    const lines = numbers(curvesAsked);
    for (const curve of CURVES) {
      for (const [index, value] of curves.values[curve].entries()) {
        expect(value).toBeCloseTo(Number(lines.get(curve)?.[index]), 3);
      }
    }

    const read = (metric: 'min' | 'p50' | 'p99' | 'p100'): number => readShow(facts, { metric });
    const tailFrom = readShow(facts, { metric: 'p95', read: 'versus' });
    const edges = heatEdges(
      { least: read('min'), p50: read('p50'), p99: read('p99'), most: read('p100'), tailFrom },
      44,
    );
    if (edges === null) throw new Error('There are durations, so there are rows of a heatmap.');
    const heatAsked = heatQuery(scope, edges);
    const heat = readHeat(heatAsked, await source.ask(heatAsked));
    const cells = ask(rows, heatAsked);
    const [times, froms, counts] = cells.columns.map(({ values }) => [...values].map(Number));
    const high = edges.length + 1;
    const bounds = [0, ...edges];
    for (const [group, count] of (counts ?? []).entries()) {
      const column = heat.times.indexOf(times?.[group] ?? Number.NaN);
      const row = bounds.indexOf(froms?.[group] ?? Number.NaN);
      expect(heat.counts[column * high + row]).toBeCloseTo(count, 3);
    }
    const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
    expect(sum(heat.counts)).toBeCloseTo(sum(counts ?? []), 3);

    const tailAsked = tailQuery(scope, tailFrom);
    const share = readShow(await source.ask(tailAsked), { metric: 'count', read: 'ratio' });
    expect(share).toBeCloseTo(Number(numbers(tailAsked).get('count:ratio')?.[0]), 9);
    // What the tail is by its cells is what it is by its share.
    const inTail = sum(heat.counts.filter((_, cell) => (bounds[cell % high] ?? 0) > tailFrom));
    expect(inTail / sum(heat.counts)).toBeCloseTo(share, 6);
  });
});
