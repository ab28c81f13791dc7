import type { DuckDBConnection } from '@duckdb/node-api';
import { toWordPairs } from './ids.ts';

const BITS = 2 ** 26;
const HASHES = 3;
/** Traces for which one in two hundred others is taken for known by mistake. */
const ROOM = 4_000_000;

/** A 32-bit number out of half an id, different for every `seed`. */
function mix(low: number, high: number, seed: number): number {
  let mixed = Math.imul(low ^ seed, 0x85ebca6b) ^ Math.imul(high + seed, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/**
 * Which traces may be in the tables: a Bloom filter of eight megabytes, however many there are. Most traces are new
 * and come in one piece; for these nothing has to be looked up. What it does not know is surely not there; what it
 * knows is looked up.
 */
export class KnownTraces {
  readonly #bits = new Uint32Array(BITS / 32);
  #count = 0;

  static async read(connection: DuckDBConnection): Promise<KnownTraces> {
    const known = new KnownTraces();
    for (const table of ['blocks', 'transactions', 'errors']) {
      const result = await connection.stream(
        `SELECT "trace:1" & 4294967295, "trace:1" >> 32 FROM ${table} WHERE "trace:0" <> 0 OR "trace:1" <> 0`,
      );
      for await (const rows of result.yieldRows()) {
        for (const [low, high] of rows) known.#set(Number(low), Number(high));
      }
    }
    return known;
  }

  /** Whether so many traces were added that it had better be read anew: those that expired are still in it. */
  get isFull(): boolean {
    return this.#count > ROOM;
  }

  /** Those of the traces that may be in the tables. */
  among(traceIds: readonly string[]): readonly string[] {
    const [, last] = toWordPairs(traceIds);
    return traceIds.filter((_, index) => this.#has(...halves(last[index] ?? 0n)));
  }

  add(traceIds: readonly string[]): void {
    const [, last] = toWordPairs(traceIds);
    for (const word of last) this.#set(...halves(word));
  }

  #has(low: number, high: number): boolean {
    for (let seed = 1; seed <= HASHES; seed += 1) {
      const bit = mix(low, high, seed) % BITS;
      if (((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  #set(low: number, high: number): void {
    this.#count += 1;
    for (let seed = 1; seed <= HASHES; seed += 1) {
      const bit = mix(low, high, seed) % BITS;
      this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }
}

function halves(word: bigint): [number, number] {
  return [Number(word & 0xffff_ffffn), Number(word >> 32n)];
}
