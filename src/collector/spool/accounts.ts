import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { writeWhole } from '../write-whole.ts';
import { listSegments } from './segments.ts';

const AccountFile = z.object({
  row: z.number(),
  counts: z.array(z.tuple([z.string(), z.string(), z.number()])).readonly(),
});
/** A number that a damaged disk has changed would be believed for ever. */
const Checked = z.object({ crc32: z.number(), account: z.string() });

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
  const text = JSON.stringify(account);
  const checked = JSON.stringify({ crc32: crc32(text), account: text });
  await writeWhole(accountPath(directory, segment), `${checked}\n`);
}

/** What was counted before the oldest segment that is left; null where that is not told. */
export async function readAccount(directory: string): Promise<Account | null> {
  try {
    const [first = 0] = await listSegments(directory);
    const text = await readFile(accountPath(directory, first), 'utf8');
    const checked = Checked.parse(JSON.parse(text));
    return crc32(checked.account) === checked.crc32 ? AccountFile.parse(JSON.parse(checked.account)) : null;
  } catch {
    // One that is damaged or was never written tells nothing; what the segments hold is counted all the same.
    return null;
  }
}

/** Deletes what is told of a segment. */
export async function deleteAccount(directory: string, segment: number): Promise<void> {
  await rm(accountPath(directory, segment), { force: true });
}
