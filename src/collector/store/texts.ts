import { BOOLEAN, DuckDBDataChunk, INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TextValues } from '../../model/rows.ts';

/** Code of a text that is absent. */
export const ABSENT = -1;
const CHUNK = 2048;
/** UTF-16 units of passing texts that are held; when there are more, the older half is let go. */
const MOST_UNITS = 16 << 20;
/** What a text takes beside its units. */
const OVERHEAD = 40;

/**
 * Whether rows are asked for by a text. `lasting` ones, such as the names of transactions, are few, and each has one
 * code for ever. `passing` ones, such as users and the values of tags, may be as many as there are rows: those not
 * seen for long are only in the database, and one that comes again gets another code.
 */
export type TextKind = 'lasting' | 'passing';

/** Tells texts by their codes. */
export interface TextSource {
  textOf(code: number): string | null;
}

/** A column with a dictionary of only the texts it uses. */
export function toTextValues(codes: Int32Array, texts: TextSource): TextValues {
  const local = new Map<number, number>();
  const dictionary: string[] = [];
  const values = codes.map((code) => {
    const known = local.get(code);
    if (known !== undefined) return known;
    const text = texts.textOf(code);
    const place = text === null ? ABSENT : dictionary.push(text) - 1;
    local.set(code, place);
    return place;
  });
  return { codes: values, dictionary };
}

/**
 * Texts that rows share have codes, in the database and on the way out: columns then travel as integers and no text is
 * read twice. New texts are written together with the rows that use them.
 */
export class Texts implements TextSource {
  readonly #codes: Readonly<Record<TextKind, Map<string, number>>> = {
    lasting: new Map(),
    passing: new Map(),
  };
  readonly #texts = new Map<number, string>();
  #fresh: (readonly [code: number, text: string, isLasting: boolean])[] = [];
  #next = 0;
  #units = 0;

  static async read(connection: DuckDBConnection): Promise<Texts> {
    const texts = new Texts();
    const last = await connection.runAndReadAll('SELECT max(code) FROM texts');
    texts.#next = Number(last.getRows()[0]?.[0] ?? -1) + 1;
    const lasting = await connection.stream('SELECT code, text FROM texts WHERE lasting ORDER BY code');
    for await (const rows of lasting.yieldRows()) {
      for (const [code, text] of rows) texts.#hold(Number(code), String(text), 'lasting');
    }
    const passing = await connection.stream('SELECT code, text FROM texts WHERE NOT lasting ORDER BY code');
    for await (const rows of passing.yieldRows()) {
      for (const [code, text] of rows) texts.#hold(Number(code), String(text), 'passing');
      texts.#letGo();
    }
    return texts;
  }

  /** The code of a text, a new one if need be; null and the empty text are absent. */
  codeOf(text: string | null, kind: TextKind): number {
    if (text === null || text === '') return ABSENT;
    // Half a surrogate pair has no UTF-8: it is replaced here, as the database would, so that both hold the same.
    const known = text.toWellFormed();
    const code = this.#codes[kind].get(known);
    if (code !== undefined) return code;
    const added = this.#next;
    this.#next += 1;
    this.#hold(added, known, kind);
    this.#fresh.push([added, known, kind === 'lasting']);
    return added;
  }

  /** The code of a lasting text that rows have; null when no row can have it. */
  find(text: string): number | null {
    return text === '' ? ABSENT : (this.#codes.lasting.get(text) ?? null);
  }

  /** Null for absent ones, and for passing ones that are not held: see `recall`. */
  textOf(code: number): string | null {
    return this.#texts.get(code) ?? null;
  }

  /** The codes of a column whose values have a dictionary of their own. */
  codesOf({ codes, dictionary }: TextValues, kind: TextKind): Int32Array {
    const known = dictionary.map((text) => this.codeOf(text, kind));
    return codes.map((code) => known[code] ?? ABSENT);
  }

  /** What tells the texts of all these codes: those that are not held are read from the database. */
  async recall(connection: DuckDBConnection, columns: Iterable<Int32Array>): Promise<TextSource> {
    const missing = new Set<number>();
    for (const codes of columns) {
      for (const code of codes) if (code >= 0 && !this.#texts.has(code)) missing.add(code);
    }
    if (missing.size === 0) return this;
    const wanted = [...missing].sort((a, b) => a - b);
    const reader = await connection.runAndReadAll(
      `SELECT code, text FROM texts WHERE code >= ${wanted[0]} AND code <= ${wanted.at(-1)}
       AND code IN (SELECT unnest($1))`,
      [listValue(wanted)],
      [LIST(INTEGER)],
    );
    const read = new Map(reader.getRows().map(([code, text]) => [Number(code), String(text)]));
    return { textOf: (code) => this.#texts.get(code) ?? read.get(code) ?? null };
  }

  /** Writes the texts that are new since the last time. Call `settle` once the transaction is committed. */
  async write(connection: DuckDBConnection): Promise<void> {
    if (this.#fresh.length === 0) return;
    const appender = await connection.createAppender('texts');
    for (let start = 0; start < this.#fresh.length; start += CHUNK) {
      const part = this.#fresh.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR, BOOLEAN], part.length);
      chunk.setRows(part.map((row) => [...row]));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  settle(): void {
    this.#fresh = [];
    this.#letGo();
  }

  #hold(code: number, text: string, kind: TextKind): void {
    this.#codes[kind].set(text, code);
    this.#texts.set(code, text);
    if (kind === 'passing') this.#units += text.length + OVERHEAD;
  }

  /** Lets the older half of the passing texts go when there are too many. */
  #letGo(): void {
    if (this.#units <= MOST_UNITS) return;
    const { passing } = this.#codes;
    for (const [text, code] of passing) {
      if (this.#units <= MOST_UNITS / 2) return;
      passing.delete(text);
      this.#texts.delete(code);
      this.#units -= text.length + OVERHEAD;
    }
  }
}
