import type { EpochMs, Range } from '../model/time.ts';
import type { SearchHint } from './search-error.ts';

/** What a search is read with besides its text. */
export interface ParseOptions {
  /** The moment from which `timestamp:-24h` counts. The clock's where it is left out. */
  readonly now?: EpochMs;
  /** The time that is searched: a condition on `timestamp` that lies outside of it is an error. */
  readonly range?: Range;
  /** The releases there are, the newest first, for `release:latest`. */
  readonly releases?: readonly string[];
}

/** What is known while a search is read, and what there is to say about it. */
export interface SearchContext {
  readonly source: string;
  readonly now: EpochMs;
  readonly range: Range | null;
  readonly releases: readonly string[] | null;
  readonly hints: SearchHint[];
}
