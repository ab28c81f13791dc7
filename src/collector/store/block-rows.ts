import type { SpanBlock } from '../parcel/parcel.ts';
import { hexAt, joinPairs, toWordPairs } from './ids.ts';
import { Vectors } from './vectors.ts';

/** Blocks of spans as rows of their table. */
export function toBlockVectors(blocks: readonly SpanBlock[]): Vectors {
  const [first, last] = toWordPairs(blocks.map(({ traceId }) => traceId));
  return new Vectors(blocks.length)
    .set('trace:0', 'word', first)
    .set('trace:1', 'word', last)
    .set(
      'spans',
      'float64',
      Float64Array.from(blocks, ({ spans }) => spans),
    )
    .set(
      'last',
      'float64',
      Float64Array.from(blocks, (block) => block.last),
    )
    .set(
      'bytes',
      'bytes',
      blocks.map(({ bytes }) => bytes),
    );
}

/** The trace and the bytes of each block of vectors with the columns of `blocks`. */
export function toStoredBlocks(vectors: Vectors): readonly Pick<SpanBlock, 'traceId' | 'bytes'>[] {
  const traces = joinPairs(vectors.get('trace:0', 'word'), vectors.get('trace:1', 'word'));
  return vectors
    .get('bytes', 'bytes')
    .map((bytes, row) => ({ traceId: hexAt(traces, row, 16) ?? '', bytes }));
}
