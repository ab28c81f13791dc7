import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import { fromRows } from '../../src/formats/arrow/rows.ts';
import type { Rows } from '../../src/model/rows.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { endOf } from './memory-feed.ts';

/** The least step between two times of today: one unit in the last place of an epoch in milliseconds. */
const STEP = 2 ** -12;

/**
 * The transactions of rows. Rows say when each ended; a start is chosen from which adding the duration leads back to
 * exactly that end, so that the oracle sees the very time that the engine holds.
 */
export function toExactTransactions(rows: Rows): Transaction[] {
  return fromRows(rows).map((each, index) => {
    const end = rows.numbers.get('timestamp')?.[index] ?? NaN;
    const starts = [0, STEP, -STEP, 2 * STEP, -2 * STEP].map((step) => each.start + step);
    const start = starts.find((start) => endOf({ ...each, start }) === end);
    if (start === undefined) throw new Error(`No start leads to the end of row ${each.row}.`);
    return { ...each, start };
  });
}

/** All transactions that an API has, read from its own frames by `read`. */
export async function allTransactions(
  base: string,
  read: (url: string) => Promise<Response> = fetch,
): Promise<Transaction[]> {
  const response = await read(`${base}transactions`);
  if (!response.ok || response.body === null) throw new Error(`${base}transactions: ${response.status}`);
  const all: Transaction[] = [];
  for await (const frame of decodeFrames(response.body)) {
    if (frame.table === 'transactions') for (const each of toExactTransactions(frame.rows)) all.push(each);
  }
  return all;
}
