import type { Chip, SearchReading } from './reading.ts';
import type { NamedSearch } from './SaveForm.tsx';
import type { Assist, Draft } from './suggestion.ts';

/** A draft that is being looked at, so that it can be helped with. */
export interface Looked extends Draft {
  /** Whether the text at the caret was written just now, rather than gone to. */
  readonly isTyping: boolean;
}

export interface SearchBoxProps {
  /** The text that is in effect. */
  readonly value: string;
  /** Called with texts that can be read, after a pause in typing. `isFirst`: the first of one intent. */
  readonly onType: (text: string, isFirst: boolean) => void;
  readonly read: (text: string) => SearchReading;
  /** What the search in effect found, such as `48 transactions`. */
  readonly count: string;
  /** What helps with the draft that `onLook` told of. */
  readonly assist: Assist;
  /** Tells of the draft while somebody is at it, and null when it is left. */
  readonly onLook: (looked: Looked | null) => void;
  /** How many conditions are turned off. */
  readonly off: number;
  /** Turns a condition of a text off; null where the text cannot do without it. */
  readonly onTurnOff: (text: string, chip: Chip) => void;
  /** A text without a condition. */
  readonly onRemove: (text: string, chip: Chip) => string;
  /** How the search in effect is kept under a name; null where nothing can be kept. */
  readonly saving: {
    readonly saved: NamedSearch | null;
    readonly onSave: (search: NamedSearch) => void;
    readonly onRemove: () => void;
  } | null;
  /** Stands by itself, as in a sheet, rather than at the end of the filter bar. */
  readonly isAlone?: boolean;
}
