import { rm, stat } from 'node:fs/promises';
import type { EpochMs } from '../../model/time.ts';
import { deleteAccount } from './accounts.ts';
import { listSegments, segmentPath, syncDirectory } from './segments.ts';

/** A segment file that is no longer written. */
export interface ClosedSegment {
  readonly segment: number;
  readonly bytes: number;
  /** When the last request was written to it. */
  readonly written: EpochMs;
}

/** The segments below `open`, oldest first. */
export async function closedSegments(directory: string, open: number): Promise<ClosedSegment[]> {
  const closed: ClosedSegment[] = [];
  for (const segment of await listSegments(directory)) {
    if (segment >= open) continue;
    const { size, mtimeMs } = await stat(segmentPath(directory, segment));
    closed.push({ segment, bytes: size, written: mtimeMs });
  }
  return closed;
}

/** Bytes of all segments, also those that are being written. */
export async function spoolBytes(directory: string): Promise<number> {
  const closed = await closedSegments(directory, Infinity);
  return closed.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Deletes segments that were last written before a time, oldest first and without a gap, and only those below `open`.
 * Nothing may be left in the tables that came from them. A start goes by the files that are there, so it does not
 * matter after which of them the machine stops.
 */
export async function deleteSegments(directory: string, open: number, before: EpochMs): Promise<number> {
  let deleted = 0;
  try {
    for (const { segment, written } of await closedSegments(directory, open)) {
      if (written >= before) break;
      await rm(segmentPath(directory, segment));
      await deleteAccount(directory, segment);
      deleted += 1;
    }
  } finally {
    if (deleted > 0) await syncDirectory(directory);
  }
  return deleted;
}
