import type { Unit } from './column.ts';
import type { Range } from './time.ts';

/** Something that went wrong or is missing, in words for a person: what happened, and what to do. */
export interface Problem {
  /** `partial`: less data than asked for. `stale`: old data. `refused`: the question or input could not be taken. */
  readonly kind: 'partial' | 'stale' | 'refused' | 'unreachable' | 'failed';
  readonly message: string;
  /** What the user can do about it; empty when nothing. */
  readonly advice: string;
  /** Whether the page says it once for all of its figures, so that each need not. */
  readonly isSaidAbove?: boolean | undefined;
}

export interface TextResultColumn {
  readonly kind: 'text';
  readonly name: string;
  /** Null: the rows of this group have no value. */
  readonly values: readonly (string | null)[];
}

export interface NumberResultColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly unit: Unit;
  /** NaN: no data. Never a zero in its place. */
  readonly values: Float64Array;
}

export type ResultColumn = TextResultColumn | NumberResultColumn;

/** What a Source answers: columns, one value a group or row, keys first and then what was asked for, in order. */
export interface Result {
  readonly length: number;
  readonly columns: readonly ResultColumn[];
  /** Groups or rows there are, before the limit. */
  readonly total: number;
  /** Rows that matched on the value side, unweighted. */
  readonly matched: number;
  /** Whether a matched row stands for more than itself: counts are then estimates, users a lower bound. */
  readonly sampled: boolean;
  /** The edges of the bins, where a key is a `BinKey`: one more than there are bins. */
  readonly edges: readonly number[] | null;
  /** The parts of the asked ranges that were held in full when this was computed. */
  readonly covered: readonly Range[];
  /** Whether `covered` is all that was asked. */
  readonly complete: boolean;
  /** Of the rows it was computed from. */
  readonly revision: number;
  readonly problems: readonly Problem[];
  /** Tags of which more values are asked for than are kept here: the source told which rows have them. */
  readonly told?: readonly string[];
}
