// What the search box offers for the beginning of a metric's name.
import { expect, it } from 'vitest';
import { keySuggestions } from '../../../src/pages/frame/search/key-suggestions.ts';

function metricsFor(typed: string): string[] {
  return keySuggestions(typed, []).flatMap(({ suggestions }) =>
    suggestions.flatMap(({ look, label }) => (look === 'metric' ? [label] : [])),
  );
}

it.each([
  ['p9', ['p90()', 'p95()', 'p99()', 'p9()']],
  ['p99.9', ['p99.9()']],
  ['p99', ['p99()']],
  ['p99.90', []],
  ['p101', []],
])('%s: any percentile that is typed whole, after those with a name', (typed, labels) => {
  expect(metricsFor(typed)).toEqual(labels);
});
