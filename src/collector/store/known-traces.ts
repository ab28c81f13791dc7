import type { DuckDBConnection } from '@duckdb/node-api';
import { toWordPairs } from './ids.ts';
import { doublesOf } from './vectors.ts';

const BITS = 2 ** 26;
const HASHES = 3;
/** Traces for which one in two hundred others is taken for known by mistake. */
const ROOM = 4_000_000;
/** It is read anew only after so many more have come than there were: of those that are left, none would go. */
const GROWTH = 1.5;

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
  #most: number;

  /** `room`: how many traces there may be at least before it is read anew. */
  constructor(room = ROOM) {
    this.#most = room;
  }

  static async read(connection: DuckDBConnection, room = ROOM): Promise<KnownTraces> {
    const known = new KnownTraces(room);
    for (const table of ['blocks', 'transactions', 'errors']) {
      const result = await connection.stream(
        `SELECT ("trace:1" & 4294967295)::DOUBLE, ("trace:1" >> 32)::DOUBLE FROM ${table}
         WHERE "trace:0" <> 0 OR "trace:1" <> 0`,
      );
      for await (const [lows, highs] of doublesOf(result)) {
        for (const [index, low] of (lows ?? []).entries()) known.#set(low, highs?.[index] ?? NaN);
      }
    }
    known.#most = Math.max(room, GROWTH * known.#count);
    return known;
  }

  /** Whether so many traces were added that it had better be read anew: those that expired are still in it. */
  get isFull(): boolean {
    return this.#count > this.#most;
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

  /** Counts what it did not know: a trace has transactions and blocks, in many batches. */
  #set(low: number, high: number): void {
    let isNew = 0;
    for (let seed = 1; seed <= HASHES; seed += 1) {
      const bit = mix(low, high, seed) % BITS;
      const before = this.#bits[bit >>> 5] ?? 0;
      const after = (before | (1 << (bit & 31))) >>> 0;
      this.#bits[bit >>> 5] = after;
      if (after !== before) isNew = 1;
    }
    this.#count += isNew;
  }
}

function halves(word: bigint): [number, number] {
  return [Number(word & 0xffff_ffffn), Number(word >> 32n)];
}
