import { encodeFrame } from '../../src/formats/arrow/frames.ts';
import type { Span } from '../../src/model/span.ts';
import type { Position, SpansAsk } from '../world.ts';
import { Draw } from './draw.ts';
import type { Part } from './scenarios.ts';
import { writeTrace } from './spans.ts';
import { LONGEST_TRACE } from './traffic.ts';
import type { Traffic } from './traffic.ts';

/** Spans in an answer. What is beyond is left out by whole events, and the frames say of how many there are. */
const MOST_SPANS = 2_000_000;

const FRAME_SPANS = 16_384;

/** The events of one transaction that an answer is about, newest first. */
interface Selection {
  /** Rows of the events whose spans are sent, and the trace of each. */
  readonly rows: readonly number[];
  readonly traces: readonly number[];
  /** Spans of these. */
  readonly spans: number;
  /** Events there are, also those left out. */
  readonly events: number;
}

function select(traffic: Traffic, draw: Draw, ask: SpansAsk, served: number): Selection {
  const isAsked = ({ endpoint }: Part): boolean =>
    endpoint.transaction === ask.transaction && endpoint.service.project === ask.project;
  const rows: number[] = [];
  const traces: number[] = [];
  let spans = 0;
  let events = 0;
  const { after } = ask;
  const from = after === null ? Math.min(traffic.traceAt(ask.start), served) : 0;
  const to = after === null ? Math.min(traffic.traceAt(ask.end + LONGEST_TRACE), served) : served;
  for (let trace = to - 1; trace >= from; trace -= 1) {
    const { parts } = traffic.scenarioOf(trace);
    if (!parts.some(isAsked)) continue;
    draw.draw(trace);
    for (const [index, part] of parts.entries()) {
      const drawn = draw.parts[index];
      if (drawn === undefined || !isAsked(part)) continue;
      const row = traffic.firstRowOf(trace) + index;
      const time = draw.endOf(drawn);
      if (after === null ? time < ask.start || time >= ask.end : row < after) continue;
      events += 1;
      const own = drawn.arrangement.spans + 1;
      if (spans + own > MOST_SPANS || events > rows.length + 1) continue;
      spans += own;
      rows.push(row);
      traces.push(trace);
    }
    if (after !== null && traffic.firstRowOf(trace) <= after) break;
  }
  return { rows, traces, spans, events };
}

/** The spans of one transaction's events, an event never cut in two, as frames. */
export function* spanFrames(
  traffic: Traffic,
  ask: SpansAsk,
  served: number,
  position: Position,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const draw = new Draw(traffic);
  const selection = select(traffic, draw, ask, served);
  const eventsTotal = selection.events;
  let spans: Span[] = [];
  let rows: number[] = [];
  let first: { total?: number } = { total: selection.spans };
  for (const [events, row] of selection.rows.entries()) {
    if (spans.length >= FRAME_SPANS) {
      const meta = { end: false, events, eventsTotal, ...first };
      yield encodeFrame({ table: 'spans', spans, rows: Float64Array.from(rows), meta });
      spans = [];
      rows = [];
      first = {};
    }
    draw.draw(selection.traces[events] ?? -1);
    const trace = writeTrace(traffic, draw);
    for (const [at, span] of trace.spans.entries()) {
      if (trace.rows[at] !== row) continue;
      spans.push(span);
      rows.push(row);
    }
  }
  const meta = { end: true, events: selection.rows.length, eventsTotal, ...first, ...position };
  yield encodeFrame({ table: 'spans', spans, rows: Float64Array.from(rows), meta });
}
