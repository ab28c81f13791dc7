import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

/** More bins than the table of first bins can number: those beyond are found from the last one on. */
const MOST_NUMBERED = 65_535;
/** Stretches of float32 numbers: what their upper 16 bits tell apart. */
const STRETCHES = 65_536;
/** The stretches of positive and of negative infinity. */
const INFINITE = 0x7f80;
const NEGATIVE_INFINITE = 0xff80;

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/** For each stretch of float32 numbers the bin in which its smallest one is; outside of all bins the nearest. */
function firstBins(edges: readonly number[]): Uint16Array {
  const first = new Uint16Array(STRETCHES);
  let bin = 0;
  const enter = (stretch: number, smallest: number): void => {
    BITS[0] = smallest;
    while (bin < edges.length - 2 && FLOAT[0]! >= edges[bin + 1]!) bin += 1;
    first[stretch] = Math.min(bin, MOST_NUMBERED);
  };
  for (let stretch = NEGATIVE_INFINITE - 1; stretch >= 0x8000; stretch--) {
    enter(stretch, ((stretch << 16) | 0xffff) >>> 0);
  }
  for (let stretch = 0; stretch < INFINITE; stretch++) enter(stretch, (stretch << 16) >>> 0);
  first[INFINITE] = Math.min(Math.max(0, edges.length - 2), MOST_NUMBERED);
  return first;
}

/** The edges of bins on the heap, and where the search for a number's bin begins. */
export class BinTable {
  readonly edges: Address;
  readonly first: Address;
  readonly bins: number;
  readonly #heap: Heap;

  constructor(heap: Heap, edges: readonly number[]) {
    this.#heap = heap;
    this.bins = edges.length - 1;
    this.first = heap.allocate(STRETCHES * 2);
    this.edges = heap.allocate(edges.length * 8);
    heap.u16(this.first, STRETCHES).set(firstBins(edges));
    heap.f64(this.edges, edges.length).set(edges);
  }

  /** Gives the memory back. */
  release(): void {
    this.#heap.free(this.first, STRETCHES * 2);
    this.#heap.free(this.edges, (this.bins + 1) * 8);
  }
}
