import { DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TextValues } from '../../model/rows.ts';

/** Code of a text that is absent. */
export const ABSENT = -1;
const CHUNK = 2048;

/**
 * Every text that rows share has one code, in the database and on the way out: columns then travel as integers and
 * no text is read twice. New texts are written together with the rows that use them.
 */
export class Texts {
  readonly #texts: string[] = [];
  readonly #codes = new Map<string, number>();
  #written = 0;

  static async read(connection: DuckDBConnection): Promise<Texts> {
    const texts = new Texts();
    const result = await connection.run('SELECT text FROM texts ORDER BY code');
    for (const chunk of await result.fetchAllChunks()) {
      for (const text of chunk.getColumnValues(0)) texts.#add(String(text));
    }
    texts.#written = texts.#texts.length;
    return texts;
  }

  /** The code of a text, a new one if need be; null and the empty text are absent. */
  codeOf(text: string | null): number {
    if (text === null || text === '') return ABSENT;
    // Half a surrogate pair has no UTF-8: it is replaced here, as the database would, so that both hold the same.
    const known = text.toWellFormed();
    return this.#codes.get(known) ?? this.#add(known);
  }

  #add(text: string): number {
    const code = this.#texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  /** The code of a text that rows have; null when no row can have it. */
  find(text: string): number | null {
    return text === '' ? ABSENT : (this.#codes.get(text) ?? null);
  }

  textOf(code: number): string | null {
    return code < 0 ? null : (this.#texts[code] ?? null);
  }

  /** The codes of a column whose values have a dictionary of their own. */
  codesOf({ codes, dictionary }: TextValues): Int32Array {
    const known = dictionary.map((text) => this.codeOf(text));
    return codes.map((code) => known[code] ?? ABSENT);
  }

  /** A column with a dictionary of only the texts it uses. */
  toTextValues(codes: Int32Array): TextValues {
    const local = new Map<number, number>();
    const dictionary: string[] = [];
    const values = codes.map((code) => {
      const text = this.textOf(code);
      if (text === null) return ABSENT;
      let known = local.get(code);
      if (known === undefined) {
        known = dictionary.push(text) - 1;
        local.set(code, known);
      }
      return known;
    });
    return { codes: values, dictionary };
  }

  /** Writes the texts that are new since the last time. Call `settle` once the transaction is committed. */
  async write(connection: DuckDBConnection): Promise<void> {
    if (this.#written === this.#texts.length) return;
    const appender = await connection.createAppender('texts');
    for (let start = this.#written; start < this.#texts.length; start += CHUNK) {
      const texts = this.#texts.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR], texts.length);
      chunk.setColumns([texts.map((_, index) => start + index), texts]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  settle(): void {
    this.#written = this.#texts.length;
  }
}
