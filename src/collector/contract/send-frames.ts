import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { FRAMES_TYPE, encodeFrame } from '../../formats/arrow/frames.ts';
import type { Frame, FrameMeta } from '../../formats/arrow/frames.ts';
import type { Exchange } from '../http/answer.ts';
import { Buffers } from '../memory-limit.ts';

/** A frame before it is known whether it is the answer's first or last. */
export type Piece = Frame extends infer Each
  ? Each extends Frame
    ? Omit<Each, 'meta'> & { readonly meta?: Partial<FrameMeta> }
    : never
  : never;

/** What the frames of an answer say about it as a whole. */
export interface AnswerMeta {
  readonly total: number;
  /** Position in the sequence of changes when the answer was begun; also the revision. */
  readonly after: number;
}

/** Puts on each piece what its place in the answer asks for. An answer without pieces is `empty`. */
export async function* toFrames(
  pieces: AsyncIterable<Piece>,
  empty: Piece,
  { total, after }: AnswerMeta,
): AsyncGenerator<Frame, void, void> {
  let held: Piece | null = null;
  let isFirst = true;
  const frameOf = (piece: Piece, end: boolean): Frame => {
    const meta: FrameMeta = {
      ...piece.meta,
      ...(isFirst ? { total } : {}),
      ...(end ? { after, revision: after } : {}),
      end,
    };
    isFirst = false;
    return { ...piece, meta };
  };
  for await (const piece of pieces) {
    if (held !== null) yield frameOf(held, false);
    held = piece;
  }
  yield frameOf(held ?? empty, true);
}

async function* encoded(frames: AsyncIterable<Frame>): AsyncGenerator<Uint8Array, void, void> {
  const buffers = new Buffers();
  for await (const frame of frames) {
    yield encodeFrame(frame);
    // Of a frame of two megabytes several more were made on the way.
    buffers.collect();
    await yieldToOthers();
  }
}

function takesGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(header ?? ''));
}

/** Streams frames as the client takes them, compressed when it can. Breaks the connection when a frame fails. */
export async function sendFrames(
  { request, response }: Exchange,
  frames: AsyncIterable<Frame>,
): Promise<void> {
  const compress = takesGzip(request.headers['accept-encoding']);
  response.writeHead(200, {
    'content-type': FRAMES_TYPE,
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    ...(compress ? { 'content-encoding': 'gzip' } : {}),
  });
  const source = Readable.from(encoded(frames), { objectMode: false, highWaterMark: 1 });
  if (compress) await pipeline(source, createGzip({ level: 1 }), response);
  else await pipeline(source, response);
}
