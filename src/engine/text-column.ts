import type { TextValues } from '../model/rows.ts';

/** Codes of a dictionary in the narrowest array that holds them. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** The code of an absent value; an empty text counts as absent. */
export const ABSENT = 0;

function codesFor(values: number, capacity: number): Codes {
  if (values <= 0x100) return new Uint8Array(capacity);
  return values <= 0x1_0000 ? new Uint16Array(capacity) : new Uint32Array(capacity);
}

/** A text column: a dictionary of its own and one code a row. The codes take no memory before the first value. */
export class TextColumn {
  /** By code; the first stands for "absent". */
  readonly values: string[] = [''];
  readonly #codeOf = new Map<string, number>([['', ABSENT]]);
  #codes: Codes | null = null;

  /** One code a row; null while every row is absent. */
  get codes(): Codes | null {
    return this.#codes;
  }

  /** The code of a value; undefined for one that no row ever had. */
  codeOf(value: string): number | undefined {
    return this.#codeOf.get(value);
  }

  /** The value a code stands for, null for "absent". */
  valueOf(code: number): string | null {
    return code === ABSENT ? null : (this.values[code] ?? null);
  }

  /** Writes a batch at `base`, its codes mapped into this dictionary; only values that are used come in. */
  write(base: number, batch: TextValues, length: number, capacity: number): void {
    const { codes: from, dictionary } = batch;
    const mapped = new Int32Array(dictionary.length).fill(-1);
    for (let index = 0; index < length; index++) {
      const code = from[index]!;
      if (code >= 0 && mapped[code]! < 0) mapped[code] = this.#intern(dictionary[code]!);
    }
    if (this.#codes === null && this.values.length === 1) return;
    const to = this.#widen(capacity);
    for (let index = 0; index < length; index++) {
      const code = from[index]!;
      to[base + index] = code < 0 ? ABSENT : mapped[code]!;
    }
  }

  /** Makes room for `capacity` rows. */
  grow(capacity: number): void {
    if (this.#codes !== null) this.#widen(capacity);
  }

  #intern(value: string): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.values.push(value);
    this.#codeOf.set(value, code);
    return code;
  }

  #widen(capacity: number): Codes {
    const old = this.#codes;
    const fits = old !== null && old.length >= capacity;
    if (fits && this.values.length <= 2 ** (8 * old.BYTES_PER_ELEMENT)) return old;
    const codes = codesFor(this.values.length, capacity);
    if (old !== null) codes.set(old);
    this.#codes = codes;
    return codes;
  }
}
