import { parseArgs } from 'node:util';
import { MOST_DEMO_ROWS } from '../../src/view/fields.ts';
import type { Where } from './part.ts';

/** How the bench was asked for. */
export interface Options {
  /** Null: what the mode says. */
  readonly rows: number | null;
  readonly where: Where | null;
  /** Names of questions or parts; null for all. */
  readonly only: readonly string[] | null;
  readonly seed: number;
  readonly runs: number | null;
  /** Transactions of the demo that the Performance page is measured over; null: a million. */
  readonly pageRows: number | null;
  /** Seconds of the live part. */
  readonly seconds: number | null;
  readonly out: string | null;
  /** `quick`: for CI, seconds. `usual`: within 25 minutes. `full`: everything, more runs. */
  readonly mode: 'quick' | 'usual' | 'full';
}

export const HELP = `npm run bench -- [options]

  --rows N               rows instead of 10,000,000 (and 1,000,000 for the engines that take no more)
  --where node|chromium  in one of them only
  --only NAME,…          questions (table, series, …) or parts (page, first-table, blocks, live, memory, ui) by name
  --seed N               other data and other texts to filter by; 42 where it is left out
  --runs N               runs that count
  --page-rows N          transactions of the Performance page in the part ui; 1,000,000 where it is left out
  --seconds N            how long rows come in while questions are asked
  --out FILE.json        where the numbers go; test/output/bench.json where it is left out
  --quick                some seconds, 50,000 rows, fails on unequal results only: for CI
  --full                 everything, with more runs: hours
`;

function toCount(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} takes a whole number from 1, not "${text}".`);
  return value;
}

/** Reads the command line; null where help is asked for. Throws, in words, on what it does not know. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string' },
      where: { type: 'string' },
      only: { type: 'string' },
      seed: { type: 'string' },
      runs: { type: 'string' },
      'page-rows': { type: 'string' },
      seconds: { type: 'string' },
      out: { type: 'string' },
      quick: { type: 'boolean' },
      full: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const { where } = values;
  if (where !== undefined && where !== 'node' && where !== 'chromium') {
    throw new Error(`--where takes node or chromium, not "${where}".`);
  }
  const pageRows = toCount('page-rows', values['page-rows']);
  // The page would show the demo as it is by default, and say so; the bench would tell its figures for those of so many rows.
  if (pageRows !== null && pageRows > MOST_DEMO_ROWS) {
    throw new Error(
      `--page-rows is ${MOST_DEMO_ROWS.toLocaleString('en')} at most: more the demo does not make.`,
    );
  }
  return {
    rows: toCount('rows', values.rows),
    where: where ?? null,
    only: values.only?.split(',').filter((name) => name !== '') ?? null,
    seed: toCount('seed', values.seed) ?? 42,
    runs: toCount('runs', values.runs),
    pageRows,
    seconds: toCount('seconds', values.seconds),
    out: values.out ?? null,
    mode: values.quick === true ? 'quick' : values.full === true ? 'full' : 'usual',
  };
}
