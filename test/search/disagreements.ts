import type { Filter } from '../../src/model/filter.ts';
import type { Having, List } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { parse } from '../../src/search/parse.ts';
import { print } from '../../src/search/print.ts';
import { fillEngine } from '../engine/fill.ts';
import type { OracleResult } from '../oracle.ts';
import * as oracle from '../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';
import type { Said } from '../random-search.ts';
import { SEARCH_NOW, randomMetricSearch, randomSearch } from '../random-search.ts';
import { createRandom } from '../random.ts';

interface Selected {
  readonly filter: Filter;
  readonly having: Having | null;
}

/** What a text selects; null where it cannot be read. */
function selectedBy(text: string): Selected | null {
  const parsed = parse(text, { now: SEARCH_NOW });
  return 'error' in parsed ? null : parsed;
}

function listOf({ filter, having }: Selected): List {
  return {
    of: 'transactions',
    range: DATA_RANGE,
    where: filter,
    ...(having !== null && { having }),
    fields: ['row'],
    order: { field: 'row', desc: false },
    limit: 10_000,
  };
}

function rowsOf(result: Result | OracleResult): string {
  return (result.columns[0]?.values ?? []).join();
}

/** The rows that a text should find, by what is said of it. */
function rowsFound(transactions: readonly Transaction[], { finds }: Said): string {
  const found = transactions.filter(finds).map(({ row }) => row);
  return found.toSorted((a, b) => a - b).join();
}

export interface Disagreements {
  /** What differs: the text, and who says otherwise. */
  readonly found: readonly string[];
  /** How many of the texts found some rows and not all. */
  readonly telling: number;
}

const VERSIONS = [
  '1.9.0',
  '1.10',
  '1.10.0-beta',
  '1.10.0-beta.2',
  '1.10.0+7',
  'shop@1.9.0',
  'a@b',
  'latest',
  null,
];

/** Random rows of releases that are versions, and some that are none. */
function released(seed: number, count: number): Transaction[] {
  const random = createRandom(seed + 5);
  return randomTransactions(seed, count).map((row) => ({ ...row, release: random.pick(VERSIONS) }));
}

/**
 * Reads random texts about the rows of a seed: whether they find what they should by the rules, whether the engine
 * finds the rows that the oracle finds, and whether the text printed anew finds them too.
 */
export function searchDisagreements(seed: number, rows: number, texts: number): Disagreements {
  const { engine, rows: held } = fillEngine(seed, rows, released);
  const transactions = [...held.values()];
  const random = createRandom(seed);
  const found: string[] = [];
  let telling = 0;
  for (let index = 0; index < texts; index++) {
    const said = randomSearch(random);
    const metrics = random.chance(0.3) ? randomMetricSearch(random) : null;
    const text = metrics === null ? said.text : `${said.text === '' ? '' : `(${said.text})`} ${metrics}`;
    const selected = selectedBy(text);
    if (selected === null) {
      found.push(`not read: ${text}`);
      continue;
    }
    const list = listOf(selected);
    const expected = oracle.list(transactions, list);
    const rowsExpected = rowsOf(expected);
    if (expected.total > 0 && expected.total < transactions.length) telling += 1;
    if (metrics === null && rowsFound(transactions, said) !== rowsExpected) found.push(`rules: ${text}`);
    if (rowsOf(engine.list(list, [])) !== rowsExpected) found.push(`engine: ${text}`);
    const printed = print(selected.filter, selected.having);
    const again = selectedBy(printed);
    if (again === null || rowsOf(oracle.list(transactions, listOf(again))) !== rowsExpected) {
      found.push(`print: ${text} → ${printed}`);
    }
  }
  return { found, telling };
}
