import type { MixShift } from '../model/change.ts';
import type { ExplainedEvent } from './explain.ts';

/** A tag with more values than this tells events apart one by one, not by kind. */
const MOST_VALUES = 50;

/** Below this much in common, the sides are told apart by the tag itself, as by a new release: that explains nothing. */
const LEAST_IN_COMMON = 0.5;

/** How many standard errors a shift must be from none, so that it is none of chance. */
const SURE = 4;

/** And its least part of the change. */
const LEAST_PART = 0.02;

interface Value {
  count: number;
  sum: number;
}

function valuesOf(events: readonly ExplainedEvent[], tag: string): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const { tags, duration } of events) {
    const name = tags.get(tag) ?? '';
    const value = values.get(name) ?? { count: 0, sum: 0 };
    value.count += 1;
    value.sum += duration;
    values.set(name, value);
  }
  return values;
}

/** Σ (share after − share before) · (the value's average over both sides), of one tag; null where it tells nothing. */
function shiftOf(
  tag: string,
  before: readonly ExplainedEvent[],
  after: readonly ExplainedEvent[],
): MixShift | null {
  const one = valuesOf(before, tag);
  const two = valuesOf(after, tag);
  const names = [...new Set([...one.keys(), ...two.keys()])];
  if (names.length < 2 || names.length > MOST_VALUES) return null;
  const parts = names.map((name) => {
    const was = one.get(name) ?? { count: 0, sum: 0 };
    const is = two.get(name) ?? { count: 0, sum: 0 };
    const shareBefore = was.count / before.length;
    const shareAfter = is.count / after.length;
    const averages = [was, is].filter(({ count }) => count > 0).map(({ sum, count }) => sum / count);
    const average = averages.reduce((sum, each) => sum + each, 0) / averages.length;
    return { value: name, shareBefore, shareAfter, average };
  });
  const inCommon = parts.reduce((sum, part) => sum + Math.min(part.shareBefore, part.shareAfter), 0);
  if (inCommon < LEAST_IN_COMMON) return null;
  const share = (part: (typeof parts)[number]): number => (part.shareBefore + part.shareAfter) / 2;
  const mean = parts.reduce((sum, part) => sum + share(part) * part.average, 0);
  const variance = parts.reduce((sum, part) => sum + share(part) * (part.average - mean) ** 2, 0);
  const grown = parts.map((part) => (part.shareAfter - part.shareBefore) * (part.average - mean));
  const change = grown.reduce((sum, each) => sum + each, 0);
  const error = Math.sqrt(variance * (1 / before.length + 1 / after.length));
  if (!(Math.abs(change) > SURE * error)) return null;
  const sign = change < 0 ? -1 : 1;
  const most = grown.reduce((best, each, at) => (sign * each > sign * (grown[best] ?? 0) ? at : best), 0);
  const named = parts[most];
  if (named === undefined) return null;
  const { value, shareBefore, shareAfter } = named;
  return { tag, change, value, shareBefore, shareAfter };
}

/**
 * The tag whose mix did most to change the average; null where none surely did any. One tag only: tags go together, and
 * what one explains others would explain again.
 */
export function mixShift(
  before: readonly ExplainedEvent[],
  after: readonly ExplainedEvent[],
): MixShift | null {
  const tags = new Set([...before, ...after].flatMap((event) => [...event.tags.keys()]));
  const shifts = [...tags].flatMap((tag) => shiftOf(tag, before, after) ?? []);
  const largest = shifts.reduce<MixShift | null>(
    (best, shift) => (best === null || Math.abs(shift.change) > Math.abs(best.change) ? shift : best),
    null,
  );
  if (largest === null) return null;
  const average = (events: readonly ExplainedEvent[]): number =>
    events.reduce((sum, { duration }) => sum + duration, 0) / events.length;
  const change = Math.abs(average(after) - average(before));
  return Math.abs(largest.change) >= LEAST_PART * change ? largest : null;
}
