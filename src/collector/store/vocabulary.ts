import { DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Transaction } from '../../model/transaction.ts';
import { CLOCK_TAG } from '../../trace/drift.ts';
import type { Counters } from './counters.ts';

/** What senders may make up and every reader pays for. */
type WordKind = 'tag' | 'transaction';

/**
 * Different words of a kind that are taken at most. Each key of a tag is a column, which takes memory for every row
 * that a tab holds; a sender that puts an id into a key or a name makes a new one with every transaction.
 */
export const MOST_WORDS: Readonly<Record<WordKind, number>> = { tag: 200, transaction: 100_000 };

/** The name of a transaction whose own was one too many. */
const OTHER = '<other transactions>';
const CHUNK = 2048;

/** The keys of tags and the names of transactions that have been taken. New ones are written with their rows. */
export class Vocabulary {
  readonly #words: Readonly<Record<WordKind, Set<string>>> = { tag: new Set(), transaction: new Set() };
  #fresh: (readonly [WordKind, string])[] = [];

  static async read(connection: DuckDBConnection): Promise<Vocabulary> {
    const vocabulary = new Vocabulary();
    const reader = await connection.runAndReadAll('SELECT kind, word FROM words');
    for (const [kind, word] of reader.getRows()) vocabulary.#words[kind as WordKind].add(String(word));
    return vocabulary;
  }

  /** Whether there is no room for another word of some kind. */
  get isFull(): boolean {
    return this.#words.tag.size >= MOST_WORDS.tag || this.#words.transaction.size >= MOST_WORDS.transaction;
  }

  /** A new transaction without the words there is no room for, which are counted. */
  admit<Each extends Transaction>(transaction: Each, counters: Counters): Each {
    const tags = [...transaction.tags].filter(([key]) => key === CLOCK_TAG || this.#admits('tag', key));
    counters.add('tags', transaction.tags.size - tags.length);
    if (this.#admits('transaction', transaction.transaction)) return { ...transaction, tags: new Map(tags) };
    counters.add('names', 1);
    return { ...transaction, tags: new Map(tags), transaction: OTHER };
  }

  #admits(kind: WordKind, word: string): boolean {
    const words = this.#words[kind];
    if (words.has(word)) return true;
    if (words.size >= MOST_WORDS[kind]) return false;
    words.add(word);
    this.#fresh.push([kind, word]);
    return true;
  }

  /** Writes the words that are new since the last time. Call `settle` once the transaction is committed. */
  async write(connection: DuckDBConnection): Promise<void> {
    if (this.#fresh.length === 0) return;
    const appender = await connection.createAppender('words');
    for (let start = 0; start < this.#fresh.length; start += CHUNK) {
      const part = this.#fresh.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR], part.length);
      chunk.setRows(part.map(([kind, word]) => [kind, word.toWellFormed()]));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  settle(): void {
    this.#fresh = [];
  }
}
