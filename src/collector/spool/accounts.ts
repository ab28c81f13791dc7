import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from '../write-whole.ts';
import { listSegments } from './segments.ts';

const AccountFile = z.object({
  row: z.number(),
  counts: z.array(z.tuple([z.string(), z.string(), z.number()])).readonly(),
});

/**
 * What was counted before a segment of the spool. A database that is made anew from the segments that are left goes on
 * from there, so that what has expired does not leave the account.
 */
export interface Account {
  /** The last row that was given to a transaction. */
  readonly row: number;
  /** Kind, reason and count (`store/counters`). */
  readonly counts: readonly (readonly [kind: string, reason: string, count: number])[];
}

function accountPath(directory: string, segment: number): string {
  return join(directory, `${String(segment).padStart(12, '0')}.account.json`);
}

/** Keeps what was counted before the first record of a segment; safe once it resolves. */
export async function writeAccount(directory: string, segment: number, account: Account): Promise<void> {
  await writeWhole(accountPath(directory, segment), `${JSON.stringify(account)}\n`);
}

/** What was counted before the oldest segment that is left; null where that is not told. */
export async function readAccount(directory: string): Promise<Account | null> {
  try {
    const [first = 0] = await listSegments(directory);
    return AccountFile.parse(JSON.parse(await readFile(accountPath(directory, first), 'utf8')));
  } catch {
    // One that is damaged or was never written tells nothing; what the segments hold is counted all the same.
    return null;
  }
}

/** Deletes what is told of a segment. */
export async function deleteAccount(directory: string, segment: number): Promise<void> {
  await rm(accountPath(directory, segment), { force: true });
}
