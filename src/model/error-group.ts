import type { Scope } from './query.ts';
import type { EpochMs } from './time.ts';

/** By what errors are put together: their type, their transaction, and where they came about (`topFrame`). */
export interface ErrorKind {
  readonly project: string;
  /** Null: in no transaction. */
  readonly transaction: string | null;
  readonly type: string;
  /** Null: no call is known. */
  readonly frame: string | null;
}

/** A question for errors, put together. */
export interface ErrorsQuestion {
  /**
   * Errors of its range that were reported while one of its rows ran. One of whose transaction no row is held counts
   * where all that is known of it passes the filter.
   */
  readonly scope: Scope;
  /** Of one transaction alone; null: of all, and of none. */
  readonly of: { readonly project: string; readonly transaction: string } | null;
  /** Of one kind alone. */
  readonly kind: ErrorKind | null;
  /** Into how many parts of equal length the range is cut for `ErrorGroup.counts`. */
  readonly parts: number;
  /** Groups at most, those with most errors first. */
  readonly limit: number;
}

/** Where one error is found again. */
export interface ErrorPlace {
  readonly eventId: string;
  readonly timestamp: EpochMs;
}

/** Errors of one kind. */
export interface ErrorGroup extends ErrorKind {
  /** Message and level of the newest. */
  readonly message: string;
  readonly level: string;
  readonly count: number;
  /** Different users to whom it happened; those whom nobody named are none. */
  readonly users: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
  /** How many there were in each part of the range. */
  readonly counts: readonly number[];
  /** The newest first, a hundred at most. */
  readonly newest: readonly ErrorPlace[];
}

/** What there is to a question for errors. */
export interface ErrorGroups {
  /** Most errors first; of equally many the newest. */
  readonly groups: readonly ErrorGroup[];
  /** Groups there are, before the limit. */
  readonly total: number;
  /** Errors in them. */
  readonly matched: number;
  /** Errors of the range that were looked at, the newest, of those there are. */
  readonly read: number;
  readonly held: number;
  /**
   * Of those that the scope means, whatever their kind, how many came without their transaction: the rows' own number of
   * errors counts none of them. Null where that was not looked at.
   */
  readonly apart: number | null;
}

/** The kind as a text: the same of errors of one kind, and of no others. */
export function kindKey({ project, transaction, type, frame }: ErrorKind): string {
  return JSON.stringify([project, transaction, type, frame]);
}
