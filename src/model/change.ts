import type { Filter } from './filter.ts';
import type { Milliseconds, Range } from './time.ts';

/** Which events of each side are explained: all of them, or the slowest 5 % (at least one), for a high percentile. */
export type Part = 'all' | 'slowest';

/** There are more of some events than before, and fewer of others. */
export interface MixShift {
  readonly tag: string;
  /** By how much the average changed for it. */
  readonly change: Milliseconds;
  /** The value whose share did most of it, and its shares before and after, from 0 to 1. */
  readonly value: string;
  readonly shareBefore: number;
  readonly shareAfter: number;
}

/** One line of the report: so many milliseconds of the change of the average. */
export type Cause =
  | { readonly kind: 'self time'; readonly group: string; readonly change: Milliseconds }
  | (MixShift & { readonly kind: 'mix' })
  /** What the others do not add up to: time that no span accounts for, or that spans share. */
  | { readonly kind: 'unexplained'; readonly change: Milliseconds };

/** Why the average of two sides differs: `causes` add up to `after` − `before`. */
export interface Explanation {
  readonly part: Part;
  /** Averages over the events of the part, in milliseconds. NaN of a side without any. */
  readonly before: Milliseconds;
  readonly after: Milliseconds;
  /** How many events they are of. */
  readonly countBefore: number;
  readonly countAfter: number;
  /** What contributed most to the change first; what is unexplained last. */
  readonly causes: readonly Cause[];
}

/** Why did a transaction change from one time to another? */
export interface ChangeQuestion {
  readonly project: string;
  readonly transaction: string;
  readonly before: Range;
  readonly after: Range;
  /** Which of its events count. */
  readonly where: Filter;
  readonly part: Part;
}

/** What spans of one group are. */
export interface SpanKind {
  readonly op: string;
  readonly description: string;
  /** Whether it is the transaction itself: the time in which nothing below it ran. */
  readonly isOwn: boolean;
}

/** Events whose spans were looked at, the newest of those that there are. */
export interface LookedAt {
  readonly events: number;
  readonly total: number;
}

/** The answer to a `ChangeQuestion`. */
export interface ChangeReport {
  readonly explanation: Explanation;
  /** By the groups of the causes. */
  readonly kinds: ReadonlyMap<string, SpanKind>;
  readonly before: LookedAt;
  readonly after: LookedAt;
  /** Whether all rows of both times were held, so that none is left out for want of loading. */
  readonly complete: boolean;
}
