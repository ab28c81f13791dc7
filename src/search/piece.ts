import type { Place } from './search-error.ts';

/** What the grammar cuts a search text into, in its order. Every text has exactly one reading; none is refused. */
export type Piece = BooleanPiece | OpenPiece | ClosePiece | ConditionPiece | TextPiece;

/** `AND` or `OR`, in any case. */
export interface BooleanPiece extends Place {
  readonly kind: 'boolean';
  readonly word: 'AND' | 'OR';
}

/** `(` or `!(`. */
export interface OpenPiece extends Place {
  readonly kind: 'open';
  readonly isNegated: boolean;
}

export interface ClosePiece extends Place {
  readonly kind: 'close';
}

/** A word or a quoted phrase of free text. `text` is what is meant: without quotes and escapes. */
export interface TextPiece extends Place {
  readonly kind: 'word' | 'phrase';
  readonly text: string;
}

/** `!key:value`. The colon stands at `key.end`. */
export interface ConditionPiece extends Place {
  readonly kind: 'condition';
  readonly isNegated: boolean;
  readonly key: KeyPiece;
  /** `>`, `>=`, `<`, `<=`, `=` or `!=` in front of the value. */
  readonly operator: OperatorPiece | null;
  readonly value: ValuePiece;
}

/** `name`, `"name"`, `tags[name]`, or a metric with its arguments such as `p95(lcp)`. */
export interface KeyPiece extends Place {
  readonly name: string;
  readonly isTag: boolean;
  /** The type that is named in `tags[name,number]`; every tag is held as one text. */
  readonly type?: 'string' | 'number' | 'boolean' | 'array' | null;
  /** Null where it is no metric. */
  readonly args: readonly ItemPiece[] | null;
}

export interface OperatorPiece extends Place {
  readonly sign: '>' | '>=' | '<' | '<=' | '=' | '!=';
}

/** An argument, or an item of a list. */
export interface ItemPiece extends Place {
  readonly text: string;
  readonly isQuoted: boolean;
  /** An argument that is not there: nothing stands before or behind its comma. */
  readonly isMissing?: boolean;
}

/** What stands after the colon and the operator. */
export type ValuePiece =
  | (Place & { readonly kind: 'nothing' })
  | (Place & { readonly kind: 'bare'; readonly text: string })
  /** The name in `has:tags[name]`. */
  | (Place & { readonly kind: 'tag'; readonly text: string })
  /** `rest` is what stands right behind the closing quote, where nothing may. */
  | (Place & { readonly kind: 'quoted'; readonly text: string; readonly rest: Place | null })
  /** A quote that is never closed: it takes all that follows. */
  | (Place & { readonly kind: 'unclosed'; readonly text: string })
  | ListPiece;

/** `[a, "b"]`. An item is null where two commas, or a comma and a bracket, have nothing between them. */
export interface ListPiece extends Place {
  readonly kind: 'list';
  readonly items: readonly (ItemPiece | null)[];
  readonly commas: readonly number[];
}
