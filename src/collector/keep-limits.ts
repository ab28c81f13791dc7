import { StartError } from './start-error.ts';

/** How much is kept; null where there is no limit. */
export interface KeepLimits {
  readonly days: number | null;
  /** Bytes in use by database and spool together. */
  readonly bytes: number | null;
}

export const KEEP_LIMITS: KeepLimits = { days: 14, bytes: 2e9 };

/** The database takes so much memory at most; some of it has to be left for what it does. */
const MOST_IN_MEMORY = 350e6;

/** What can be kept of it without a disk. */
export function withinMemory({ days, bytes }: KeepLimits): KeepLimits {
  return { days, bytes: Math.min(bytes ?? Infinity, MOST_IN_MEMORY) };
}

/** A segment of the spool is not cut, and the database takes some room before its first row. */
const LEAST_BYTES = 200e6;

const UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, TB: 1e12 };

/** The days in `--keep-days`, null for `all`. Throws a StartError for what is none. */
export function toKeepDays(text: string): number | null {
  if (text === 'all') return null;
  const days = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && days > 0) return days;
  throw new StartError(
    `"${text}" is no number of days.`,
    'Give --keep-days a number above 0, such as 30, or "all".',
  );
}

/** The bytes in `--keep-size`, null for `all`. Throws a StartError for what is none, or too little. */
export function toKeepBytes(text: string): number | null {
  if (text === 'all') return null;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([MGT]B)$/i.exec(text) ?? [];
  const bytes = Number(number) * (UNITS[unit.toUpperCase()] ?? NaN);
  if (bytes >= LEAST_BYTES) return bytes;
  throw new StartError(
    `"${text}" is no size to keep.`,
    `Give --keep-size a size of ${LEAST_BYTES / 1e6} MB or more, such as 500MB or 10GB, or "all".`,
  );
}

const MOST_SEGMENT = 64 << 20;
/** Segments go as a whole: so many of them at least make what may be kept. */
const SEGMENTS = 20;

/** Bytes after which the spool begins a new segment. */
export function segmentBytes({ bytes }: KeepLimits): number {
  return Math.min(MOST_SEGMENT, (bytes ?? Infinity) / SEGMENTS);
}
