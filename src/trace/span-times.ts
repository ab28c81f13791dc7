import type { EpochMs } from '../model/time.ts';
import { attributesOf } from './span-table.ts';
import type { DistinctSpans } from './distinct.ts';
import type { Links } from './link.ts';
import { SWAPPED_TIMES } from './swapped.ts';
import { NONE } from './trace.ts';

/** Start and length of spans and missing parents, by the numbers of `Links`, with what was wrong. */
export interface SpanTimes {
  /** Milliseconds after `startTime`. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly duration: Float64Array;
  readonly startTime: EpochMs;
  readonly endTime: EpochMs;
  readonly reversed: number;
  readonly noTime: number;
}

/** The most a date can be, and a length of time with it: what is beyond is no time. */
const MOST = 8.64e15;

function isTime(value: number): boolean {
  return value >= -MOST && value <= MOST;
}

const NEEDLE = new TextEncoder().encode(SWAPPED_TIMES);

/** Whether bytes hold the name of the attribute that notes swapped times; then they are worth being read. */
function hasNeedle(bytes: Uint8Array): boolean {
  const [head = 0] = NEEDLE;
  for (let at = bytes.indexOf(head); at >= 0; at = bytes.indexOf(head, at + 1)) {
    let length = 1;
    while (length < NEEDLE.length && bytes[at + length] === NEEDLE[length]) length += 1;
    if (length === NEEDLE.length) return true;
  }
  return false;
}

/** Times after the trace's start. Missing parents reach over their children; what has no time gets no length. */
export function readTimes({ table, length, row }: DistinctSpans, links: Links): SpanTimes {
  const all = links.parent.length;
  const start = new Float64Array(all).fill(Infinity);
  const end = new Float64Array(all).fill(-Infinity);
  const duration = new Float64Array(all);
  const maySwap = hasNeedle(table.attributes.bytes);
  let startTime = Infinity;
  let endTime = -Infinity;
  let reversed = 0;
  let noTime = 0;
  for (let at = 0; at < length; at++) {
    const own = row[at] ?? 0;
    const from = table.start[own] ?? NaN;
    const sent = table.duration[own] ?? NaN;
    if (!isTime(from) || !isTime(sent)) noTime += 1;
    if (!isTime(from)) continue;
    if (sent < 0 || (maySwap && attributesOf(table, own).get(SWAPPED_TIMES) === true)) reversed += 1;
    const to = isTime(sent) ? from + sent : from;
    const first = Math.min(from, to);
    const last = Math.max(from, to);
    start[at] = first;
    end[at] = last;
    // The sum of start and duration has lost digits of the duration, which is shown and compared.
    duration[at] = isTime(sent) ? Math.abs(sent) : 0;
    startTime = Math.min(startTime, first);
    endTime = Math.max(endTime, last);
  }
  if (startTime === Infinity) {
    startTime = 0;
    endTime = 0;
  }
  for (let at = 0; at < length; at++) {
    const isKnown = start[at] !== Infinity;
    const first = isKnown ? (start[at] ?? 0) - startTime : 0;
    const last = isKnown ? (end[at] ?? 0) - startTime : 0;
    start[at] = first;
    end[at] = last;
    const above = links.parent[at] ?? NONE;
    if (above < links.spans) continue;
    start[above] = Math.min(start[above] ?? Infinity, first);
    end[above] = Math.max(end[above] ?? -Infinity, last);
  }
  for (let at = length; at < all; at++) duration[at] = (end[at] ?? 0) - (start[at] ?? 0);
  return { start, end, duration, startTime, endTime, reversed, noTime };
}
