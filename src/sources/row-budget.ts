/** What the engine may take of a device with memory enough, in bytes; and the rows that are never more. */
const MOST_BYTES = 1.5e9;
const MOST_ROWS = 12_000_000;
/** What the rows of somebody may take who has said how many there are to be: what one memory of the engine can hold. */
export const ENGINE_BYTES = 3.5e9;
/** The part of a device's memory that one tab takes for rows at most. */
const PART = 1 / 4;
/** Bytes that a row takes with its orders, ids and some tags. */
const ROW_BYTES = MOST_BYTES / MOST_ROWS;

/**
 * How many rows a tab should hold: 12 million, less where the device says that it has little memory. Browsers round
 * what they say, in GiB, and never say more than 8; null where they say nothing.
 */
export function rowBudget(deviceMemory: number | null): number {
  return Math.floor(byteBudget(deviceMemory) / ROW_BYTES);
}

/** How many bytes its rows should take at most: 1.5 GB, less where the device says that it has little memory. */
export function byteBudget(deviceMemory: number | null): number {
  if (deviceMemory === null || !(deviceMemory > 0)) return MOST_BYTES;
  return Math.min(MOST_BYTES, deviceMemory * 2 ** 30 * PART);
}

/** What this device says of its memory, in GiB; null where it says nothing. */
export function deviceMemory(): number | null {
  const { navigator } = globalThis as { readonly navigator?: { readonly deviceMemory?: unknown } };
  return typeof navigator?.deviceMemory === 'number' ? navigator.deviceMemory : null;
}
