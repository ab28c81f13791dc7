import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A place in the spool, between two records. */
export interface Position {
  /** Number of the segment file; the first is 1. */
  readonly segment: number;
  /** Bytes from the segment's start. */
  readonly offset: number;
}

/** The place before everything. */
export const BEGINNING: Position = { segment: 0, offset: 0 };

/** Whether a place comes before another. */
export function isBefore(place: Position, other: Position): boolean {
  return place.segment < other.segment || (place.segment === other.segment && place.offset < other.offset);
}

const NAME = /^(\d{12})\.spool$/;

export function segmentPath(directory: string, segment: number): string {
  return join(directory, `${String(segment).padStart(12, '0')}.spool`);
}

/** Numbers of the segment files in a directory, ascending. */
export async function listSegments(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Forces the entries of a directory to disk, where the system can. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory as a file, and keeps its entries safe by itself.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
