import type { Engine } from '../../src/engine/engine.ts';
import type { Query } from '../../src/model/query.ts';
import type { Rows } from '../../src/model/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { BENCH_RANGE, benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { fillEngine } from './longtail-peer.ts';
import { timesOf } from './measure.ts';
import type { Figure, LivePart, PartReport, Surroundings } from './part.ts';
import { HEADLINE } from './questions.ts';
import { contextOf } from './run-context.ts';

const NEW_ROWS = 1000;
const REPLACED = 100;
const EXPIRED = 1000;

const ASKED = ['table', 'series', 'count'] as const;
const QUIET_RUNS = 15;

/** A part of a batch, with another `row` and time for each. */
function moved(
  rows: Rows,
  from: number,
  length: number,
  row: (index: number) => number,
  end: (index: number) => number,
): Rows {
  const cut = <T extends { subarray(from: number, to: number): T }>(values: T): T =>
    values.subarray(from, from + length);
  const numbers = new Map([...rows.numbers].map(([name, values]) => [name, cut(values as Float64Array)]));
  numbers.set(
    'row',
    Float64Array.from({ length }, (_, index) => row(index)),
  );
  numbers.set(
    'timestamp',
    Float64Array.from({ length }, (_, index) => end(index)),
  );
  const texts = new Map(
    [...rows.texts].map(([name, { codes, dictionary }]) => [name, { codes: cut(codes), dictionary }]),
  );
  return { length, numbers, texts, ids: new Map() };
}

/** New rows after the last, later versions of some in the middle, and the oldest gone: a second's worth each. */
function* updatesOf(data: BenchData): Generator<[Rows, Rows, Float64Array]> {
  const [pattern] = data.frames();
  if (pattern === undefined) return;
  for (let second = 0; ; second++) {
    const first = data.rows + second * NEW_ROWS + 1;
    const fresh = moved(
      pattern,
      (second * NEW_ROWS) % (pattern.length - NEW_ROWS),
      NEW_ROWS,
      (index) => first + index,
      (index) => BENCH_RANGE.end + second * 1000 + index,
    );
    const middle = Math.floor(data.rows / 2) + second * REPLACED;
    const replaced = moved(
      pattern,
      (second * REPLACED) % (pattern.length - REPLACED),
      REPLACED,
      (index) => middle + index,
      (index) => (BENCH_RANGE.start + BENCH_RANGE.end) / 2 + second * 1000 + index,
    );
    yield [
      fresh,
      replaced,
      Float64Array.from({ length: EXPIRED }, (_, index) => second * EXPIRED + index + 1),
    ];
  }
}

/** How many of the new rows an answer counts. */
function countNew(engine: Engine): number {
  const query: Query = {
    of: 'transactions',
    range: { start: BENCH_RANGE.end, end: Number.POSITIVE_INFINITY },
    where: EVERYTHING,
    weighted: false,
    by: [],
    show: [{ metric: 'sampled_count' }],
  };
  const [column] = engine.ask(query, []).columns;
  return column?.kind === 'number' ? (column.values[0] ?? Number.NaN) : Number.NaN;
}

function askOne(engine: Engine, data: BenchData, name: string, run: number): number {
  const question = HEADLINE.find((candidate) => candidate.name === name)!;
  const asks = question.asks(contextOf(data, run));
  const start = performance.now();
  for (const ask of asks) if (ask.kind === 'query') engine.ask(ask.query, []);
  return performance.now() - start;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Asks while rows come: 1,000 new, 100 replaced and 1,000 expired a second. A stall is the longest time in which the
 * worker could not have begun something else but for a question: an update, or work of the engine's own between.
 */
export async function measureLive(part: LivePart, { say, collect }: Surroundings): Promise<PartReport> {
  const data = benchData(part.rows, part.seed);
  const engine = fillEngine(data);
  collect();
  const quiet = new Map<string, number>();
  let run = 0;
  for (const name of ASKED) {
    const ms = Array.from({ length: QUIET_RUNS }, () => askOne(engine, data, name, ++run)).slice(5);
    quiet.set(name, timesOf(ms).median);
  }
  const memory = process.memoryUsage().rss;
  const updates = updatesOf(data);
  const live = new Map<string, number[]>(ASKED.map((name) => [name, []]));
  const failures: string[] = [];
  let [longestUpdate, longestStall, came] = [0, 0, 0];
  const began = performance.now();
  let due = began;
  let last = performance.now();
  while (performance.now() - began < part.seconds * 1000) {
    // What the engine did of its own accord since the last turn.
    longestStall = Math.max(longestStall, performance.now() - last);
    if (performance.now() >= due) {
      due += 1000;
      const next = updates.next();
      if (next.done === true) throw new Error('There are no rows.');
      const [fresh, replaced, expired] = next.value;
      const start = performance.now();
      engine.append(fresh);
      engine.append(replaced);
      engine.remove(expired);
      longestUpdate = Math.max(longestUpdate, performance.now() - start);
      came += fresh.length;
      const counted = countNew(engine);
      if (counted !== came) failures.push(`after ${came} new rows the next answer counts ${counted}`);
    } else {
      run += 1;
      const name = ASKED[run % ASKED.length]!;
      live.get(name)!.push(askOne(engine, data, name, run));
    }
    last = performance.now();
    await nextTurn();
  }
  if (engine.rows !== part.rows) failures.push(`${engine.rows} rows are held, not ${part.rows}`);
  const figures = ASKED.flatMap((name): Figure[] => {
    const { median, max } = timesOf(live.get(name)!);
    const still = quiet.get(name)!;
    return [
      { name: `${name}, quiet: median`, value: still, unit: 'ms' },
      { name: `${name}, live: median`, value: median, unit: 'ms' },
      { name: `${name}, live: slowest`, value: max, unit: 'ms' },
      { name: `${name}, live: slowest over quiet`, value: max / still, unit: '×' },
    ];
  });
  say(
    `live for ${part.seconds} s: longest update ${longestUpdate.toFixed(1)} ms, stall ${longestStall.toFixed(1)} ms`,
  );
  return {
    part,
    measured: [],
    figures: [
      ...figures,
      { name: 'longest update (1,000 new, 100 replaced, 1,000 expired)', value: longestUpdate, unit: 'ms' },
      { name: 'longest stall between questions', value: longestStall, unit: 'ms' },
      { name: 'memory gained by the process', value: (process.memoryUsage().rss - memory) / 1e6, unit: 'MB' },
      { name: 'new rows', value: came, unit: 'rows' },
    ],
    failures: failures.slice(0, 5),
  };
}
