import type { Cause, Explanation, Part } from '../model/change.ts';
import type { Milliseconds } from '../model/time.ts';
import { mixShift } from './mix-shift.ts';

/** An event, as the report on a change looks at it. */
export interface ExplainedEvent {
  readonly duration: Milliseconds;
  /**
   * Self time by span group, in milliseconds, the transaction's own among them. What runs side by side may add up to
   * more than the duration.
   */
  readonly selfTime: ReadonlyMap<string, Milliseconds>;
  /** What it may be told apart by: tags, and fields such as the environment, by name. */
  readonly tags: ReadonlyMap<string, string>;
}

/** The share of the events that are the slowest. */
const SLOWEST = 0.05;

function chosen(events: readonly ExplainedEvent[], part: Part): readonly ExplainedEvent[] {
  if (part === 'all') return events;
  const slowest = [...events].sort((a, b) => b.duration - a.duration);
  return slowest.slice(0, Math.ceil(SLOWEST * events.length));
}

function average(events: readonly ExplainedEvent[]): number {
  return events.reduce((sum, { duration }) => sum + duration, 0) / events.length;
}

/** The average self time of every group; a group that an event does not have took it no time. */
function selfTimes(events: readonly ExplainedEvent[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { selfTime } of events) {
    for (const [group, time] of selfTime) sums.set(group, (sums.get(group) ?? 0) + time / events.length);
  }
  return sums;
}

/** Events by their value of a tag. */
function byValue(events: readonly ExplainedEvent[], tag: string): Map<string, ExplainedEvent[]> {
  const groups = new Map<string, ExplainedEvent[]>();
  for (const event of events) {
    const value = event.tags.get(tag) ?? '';
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [event]);
    else group.push(event);
  }
  return groups;
}

/**
 * By how much the self time of each group changed among events that are alike: of every value of the tag apart,
 * weighted with the average of the value's shares on both sides (E. M. Kitagawa, 1955). Without a tag, of all at once.
 */
function changesAlike(
  before: readonly ExplainedEvent[],
  after: readonly ExplainedEvent[],
  tag: string | null,
): Map<string, number> {
  const changes = new Map<string, number>();
  const sides = [before, after].map((events) =>
    tag === null ? new Map([['', [...events]]]) : byValue(events, tag),
  );
  const [one, two] = sides;
  for (const [value, later] of two ?? []) {
    const earlier = one?.get(value);
    if (earlier === undefined) continue;
    const share = (earlier.length / before.length + later.length / after.length) / 2;
    const was = selfTimes(earlier);
    const is = selfTimes(later);
    for (const group of new Set([...was.keys(), ...is.keys()])) {
      const change = share * ((is.get(group) ?? 0) - (was.get(group) ?? 0));
      changes.set(group, (changes.get(group) ?? 0) + change);
    }
  }
  return changes;
}

/**
 * Explains why events take longer (or less long) than before, as a sum: what each span group's self time changed among
 * events that are alike, what came of there being more of some events and fewer of others, and what is left.
 */
export function explainChange(
  allBefore: readonly ExplainedEvent[],
  allAfter: readonly ExplainedEvent[],
  part: Part,
): Explanation {
  const before = chosen(allBefore, part);
  const after = chosen(allAfter, part);
  const change = average(after) - average(before);
  const base = {
    part,
    before: average(before),
    after: average(after),
    countBefore: before.length,
    countAfter: after.length,
  };
  if (Number.isNaN(change)) return { ...base, causes: [] };
  const mix = mixShift(before, after);
  const causes: Cause[] = [...changesAlike(before, after, mix?.tag ?? null)].map(([group, one]) => ({
    kind: 'self time',
    group,
    change: one,
  }));
  if (mix !== null) causes.push({ kind: 'mix', ...mix });
  const sign = change < 0 ? -1 : 1;
  causes.sort((a, b) => sign * (b.change - a.change));
  const explained = causes.reduce((sum, cause) => sum + cause.change, 0);
  return { ...base, causes: [...causes, { kind: 'unexplained', change: change - explained }] };
}
