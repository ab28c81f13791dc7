// What the search box offers for the beginning of a metric's name.
import { expect, it } from 'vitest';
import { contextAt } from '../../../src/pages/frame/search/caret-context.ts';
import { keySuggestions } from '../../../src/pages/frame/search/key-suggestions.ts';
import { tokenize } from '../../../';

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

it('the word at the caret is the whole of it', () => {
  expect(contextAt('op:db p99.9', 11, tokenize('op:db p99.9'))).toMatchObject({
    kind: 'word',
    typed: 'p99.9',
  });
});
