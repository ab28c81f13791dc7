import { DuckDBBlobVector, DuckDBDataChunk, INTEGER } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TEXT_COLUMNS } from '../../model/column.ts';
import { ERROR_TEXTS } from './error-rows.ts';
import type { Texts } from './texts.ts';
import { Vocabulary } from './vocabulary.ts';

const CHUNK = 2048;

/** A set of small whole numbers, a bit each. */
class Bits {
  readonly #words: Uint32Array;

  constructor(length: number) {
    this.#words = new Uint32Array((length >>> 5) + 1);
  }

  add(code: number): void {
    const place = code >>> 5;
    this.#words[place] = (this.#words[place] ?? 0) | (1 << (code & 31));
  }

  has(code: number): boolean {
    return ((this.#words[code >>> 5] ?? 0) & (1 << (code & 31))) !== 0;
  }

  *all(): Generator<number, void, void> {
    for (const [place, word] of this.#words.entries()) {
      for (let rest = word; rest !== 0; rest &= rest - 1) yield place * 32 + (31 - Math.clz32(rest & -rest));
    }
  }
}

/** The codes of all keys and values of tags. */
async function tagCodes(connection: DuckDBConnection, length: number): Promise<Bits> {
  const used = new Bits(length);
  const result = await connection.stream(
    'SELECT tags FROM transactions UNION ALL SELECT DISTINCT tags FROM former',
  );
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    if (chunk.rowCount === 0) break;
    const vector = chunk.getColumnVector(0);
    if (!(vector instanceof DuckDBBlobVector)) throw new Error('Tags are not kept as bytes.');
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const bytes = vector.getItemBytes(row);
      if (bytes === null) continue;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at < view.byteLength; at += 4) {
        const code = view.getInt32(at, true);
        if (code >= 0) used.add(code);
      }
    }
  }
  return used;
}

async function append(connection: DuckDBConnection, codes: Iterable<number>): Promise<void> {
  const appender = await connection.createAppender('used', 'main', 'temp');
  let part: number[][] = [];
  const flush = (): void => {
    const chunk = DuckDBDataChunk.create([INTEGER], part.length);
    chunk.setRows(part);
    appender.appendDataChunk(chunk);
    part = [];
  };
  for (const code of codes) {
    part.push([code]);
    if (part.length === CHUNK) flush();
  }
  if (part.length > 0) flush();
  appender.closeSync();
}

/**
 * Deletes the texts that no row uses any more, after rows have expired, and of the words those that are among them no
 * more: what senders make up would otherwise stay for ever, and take the place of what others send later. Part of a
 * transaction. Resolves with the words that are left.
 */
export async function prune(connection: DuckDBConnection, texts: Texts): Promise<Vocabulary> {
  const used = await tagCodes(connection, texts.codes);
  await connection.run('CREATE TEMP TABLE used (code INTEGER NOT NULL)');
  await append(connection, used.all());
  for (const [table, columns] of [
    ['transactions', TEXT_COLUMNS],
    ['former', TEXT_COLUMNS],
    ['errors', ERROR_TEXTS],
  ] as const) {
    for (const column of columns) {
      await connection.run(`INSERT INTO used SELECT DISTINCT "${column}" FROM ${table}`);
    }
  }
  await connection.run('DELETE FROM texts WHERE code NOT IN (SELECT code FROM used)');
  await connection.run('DROP TABLE used');
  await connection.run('DELETE FROM words WHERE word NOT IN (SELECT text FROM texts)');
  const left = new Bits(texts.codes);
  let count = 0;
  const codes = await connection.stream('SELECT code FROM texts');
  for await (const rows of codes.yieldRows()) {
    for (const [code] of rows) left.add(Number(code));
    count += rows.length;
  }
  texts.keep((code) => left.has(code), count);
  return Vocabulary.read(connection);
}
