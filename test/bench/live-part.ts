import type { Engine } from '../../src/engine/engine.ts';
import type { Query } from '../../src/model/query.ts';
import type { Rows } from '../../src/model/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { BENCH_RANGE, benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { fillEngine } from './longtail-peer.ts';
import { Longest } from './longest.ts';
import { timesOf } from './measure.ts';
import type { Figure, LivePart, PartReport, Surroundings } from './part.ts';
import { HEADLINE } from './questions.ts';
import { contextOf } from './run-context.ts';

const NEW_ROWS = 1000;
const REPLACED = 100;
const EXPIRED = 1000;

const ASKED = ['table', 'series', 'count'] as const;
const QUIET_RUNS = 60;
const WARM_UP = 5;

/** Different windows of time that questions are about. */
const WINDOWS = 97;

/** Milliseconds of upkeep at a time, as the sources give it. */
const SLICE = 3;

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

/** Every so many-th new row is of a user who was never seen before. */
const NEW_USERS = 20;

/** The same rows, some of them of new users. */
function withNewUsers(rows: Rows, second: number): Rows {
  const { codes, dictionary } = rows.texts.get('user')!;
  const names: string[] = [];
  const own = Int32Array.from(codes, (code, index) => {
    const isNew = index % NEW_USERS === 0;
    return names.push(isNew || code < 0 ? `new:${second}-${index}` : dictionary[code]!) - 1;
  });
  return { ...rows, texts: new Map([...rows.texts, ['user', { codes: own, dictionary: names }]]) };
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
      withNewUsers(fresh, second),
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
  // Windows come again only long after rows have changed, and stay within the data.
  const asks = question.asks(contextOf(data, run % WINDOWS));
  const start = performance.now();
  for (const ask of asks) if (ask.kind === 'query') engine.ask(ask.query, []);
  return performance.now() - start;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Brings a second's rows. */
function bring(engine: Engine, [fresh, replaced, expired]: readonly [Rows, Rows, Float64Array]): void {
  engine.append(fresh);
  engine.append(replaced);
  engine.remove(expired);
}

/** What was seen while rows came. */
interface Seen {
  readonly asked: ReadonlyMap<string, number[]>;
  readonly update: Longest;
  readonly step: Longest;
  readonly gap: Longest;
  came: number;
  readonly failures: string[];
}

async function watch(engine: Engine, data: BenchData, seconds: number): Promise<Seen> {
  const asked = new Map<string, number[]>(ASKED.map((name) => [name, []]));
  const [update, step, gap] = [new Longest(), new Longest(), new Longest()];
  const seen: Seen = { asked, update, step, gap, came: 0, failures: [] };
  const updates = updatesOf(data);
  const began = performance.now();
  let due = began;
  for (let turn = 0; performance.now() - began < seconds * 1000; turn++) {
    if (performance.now() >= due) {
      due += 1000;
      const next = updates.next();
      if (next.done === true) throw new Error('There are no rows.');
      update.begin();
      bring(engine, next.value);
      update.end();
      seen.came += NEW_ROWS;
      const counted = countNew(engine);
      if (counted !== seen.came) {
        seen.failures.push(`after ${seen.came} new rows the next answer counts ${counted}`);
      }
    } else {
      const name = ASKED[turn % ASKED.length]!;
      asked.get(name)!.push(askOne(engine, data, name, turn));
    }
    step.begin();
    engine.maintain(SLICE);
    step.end();
    // What else kept this thread, such as collecting garbage.
    gap.begin();
    await nextTurn();
    gap.end();
  }
  if (engine.rows !== data.rows) seen.failures.push(`${engine.rows} rows are held, not ${data.rows}`);
  return seen;
}

/**
 * Asks while rows come: 1,000 new, 100 replaced and 1,000 expired a second, the engine's upkeep in slices between. A stall
 * is the longest time in which the thread could not have begun something else but for a question.
 */
export async function measureLive(part: LivePart, { say, collect }: Surroundings): Promise<PartReport> {
  const data = benchData(part.rows, part.seed);
  const engine = fillEngine(data);
  collect();
  const quiet = new Map(
    ASKED.map((name) => {
      const ms = Array.from({ length: QUIET_RUNS }, (_, run) => askOne(engine, data, name, run));
      return [name, timesOf(ms.slice(WARM_UP))];
    }),
  );
  const before = { process: process.memoryUsage().rss, engine: engine.memory.size };
  const seen = await watch(engine, data, part.seconds);
  const figures = ASKED.flatMap((name): Figure[] => {
    const { median, max } = timesOf(seen.asked.get(name)!);
    const { median: still, max: slowest } = quiet.get(name)!;
    return [
      { name: `${name}, quiet: median`, value: still, unit: 'ms' },
      // What the machine alone makes of it.
      { name: `${name}, quiet: slowest`, value: slowest, unit: 'ms' },
      { name: `${name}, live: median`, value: median, unit: 'ms' },
      { name: `${name}, live: slowest`, value: max, unit: 'ms' },
      { name: `${name}, live: slowest over quiet`, value: max / still, unit: '×' },
    ];
  });
  const { update, step, gap } = seen;
  const stall = Math.max(update.ms, step.ms, gap.ms);
  say(`live for ${part.seconds} s: longest stall ${stall.toFixed(1)} ms`);
  return {
    part,
    measured: [],
    figures: [
      ...figures,
      { name: 'longest update (1,000 new, 100 replaced, 1,000 expired)', value: update.ms, unit: 'ms' },
      { name: 'longest update: processor time', value: update.processor, unit: 'ms' },
      { name: `longest step of upkeep (asked for ${SLICE} ms)`, value: step.ms, unit: 'ms' },
      { name: 'longest step: processor time', value: step.processor, unit: 'ms' },
      { name: 'longest gap between turns', value: gap.ms, unit: 'ms' },
      { name: 'longest gap: processor time', value: gap.processor, unit: 'ms' },
      { name: 'longest stall', value: stall, unit: 'ms' },
      {
        name: 'memory gained by the process',
        value: (process.memoryUsage().rss - before.process) / 1e6,
        unit: 'MB',
      },
      { name: 'memory gained by the engine', value: (engine.memory.size - before.engine) / 1e6, unit: 'MB' },
      { name: 'new rows', value: seen.came, unit: 'rows' },
    ],
    failures: seen.failures.slice(0, 5),
  };
}
