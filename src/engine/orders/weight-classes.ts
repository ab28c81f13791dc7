import type { Table } from '../table.ts';
import { weightOf } from '../weights.ts';

/** Codes of weights; the last one stands for all weights there was no code for. */
const CODES = 256;

/** The different weights of rows, one code each: few, because clients are set to few sample rates. */
export class WeightClasses {
  /** By code; the first is 1. */
  readonly weights: number[] = [1];
  readonly #codeOf = new Map<number, number>([[1, 0]]);
  #isFull = false;

  /** Whether there were more weights than codes: then codes do not tell them. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Bits that a code takes. */
  get bits(): number {
    return 32 - Math.clz32(this.weights.length - 1);
  }

  /** Writes the codes of the weights of the rows at some positions. */
  write(table: Table, positions: Uint32Array, out: Uint16Array): void {
    const column = table.hasWeights ? table.values('weight') : null;
    if (column === null) {
      out.fill(0);
      return;
    }
    for (let index = 0; index < positions.length; index++) {
      const weight = column[positions[index]!]!;
      out[index] = weight === 1 ? 0 : this.#of(weightOf(weight));
    }
  }

  #of(weight: number): number {
    const known = this.#codeOf.get(weight);
    if (known !== undefined) return known;
    if (this.weights.length === CODES) {
      this.#isFull = true;
      return CODES - 1;
    }
    this.#codeOf.set(weight, this.weights.length);
    return this.weights.push(weight) - 1;
  }
}
