// Reads what a demo's world serves, as a client does: through the frames.
import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import type { Frame, FrameMeta } from '../../src/formats/arrow/frames.ts';
import { fromRows } from '../../src/formats/arrow/rows.ts';
import type { ErrorEvent, Span } from '../../src/model/span.ts';
import type { Transaction } from '../../src/model/transaction.ts';

/** The parts of an answer by table, and what its frames said. */
export interface Answer {
  readonly transactions: Transaction[];
  readonly spans: Span[];
  /** Row of each span's transaction. */
  readonly spanRows: number[];
  readonly errors: ErrorEvent[];
  readonly metas: FrameMeta[];
}

export async function* framesOf(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Frame, void, void> {
  const iterator = chunks[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
  yield* decodeFrames(body);
}

export async function gather(frames: AsyncIterable<Frame>): Promise<Answer> {
  const answer: Answer = { transactions: [], spans: [], spanRows: [], errors: [], metas: [] };
  for await (const frame of frames) {
    answer.metas.push(frame.meta);
    if (frame.table === 'transactions') {
      for (const row of fromRows(frame.rows)) answer.transactions.push(row);
    } else if (frame.table === 'spans') {
      for (const span of frame.spans) answer.spans.push(span);
      for (const row of frame.rows) answer.spanRows.push(row);
    } else if (frame.table === 'errors') {
      for (const error of frame.errors) answer.errors.push(error);
    }
  }
  return answer;
}

export function read(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Answer> {
  return gather(framesOf(chunks));
}

/** The bytes of an answer: two answers are the same when these are. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Buffer> {
  const frames: Uint8Array[] = [];
  for await (const frame of chunks) frames.push(frame);
  return Buffer.concat(frames);
}

/** What a test about many rows looks at. */
export interface BriefRow {
  readonly row: number;
  readonly end: number;
  readonly duration: number;
  readonly weight: number;
  readonly transaction: string | null;
  readonly environment: string | null;
  readonly release: string | null;
  readonly traceId: string;
  readonly spanId: string;
}

/** The rows of an answer in brief: many times faster than as whole transactions. */
export async function readBrief(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<BriefRow[]> {
  const brief: BriefRow[] = [];
  for await (const frame of framesOf(chunks)) {
    if (frame.table !== 'transactions') continue;
    const { length, numbers, texts, ids } = frame.rows;
    const number = (name: string, at: number): number => numbers.get(name)?.[at] ?? NaN;
    const text = (name: string, at: number): string | null =>
      texts.get(name)?.dictionary[texts.get(name)?.codes[at] ?? -1] ?? null;
    const hex = (name: string, width: number, at: number): string =>
      Buffer.from(ids.get(name)?.subarray(at * width, (at + 1) * width) ?? []).toString('hex');
    for (let at = 0; at < length; at += 1) {
      brief.push({
        row: number('row', at),
        end: number('timestamp', at),
        duration: number('duration', at),
        weight: number('weight', at),
        transaction: text('transaction', at),
        environment: text('environment', at),
        release: text('release', at),
        traceId: hex('trace', 16, at),
        spanId: hex('span', 8, at),
      });
    }
  }
  return brief;
}

export function endOf({ start, duration }: Pick<Transaction, 'start' | 'duration'>): number {
  return start + duration;
}

export const EVERYTHING = { start: -Infinity, end: Infinity, after: null } as const;

/** Items by a key of theirs. (`Map.groupBy` needs Node 21.) */
export function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
