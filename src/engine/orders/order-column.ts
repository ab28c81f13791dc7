import { Block, bitmapBytes } from '../block.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';

/** Bitmaps are read two words at a time, so that the last word has a neighbour. */
const NEIGHBOUR = 64;

/** Bytes of a bitmap over so many places that kernels read two words at a time. */
export function placeBytes(places: number): number {
  return bitmapBytes(places) + NEIGHBOUR;
}

/** A column of an order, one value of `width` bytes a place; of width 0 one bit. */
export class OrderColumn {
  readonly block: Block;
  readonly width: number;

  constructor(heap: Heap, width: number) {
    this.width = width;
    this.block = new Block(heap, width === 0 ? placeBytes : (rows) => rows * width);
  }

  get at(): Address {
    return this.block.at;
  }
}
