import { DuckDBDataChunk, INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TextValues } from '../../model/rows.ts';

/** Code of a text that is absent. */
export const ABSENT = -1;
const CHUNK = 2048;
/** UTF-16 units of texts that are held; when there are more, the older half is let go. */
const MOST_UNITS = 16 << 20;
/** What a text takes beside its units. */
const OVERHEAD = 40;
/** Texts that are read at a start at most: half of what is held, were all of them empty. */
const MOST_READ = Math.floor(MOST_UNITS / 2 / OVERHEAD);
/** Beyond it a code has no room in its column. */
const MOST_CODE = 2 ** 31 - 1;
/** Texts are pruned when there are twice as many as were left last time, and more than these. */
const PRUNED_FROM = 10_000;
/** Codes that were looked at lately are not looked at again; a power of two. */
const LATELY = 1024;

/** Tells texts by their codes. */
export interface TextSource {
  textOf(code: number): string | null;
}

/** For where there are no rows. */
export const NO_TEXTS: TextSource = { textOf: () => null };

/** Codes of one column that are looked up in a table, where they lie no farther apart. */
const NEAR = 1 << 18;

/** A column with a dictionary of only the texts it uses. */
export function toTextValues(codes: Int32Array, texts: TextSource): TextValues {
  const dictionary: string[] = [];
  const values = new Int32Array(codes.length).fill(ABSENT);
  const placeOf = (code: number): number => {
    const text = texts.textOf(code);
    return text === null ? ABSENT : dictionary.push(text) - 1;
  };
  let least = Infinity;
  let most = ABSENT;
  for (const code of codes) {
    if (code < 0) continue;
    if (code < least) least = code;
    if (code > most) most = code;
  }
  const span = most < 0 ? 0 : most - least + 1;
  // Places count from 1 here: 0 is one that was not looked up yet.
  const known = span <= NEAR ? new Int32Array(span) : new Map<number, number>();
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? ABSENT;
    if (code < 0) continue;
    if (known instanceof Int32Array) {
      const at = code - least;
      if (known[at] === 0) known[at] = placeOf(code) + 1;
      values[row] = (known[at] ?? 0) - 1;
    } else {
      const place = known.get(code) ?? placeOf(code);
      known.set(code, place);
      values[row] = place;
    }
  }
  return { codes: values, dictionary };
}

/**
 * Texts that rows share have codes, in the database and on the way out: columns then travel as integers and no text is
 * read twice. New texts are written together with the rows that use them.
 *
 * Senders may make up as many as they like, so that only so many are held in memory. One that is not held is recalled
 * from the database where a row is read; one that comes again gets another code. A text may have several codes
 * therefore: to find the rows of a text, look for all of them.
 */
export class Texts {
  readonly #codes = new Map<string, number>();
  readonly #texts = new Map<number, string>();
  #fresh: (readonly [code: number, text: string])[] = [];
  #next = 0;
  #units = 0;
  /** Texts that were left when those of expired rows were deleted last. */
  #left = 0;

  /** Reads the newest. */
  static async read(connection: DuckDBConnection): Promise<Texts> {
    const texts = new Texts();
    const newest: (readonly [code: number, text: string])[] = [];
    let units = 0;
    const stored = await connection.stream(
      `SELECT code, text FROM texts ORDER BY code DESC LIMIT ${MOST_READ}`,
    );
    reading: for await (const rows of stored.yieldRows()) {
      for (const [code, text] of rows) {
        units += String(text).length + OVERHEAD;
        if (units > MOST_UNITS / 2) break reading;
        newest.push([Number(code), String(text)]);
      }
    }
    const [last] = newest;
    texts.#next = last === undefined ? 0 : last[0] + 1;
    for (const [code, text] of newest.reverse()) texts.#hold(code, text);
    return texts;
  }

  /** The code of a text, a new one if need be; null and the empty text are absent. */
  codeOf(text: string | null): number {
    if (text === null || text === '') return ABSENT;
    // Half a surrogate pair has no UTF-8: it is replaced here, as the database would, so that both hold the same.
    const known = text.toWellFormed();
    const code = this.#codes.get(known);
    if (code !== undefined) return code;
    const added = this.#next;
    if (added > MOST_CODE) throw new Error('The database has no code left for a text.');
    this.#next += 1;
    this.#hold(added, known);
    this.#fresh.push([added, known]);
    return added;
  }

  /** The codes of a column whose values have a dictionary of their own. */
  codesOf({ codes, dictionary }: TextValues): Int32Array {
    const known = dictionary.map((text) => this.codeOf(text));
    return codes.map((code) => known[code] ?? ABSENT);
  }

  /** What tells the texts of all these codes: those that are not held are read from the database. */
  async recall(connection: DuckDBConnection, columns: Iterable<Int32Array>): Promise<TextSource> {
    // What is held now may have been let go when it is asked for.
    const known = new Map<number, string>();
    const missing = new Set<number>();
    const lately = new Int32Array(LATELY).fill(ABSENT);
    for (const codes of columns) {
      for (const code of codes) {
        const place = code & (LATELY - 1);
        if (code < 0 || lately[place] === code) continue;
        lately[place] = code;
        const text = this.#texts.get(code);
        if (text === undefined) missing.add(code);
        else known.set(code, text);
      }
    }
    if (missing.size > 0) {
      const wanted = [...missing].sort((a, b) => a - b);
      const reader = await connection.runAndReadAll(
        `SELECT code, text FROM texts WHERE code >= ${wanted[0]} AND code <= ${wanted.at(-1)}
         AND code IN (SELECT unnest($1))`,
        [listValue(wanted)],
        [LIST(INTEGER)],
      );
      for (const [code, text] of reader.getRows()) known.set(Number(code), String(text));
    }
    return { textOf: (code) => known.get(code) ?? null };
  }

  /** Writes the texts that are new since the last time. Call `settle` once the transaction is committed. */
  async write(connection: DuckDBConnection): Promise<void> {
    if (this.#fresh.length === 0) return;
    const appender = await connection.createAppender('texts');
    for (let start = 0; start < this.#fresh.length; start += CHUNK) {
      const part = this.#fresh.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR], part.length);
      chunk.setRows(part.map((row) => [...row]));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  /** Codes that were ever given: each is less than this. */
  get codes(): number {
    return this.#next;
  }

  /** Whether so many are stored, where there are `count`, that it is worth looking for those that no row uses. */
  isToBePruned(count: number): boolean {
    return count > Math.max(PRUNED_FROM, 2 * this.#left);
  }

  /** Lets all go that are not stored any more, where `count` are left. */
  keep(isStored: (code: number) => boolean, count: number): void {
    for (const [code, text] of this.#texts) if (!isStored(code)) this.#drop(code, text);
    this.#left = count;
  }

  settle(): void {
    this.#fresh = [];
    this.#letGo();
  }

  #hold(code: number, text: string): void {
    this.#codes.set(text, code);
    this.#texts.set(code, text);
    this.#units += text.length + OVERHEAD;
  }

  /** Lets the older half go when there are too many. */
  #letGo(): void {
    if (this.#units <= MOST_UNITS) return;
    for (const [code, text] of this.#texts) {
      if (this.#units <= MOST_UNITS / 2) return;
      this.#drop(code, text);
    }
  }

  #drop(code: number, text: string): void {
    this.#texts.delete(code);
    if (this.#codes.get(text) === code) this.#codes.delete(text);
    this.#units -= text.length + OVERHEAD;
  }
}
