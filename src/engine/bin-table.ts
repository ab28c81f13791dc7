import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

/** More bins than the table of first bins can number: those beyond are found from the last one on. */
const MOST_NUMBERED = 65_535;
/** Stretches of float32 numbers: what their upper 16 bits tell apart. */
const STRETCHES = 65_536;
/** The stretches of positive and of negative infinity, and the first one of negative numbers. */
const INFINITE = 0x7f80;
const NEGATIVE_INFINITE = 0xff80;
const NEGATIVE = 0x8000;

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/** The first stretch of positive numbers of which none is below an edge above 0. */
function stretchFrom(edge: number): number {
  FLOAT[0] = edge;
  const stretch = BITS[0]! >>> 16;
  BITS[0] = (stretch << 16) >>> 0;
  return FLOAT[0] >= edge ? stretch : stretch + 1;
}

/** The last stretch of positive numbers that begins up to an edge above 0. */
function stretchUpTo(edge: number): number {
  const next = stretchFrom(edge);
  BITS[0] = (next << 16) >>> 0;
  return FLOAT[0] === edge ? next : next - 1;
}

/**
 * For each stretch of float32 numbers one more than the bin in which all of them are; 0 where they are not in one, and
 * where numbers are not above 0. On a log scale what is not positive is in none.
 */
function wholeBins(edges: readonly number[], isLog: boolean): Uint16Array {
  const whole = new Uint16Array(STRETCHES);
  for (let bin = 0; bin + 1 < edges.length && bin < MOST_NUMBERED; bin++) {
    const low = edges[bin]!;
    const high = edges[bin + 1]!;
    if (!(high > 0)) continue;
    // The first one has 0 in it.
    const from = low > 0 ? stretchFrom(low) : isLog ? 1 : 0;
    const to = Math.min(stretchUpTo(high), INFINITE);
    if (from < to) whole.fill(bin + 1, from, to);
  }
  return whole;
}

/** For each stretch of float32 numbers the bin in which its smallest one is; outside of all bins the nearest. */
function firstBins(edges: readonly number[]): Uint16Array {
  const first = new Uint16Array(STRETCHES);
  const last = Math.max(0, edges.length - 2);
  let bin = 0;
  for (let stretch = NEGATIVE_INFINITE - 1; stretch >= NEGATIVE && edges[0]! < 0; stretch--) {
    BITS[0] = ((stretch << 16) | 0xffff) >>> 0;
    while (bin < last && FLOAT[0]! >= edges[bin + 1]!) bin += 1;
    first[stretch] = Math.min(bin, MOST_NUMBERED);
  }
  while (bin < last && edges[bin + 1]! <= 0) bin += 1;
  // Edge by edge, because there are far fewer of them.
  for (let from = 0; from < INFINITE; bin += 1) {
    const to = bin < last ? Math.min(stretchFrom(edges[bin + 1]!), INFINITE) : INFINITE;
    first.fill(Math.min(bin, MOST_NUMBERED), from, to);
    from = to;
  }
  first[INFINITE] = Math.min(last, MOST_NUMBERED);
  return first;
}

/** The edges of bins on the heap, and where the search for a number's bin begins. */
export class BinTable {
  readonly edges: Address;
  readonly first: Address;
  readonly bins: number;
  readonly #heap: Heap;
  readonly #all: readonly number[];
  #whole: Address = 0;

  constructor(heap: Heap, edges: readonly number[]) {
    this.#heap = heap;
    this.#all = edges;
    this.bins = edges.length - 1;
    this.edges = heap.allocate(this.#bytes);
    this.first = this.edges + edges.length * 8;
    heap.u16(this.first, STRETCHES).set(firstBins(edges));
    heap.f64(this.edges, edges.length).set(edges);
  }

  /** Which stretches lie in one bin, as `wholeBins` has it. */
  wholeOf(isLog: boolean): Address {
    if (this.#whole === 0) {
      this.#whole = this.#heap.allocate(STRETCHES * 2);
      this.#heap.u16(this.#whole, STRETCHES).set(wholeBins(this.#all, isLog));
    }
    return this.#whole;
  }

  /** Gives the memory back. */
  release(): void {
    if (this.#whole !== 0) this.#heap.free(this.#whole, STRETCHES * 2);
    this.#heap.free(this.edges, this.#bytes);
  }

  get #bytes(): number {
    return (this.bins + 1) * 8 + STRETCHES * 2;
  }
}
