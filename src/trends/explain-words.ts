import type { Cause, Explanation, LookedAt } from '../model/change.ts';
import type { Milliseconds } from '../model/time.ts';

/** How numbers and span groups are written, which belongs to who shows them. */
export interface Wording {
  readonly duration: (ms: Milliseconds) => string;
  readonly count: (count: number) => string;
  /** From 0 to 1. */
  readonly share: (share: number) => string;
  readonly group: (group: string) => string;
}

/** Which events of each side were looked at. */
export interface Looked {
  readonly before: LookedAt;
  readonly after: LookedAt;
}

function counted(events: number, words: Wording): string {
  return `${words.count(events)} ${events === 1 ? 'event' : 'events'}`;
}

function eventsOf({ events, total }: LookedAt, words: Wording): string {
  if (events === total) return `all ${counted(total, words)}`;
  return `the newest ${words.count(events)} of ${counted(total, words)}`;
}

function subjectOf({ part, countAfter }: Explanation, { before, after }: Looked, words: Wording): string {
  const count = counted(countAfter, words);
  const isWhole = before.events === before.total && after.events === after.total;
  if (isWhole) return part === 'all' ? `all ${count}` : `the slowest 5 % (${count})`;
  const sides = `${eventsOf(before, words)} before and ${eventsOf(after, words)} after`;
  return part === 'all' ? sides : `the slowest 5 % (${count}) of ${sides}`;
}

/** What a cause is, without its amount. */
export function causeWords(cause: Cause, words: Wording): string {
  switch (cause.kind) {
    case 'self time':
      return words.group(cause.group);
    case 'mix': {
      const { tag, value, shareBefore, shareAfter } = cause;
      const which = shareAfter > shareBefore ? 'more' : 'fewer';
      const name = value === '' ? `without ${tag}` : `with ${tag}:${value}`;
      return `${which} events ${name} (${words.share(shareBefore)} before, ${words.share(shareAfter)} now)`;
    }
    case 'unexplained':
      return 'unexplained';
  }
}

/** What sums leave of a rounding is nothing: a billionth of a second is none of a change. */
const LEAST = 1e-6;

/** A change without what is left of a rounding. */
export function settled(change: number): number {
  return Math.abs(change) < LEAST ? 0 : change;
}

/** A signed amount of milliseconds; nothing has no sign. */
function amount(change: Milliseconds, words: Wording): string {
  return `${change < 0 ? '−' : change > 0 ? '+' : ''}${words.duration(Math.abs(change))}`;
}

/** The report in a sentence or two: what changed, what did most of it, and how much is unexplained. */
export function explainInWords(explanation: Explanation, looked: Looked, words: Wording): string {
  const { before, after, causes } = explanation;
  const change = settled(after - before);
  if (Number.isNaN(change))
    return 'There are no events on one of the two sides, so that there is nothing to explain.';
  const way = change < 0 ? 'fell' : 'rose';
  const what = `The average of ${subjectOf(explanation, looked, words)} ${way} by ${words.duration(Math.abs(change))}, from ${words.duration(before)} to ${words.duration(after)}.`;
  const [first] = causes;
  const left = causes.at(-1);
  if (first === undefined || left === undefined || first.kind === 'unexplained') return what;
  const part = (of: Milliseconds): string => words.share(change === 0 ? 0 : of / change);
  const unexplained = settled(left.change);
  return `${what} ${causeWords(first, words)}: ${amount(first.change, words)} (${part(first.change)} of it). Unexplained: ${amount(unexplained, words)} (${part(unexplained)}).`;
}
