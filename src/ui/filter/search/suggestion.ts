/** What a suggestion is, for its sign and its colour. */
export type SuggestionLook =
  | 'text'
  | 'number'
  | 'duration'
  | 'time'
  | 'tag'
  | 'metric'
  | 'has'
  | 'operator'
  | 'value'
  | 'name'
  | 'saved'
  | 'pinned'
  | 'recent'
  | 'off'
  | 'edit';

/** Something that can be written, or done, where the caret is. */
export interface Suggestion {
  /** Different from all others of the box. */
  readonly id: string;
  readonly look: SuggestionLook;
  /** What would be written, or the name of a saved search. */
  readonly label: string;
  /** What it means, or the text of a saved search. */
  readonly detail?: string;
  /** How many rows it stands for. */
  readonly count?: number;
  /** Its part of the largest count, from 0 to 1: the length of its bar. */
  readonly share?: number;
  /** Whether the text has it already. */
  readonly isChosen?: boolean;
  /** Whether it can be added beside what is there, as one of several values. */
  readonly canAdd?: boolean;
  /** Whether it can be taken out of the list for good. */
  readonly canDrop?: boolean;
}

/** Suggestions of one kind under one heading. */
export interface SuggestionGroup {
  readonly label: string;
  /** What the counts are of. */
  readonly note?: string;
  readonly suggestions: readonly Suggestion[];
}

/** A text that is being written, and where in it the caret is. */
export interface Draft {
  readonly text: string;
  readonly caret: number;
}

/** What helps with a draft. */
export interface Assist {
  /** What can be written at the caret. */
  readonly groups: readonly SuggestionGroup[];
  /** What of the text at the caret the suggestions were found by; marked in them. */
  readonly needle: string;
  /** Whether suggestions or the count are on their way. */
  readonly isPending: boolean;
  /** Whether what is being written is most likely the beginning of something else, such as a key. */
  readonly isHalf: boolean;
  /** A sentence on what stands at the caret; empty where there is nothing to say. */
  readonly note: string;
  /** How many transactions the draft finds, such as `14 of 212 transactions`; empty while that is not known. */
  readonly matches: string;
  /** Writes a suggestion into a draft; `add` puts it beside the value that is there. Null: nothing to write. */
  readonly take: (id: string, how: 'replace' | 'add') => Draft | null;
  /** Takes a suggestion out of the list for good. */
  readonly drop: (id: string) => void;
}

/** Nothing to suggest. */
export const NO_ASSIST: Assist = {
  groups: [],
  needle: '',
  isPending: false,
  isHalf: false,
  note: '',
  matches: '',
  take: () => null,
  drop: () => undefined,
};
