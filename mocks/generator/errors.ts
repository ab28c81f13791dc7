import { encodeFrame } from '../../src/formats/arrow/frames.ts';
import type { FrameMeta } from '../../src/formats/arrow/frames.ts';
import { fromRows } from '../../src/formats/arrow/rows.ts';
import { MOST_ERRORS } from '../../src/formats/errors-request.ts';
import { topFrame } from '../../src/model/error-report.ts';
import type { ErrorEvent, ErrorId } from '../../src/model/span.ts';
import type { EpochMs } from '../../src/model/time.ts';
import type { ErrorsAsk, Position } from '../world.ts';
import type { Census } from './census.ts';
import { Draw } from './draw.ts';
import type { DrawnPart } from './draw.ts';
import { errorIdOf, errorRowOf } from './ids.ts';
import { RowWriter } from './row-writer.ts';
import { errorOf } from './spans.ts';
import { reportOf } from './stacks.ts';
import { LONGEST_TRACE } from './traffic.ts';
import type { Traffic } from './traffic.ts';

/** Errors in a frame. */
const FRAME_ERRORS = 4_096;

/** An error with what its transaction's row says, which is written by `writer`. */
function withReport(
  traffic: Traffic,
  draw: Draw,
  writer: RowWriter,
  part: DrawnPart,
  index: number,
): ErrorEvent | null {
  const { outcome, endpoint } = part;
  if (!outcome?.fault) return null;
  const row = traffic.firstRowOf(draw.trace) + index;
  writer.add(draw, part, row);
  const [transaction] = fromRows(writer.take());
  if (transaction === undefined) return null;
  const { environment, release, user, userDisplay, tags } = transaction;
  return {
    ...errorOf(traffic, draw, part, index, outcome.fault),
    environment,
    release,
    user,
    report: reportOf(endpoint, outcome.fault, { userDisplay, tags: [...tags] }),
  };
}

/** The errors of one trace; makes the whole of it only where it has some. */
function* errorsIn(
  traffic: Traffic,
  draw: Draw,
  writer: RowWriter,
  trace: number,
): Generator<ErrorEvent, void, void> {
  const { parts } = traffic.scenarioOf(trace);
  if (!parts.some(({ endpoint }) => endpoint.outcomes.some(({ fault }) => fault !== null))) return;
  draw.sketch(trace);
  if (!draw.parts.slice(0, draw.length).some(({ outcome }) => outcome?.fault)) return;
  draw.draw(trace);
  for (let index = 0; index < draw.length; index += 1) {
    const part = draw.parts[index];
    const error = part === undefined ? null : withReport(traffic, draw, writer, part, index);
    if (error !== null) yield error;
  }
}

function isAsked({ of, start, end }: ErrorsAsk, { timestamp, project, transaction }: ErrorEvent): boolean {
  const isOf = of === null || (of.project === project && of.transaction === transaction);
  return isOf && timestamp >= start && timestamp < end;
}

/** The traces of a stretch in which errors may be, the last first: what is counted already is known. */
function* suspects({ traces, faulty }: Census, from: number, to: number): Generator<number, void, void> {
  for (let trace = to - 1; trace >= Math.max(from, traces); trace -= 1) yield trace;
  for (let at = faulty.length - 1; at >= 0; at -= 1) {
    const trace = faulty[at] ?? 0;
    if (trace < from) return;
    if (trace < to) yield trace;
  }
}

/** The newest errors that are asked for, as frames, the newest first but for the minutes that a trace may take. */
export function* errorFrames(
  traffic: Traffic,
  census: Census,
  ask: ErrorsAsk,
  served: number,
  position: Position,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const draw = new Draw(traffic);
  const writer = new RowWriter(traffic, 1);
  const errors: ErrorEvent[] = [];
  let total = 0;
  const from = Math.min(traffic.traceAt(ask.start), served);
  const to = Math.min(traffic.traceAt(ask.end + LONGEST_TRACE), served);
  for (const trace of suspects(census, from, to)) {
    for (const error of errorsIn(traffic, draw, writer, trace)) {
      if (!isAsked(ask, error)) continue;
      total += 1;
      if (errors.length < MOST_ERRORS) errors.push(listed(error));
    }
  }
  errors.sort((one, two) => two.timestamp - one.timestamp);
  for (let at = 0; at === 0 || at < errors.length; at += FRAME_ERRORS) {
    const part = errors.slice(at, at + FRAME_ERRORS);
    const events = at + part.length;
    const isLast = events === errors.length;
    const meta: FrameMeta = {
      end: isLast,
      ...(at === 0 ? { total: errors.length } : {}),
      events,
      eventsTotal: total,
      ...(isLast ? position : {}),
    };
    yield encodeFrame({ table: 'errors', errors: part, meta });
  }
}

/** An error as a list has it: with where it came about, and without what else was told. */
function listed({ report, ...error }: ErrorEvent): ErrorEvent {
  return { ...error, frame: report === undefined ? null : topFrame(report) };
}

/** One error with its stack; null where this demo has none of that id. */
export function findError(traffic: Traffic, { project, eventId }: ErrorId, now: EpochMs): ErrorEvent | null {
  const row = errorRowOf(traffic.seed, eventId);
  const served = traffic.tracesBy(now);
  if (row === null || row >= traffic.firstRowOf(served)) return null;
  const draw = new Draw(traffic);
  for (const error of errorsIn(traffic, draw, new RowWriter(traffic, 1), traffic.traceOfRow(row))) {
    if (error.eventId === errorIdOf(traffic.seed, row) && error.project === project) return error;
  }
  return null;
}
