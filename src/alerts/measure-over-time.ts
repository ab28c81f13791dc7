import type { EpochMs, Milliseconds } from '../model/time.ts';
import { CADENCE } from '../model/alert-rule.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import type { Samples } from './samples.ts';
import { SlidingWindow } from './sliding-window.ts';
import type { Tick, Ticks } from '../model/alert-state.ts';

/** The evaluation at a place. */
export function tickAt({ first, value, rows, earlier }: Ticks, index: number): Tick {
  return {
    at: first + index * CADENCE,
    value: value[index] ?? Number.NaN,
    rows: rows[index] ?? 0,
    earlier: earlier[index] ?? Number.NaN,
  };
}

/** The rows that come, or go, at each evaluation: those of evaluation i stand from starts[i] to below starts[i + 1]. */
interface Turns {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

function toTurns(turnOf: Int32Array, length: number): Turns {
  const starts = new Uint32Array(length + 1);
  for (const turn of turnOf) if (turn >= 0 && turn < length) starts[turn + 1] = starts[turn + 1]! + 1;
  for (let turn = 0; turn < length; turn++) starts[turn + 1] = starts[turn + 1]! + starts[turn]!;
  const rows = new Uint32Array(starts[length] ?? 0);
  const places = starts.slice();
  for (const [row, turn] of turnOf.entries()) {
    if (turn < 0 || turn >= length) continue;
    const place = places[turn]!;
    rows[place] = row;
    places[turn] = place + 1;
  }
  return { starts, rows };
}

/** At which evaluation each row comes into the window that ends `back` before it, and at which it goes; −1: never. */
function turnsOf(
  samples: Samples,
  first: EpochMs,
  length: number,
  back: Milliseconds,
  window: Milliseconds,
): { readonly come: Turns; readonly go: Turns } {
  const come = new Int32Array(samples.length);
  const go = new Int32Array(samples.length);
  for (let row = 0; row < samples.length; row++) {
    const after = samples.time[row]! + back - first;
    // Its window ends after the row does, and the row has been received and is still so.
    const from = Math.max(
      Math.floor(after / CADENCE) + 1,
      Math.ceil((samples.received[row]! - first) / CADENCE),
      0,
    );
    const to = Math.min(
      Math.floor((after + window) / CADENCE) + 1,
      Math.ceil((samples.until[row]! - first) / CADENCE),
    );
    const isEver = from < to && from < length;
    come[row] = isEver ? from : -1;
    go[row] = isEver && to < length ? to : -1;
  }
  return { come: toTurns(come, length), go: toTurns(go, length) };
}

/** Evaluations, or rows that come and go, between two steps: some milliseconds. */
const WORK = 20_000;

function* measureAt(
  rule: Pick<AlertRule, 'measure' | 'window'>,
  samples: Samples,
  first: EpochMs,
  length: number,
  back: Milliseconds,
): Generator<void, Pick<Ticks, 'value' | 'rows'>, void> {
  const window = yield* SlidingWindow.over(rule.measure, samples, rule.window);
  yield;
  const { come, go } = turnsOf(samples, first, length, back, rule.window);
  yield;
  const value = new Float64Array(length);
  const rows = new Float64Array(length);
  let done = 0;
  for (let index = 0; index < length; index++) {
    done += 1 + go.starts[index + 1]! - go.starts[index]! + come.starts[index + 1]! - come.starts[index]!;
    if (done > WORK) {
      done = 0;
      yield;
    }
    for (let at = go.starts[index]!; at < go.starts[index + 1]!; at++) window.put(go.rows[at]!, -1);
    for (let at = come.starts[index]!; at < come.starts[index + 1]!; at++) window.put(come.rows[at]!, 1);
    value[index] = window.value();
    rows[index] = window.rows;
  }
  return { value, rows };
}

/**
 * What a rule would have measured at every full minute from `from` to `to` (both included), of the rows that had been
 * received by then: each row comes into the window once and leaves it once. In steps of some milliseconds, between which
 * something else may be done.
 */
export function* measureOverTime(
  rule: Pick<AlertRule, 'measure' | 'window' | 'earlier'>,
  samples: Samples,
  span: { readonly from: EpochMs; readonly to: EpochMs },
  delay: Milliseconds,
): Generator<void, Ticks, void> {
  const first = Math.ceil(span.from / CADENCE) * CADENCE;
  const length = Math.max(Math.floor((span.to - first) / CADENCE) + 1, 0);
  const own = yield* measureAt(rule, samples, first, length, delay);
  const earlier =
    rule.earlier === null
      ? new Float64Array(length).fill(Number.NaN)
      : (yield* measureAt(rule, samples, first, length, delay + rule.earlier)).value;
  return { length, first, ...own, earlier };
}
