import { encodeFrame } from '../../src/formats/arrow/frames.ts';
import type { FrameMeta } from '../../src/formats/arrow/frames.ts';
import type { Info } from '../../src/model/source.ts';
import type { ErrorEvent, ErrorId } from '../../src/model/span.ts';
import type { EpochMs } from '../../src/model/time.ts';
import type { ErrorsAsk, Position, SpansAsk, TransactionsAsk } from '../world.ts';
import { Census } from './census.ts';
import { Draw } from './draw.ts';
import type { DrawnPart } from './draw.ts';
import { errorFrames, findError } from './errors.ts';
import { traceOfId } from './ids.ts';
import { reportOn } from './report.ts';
import { RowWriter } from './row-writer.ts';
import { spanFrames } from './span-frames.ts';
import { writeTrace } from './spans.ts';
import { LONGEST_TRACE, Traffic, refusalOf } from './traffic.ts';
import type { WorldOptions } from './traffic.ts';

type Frames = Generator<Uint8Array<ArrayBuffer>, void, void>;

/**
 * Rows in a frame: few in the first, so that something is seen soon, and each twice as many as the one before, up to
 * so many that other questions are answered in between.
 */
const FIRST_FRAME_ROWS = 8_192;
const FRAME_ROWS = 65_536;

/** Traces that are counted in one go. */
const COUNTED_AT_ONCE = 25_000;

/** A stretch of traces by number: `to` does not belong to it. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * A demo's data, made when they are asked for: the same options give the same data, whenever and wherever. `now` is
 * when the question is put; it decides only how much of the live day is there already.
 */
export class GeneratedWorld {
  readonly #traffic: Traffic;
  readonly #census: Census;
  #writer: RowWriter | null = null;

  /** Throws a RangeError that says what is wrong with the options. */
  constructor(options: WorldOptions) {
    const refusal = refusalOf(options);
    if (refusal !== null) throw new RangeError(refusal);
    this.#traffic = new Traffic(options);
    this.#census = new Census(this.#traffic);
  }

  /** Counts some of what can be served, for `info`. False when there is nothing left to count. */
  count(now: EpochMs): boolean {
    const traces = this.#traffic.tracesBy(now);
    const { traces: counted } = this.#census;
    this.#census.countUpTo(Math.min(traces, counted + COUNTED_AT_ONCE));
    return this.#census.traces < traces;
  }

  info(now: EpochMs): Info {
    this.#census.countUpTo(this.#traffic.tracesBy(now));
    return reportOn(this.#traffic, this.#census, now);
  }

  position(now: EpochMs): Position {
    const rows = this.#traffic.firstRowOf(this.#traffic.tracesBy(now));
    return { revision: rows, after: rows };
  }

  /** Newest first; after a position, in the order in which they came. */
  transactions(ask: TransactionsAsk, now: EpochMs): Frames {
    return ask.after === null ? this.#within(ask, now) : this.#since(ask.after, now);
  }

  /** The spans of one transaction's events, newest first and whole. */
  spans(ask: SpansAsk, now: EpochMs): Frames {
    return spanFrames(this.#traffic, ask, this.#traffic.tracesBy(now), this.position(now));
  }

  /** The newest errors; the newest first. */
  errors(ask: ErrorsAsk, now: EpochMs): Frames {
    return errorFrames(this.#traffic, this.#census, ask, this.#traffic.tracesBy(now), this.position(now));
  }

  /** One error with its stack; null where there is none. */
  error(id: ErrorId, now: EpochMs): ErrorEvent | null {
    return findError(this.#traffic, id, now);
  }

  /** A trace as three tables: its transactions, its spans, its errors. No frame where there is no such trace. */
  *trace(traceId: string, now: EpochMs): Frames {
    const traffic = this.#traffic;
    const trace = traceOfId(traffic.seed, traceId);
    if (trace === null || trace >= traffic.tracesBy(now)) return;
    const draw = new Draw(traffic);
    draw.draw(trace);
    const writer = new RowWriter(traffic, draw.length);
    for (let index = 0; index < draw.length; index += 1) {
      const part = draw.parts[index];
      if (part !== undefined) writer.add(draw, part, traffic.firstRowOf(trace) + index);
    }
    const { spans, rows, errors } = writeTrace(traffic, draw);
    const position = this.position(now);
    const more = { end: false };
    yield encodeFrame({
      table: 'transactions',
      rows: writer.take(),
      meta: { ...more, total: draw.length + spans.length + errors.length },
    });
    yield encodeFrame({ table: 'spans', spans, rows, meta: more });
    yield encodeFrame({ table: 'errors', errors, meta: { end: true, ...position } });
  }

  *#within({ start, end }: TransactionsAsk, now: EpochMs): Frames {
    const traffic = this.#traffic;
    const served = traffic.tracesBy(now);
    const position = this.position(now);
    const draw = new Draw(traffic);
    const holds = (part: DrawnPart): boolean => {
      const time = draw.endOf(part);
      return time >= start && time < end;
    };
    // A trace in `sure` lies in the range with all its rows; of those around it, some rows may.
    const all = {
      from: Math.min(traffic.traceAt(start), served),
      to: Math.min(traffic.traceAt(end + LONGEST_TRACE), served),
    };
    const sureFrom = Math.min(traffic.traceAt(start + LONGEST_TRACE), all.to);
    const sure = { from: sureFrom, to: Math.max(sureFrom, Math.min(traffic.traceAt(end), all.to)) };
    const total =
      traffic.firstRowOf(sure.to) -
      traffic.firstRowOf(sure.from) +
      this.#countIn(draw, { from: all.from, to: sure.from }, holds) +
      this.#countIn(draw, { from: sure.to, to: all.to }, holds);
    yield* this.#frames(draw, all, holds, total, position, true);
  }

  *#since(after: number, now: EpochMs): Frames {
    const traffic = this.#traffic;
    const position = this.position(now);
    const from = Math.min(Math.max(after, 0), position.after);
    const stretch = {
      from: from === position.after ? traffic.tracesBy(now) : traffic.traceOfRow(from),
      to: traffic.tracesBy(now),
    };
    const draw = new Draw(traffic);
    const holds = (_part: DrawnPart, row: number): boolean => row >= from;
    yield* this.#frames(draw, stretch, holds, position.after - from, position, false);
  }

  #countIn(draw: Draw, { from, to }: Stretch, holds: (part: DrawnPart, row: number) => boolean): number {
    let count = 0;
    for (let trace = from; trace < to; trace += 1) {
      draw.draw(trace);
      for (let index = 0; index < draw.length; index += 1) {
        const part = draw.parts[index];
        if (part !== undefined && holds(part, this.#traffic.firstRowOf(trace) + index)) count += 1;
      }
    }
    return count;
  }

  *#frames(
    draw: Draw,
    { from, to }: Stretch,
    holds: (part: DrawnPart, row: number) => boolean,
    total: number,
    position: Position,
    newestFirst: boolean,
  ): Frames {
    const traffic = this.#traffic;
    // The usual writer is taken for this answer; another answer that is made meanwhile gets its own.
    const writer = this.#writer ?? new RowWriter(traffic, Math.min(FRAME_ROWS, Math.max(total, 1)));
    const reused = this.#writer !== null || writer.capacity === FRAME_ROWS;
    this.#writer = null;
    let meta: FrameMeta = { end: false, total };
    let room = Math.min(FIRST_FRAME_ROWS, writer.capacity);
    try {
      for (let count = 0; count < to - from; count += 1) {
        const trace = newestFirst ? to - 1 - count : from + count;
        draw.draw(trace);
        for (let index = 0; index < draw.length; index += 1) {
          const part = draw.parts[index];
          const row = traffic.firstRowOf(trace) + index;
          if (part === undefined || !holds(part, row)) continue;
          if (writer.length === room) {
            yield encodeFrame({ table: 'transactions', rows: writer.take(), meta });
            meta = { end: false };
            room = Math.min(2 * room, writer.capacity);
            // Another answer may have been made in between, but none with this `draw`.
          }
          writer.add(draw, part, row);
        }
      }
      yield encodeFrame({
        table: 'transactions',
        rows: writer.take(),
        meta: { ...meta, end: true, ...position },
      });
    } finally {
      writer.take();
      if (reused) this.#writer = writer;
    }
  }
}
