import type { Engine } from '../../src/engine/engine.ts';
import type { Query } from '../../src/model/query.ts';
import type { Rows } from '../../src/model/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { BENCH_RANGE, benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { fillEngine } from './longtail-peer.ts';
import { Longest, waitedTime } from './longest.ts';
import { timesOf } from './measure.ts';
import type { Times } from './measure.ts';
import type { Figure, LivePart, PartReport, Surroundings } from './part.ts';
import { HEADLINE } from './questions.ts';
import { contextOf } from './run-context.ts';

const NEW_ROWS = 1000;
const REPLACED = 100;
const EXPIRED = 1000;

const ASKED = ['table', 'series', 'count'] as const;
const QUIET_RUNS = 60;
const WARM_UP = 5;
/** Seconds of rows that come before anything is measured, at most as many as then, so that it is not their code's first time. */
const WARM_SECONDS = 3;

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

/** How long a question took by the clock, and without the time in which this thread waited for a processor. */
interface Took {
  readonly ms: number;
  readonly own: number;
}

function askOne(engine: Engine, data: BenchData, name: string, run: number): Took {
  const question = HEADLINE.find((candidate) => candidate.name === name)!;
  // Windows come again only long after rows have changed, and stay within the data.
  const asks = question.asks(contextOf(data, run % WINDOWS));
  const waited = waitedTime();
  const start = performance.now();
  for (const ask of asks) if (ask.kind === 'query') engine.ask(ask.query, []);
  const ms = performance.now() - start;
  return { ms, own: Math.max(0, ms - (waitedTime() - waited)) };
}

/**
 * The questions by turns, each about another window, with upkeep and other turns between them, as they are asked while rows
 * come: none finds the rows of the one before, and one leaves little of what another reads in the caches.
 */
async function askQuietly(engine: Engine, data: BenchData): Promise<Map<string, Took[]>> {
  const asked = new Map<string, Took[]>(ASKED.map((name) => [name, []]));
  for (let turn = 0; turn < QUIET_RUNS * ASKED.length; turn++) {
    const name = ASKED[turn % ASKED.length]!;
    asked.get(name)!.push(askOne(engine, data, name, turn));
    engine.maintain(SLICE);
    await nextTurn();
  }
  return asked;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What an update is made of. */
const ACTS = ['new', 'replaced', 'expired'] as const;

/** What was seen while rows came. */
interface Seen {
  readonly asked: ReadonlyMap<string, Took[]>;
  readonly update: Longest;
  readonly acts: Readonly<Record<(typeof ACTS)[number], Longest>>;
  /** The first answer after an update. */
  readonly next: Longest;
  readonly step: Longest;
  readonly gap: Longest;
  came: number;
  readonly failures: string[];
}

/** Brings a second's rows. */
function bring(
  engine: Engine,
  [fresh, replaced, expired]: readonly [Rows, Rows, Float64Array],
  { update, acts, came }: Seen,
): void {
  const when = `at second ${came / NEW_ROWS}`;
  const take = (act: (typeof ACTS)[number], work: () => void): void => {
    acts[act].begin();
    work();
    acts[act].end(when);
  };
  update.begin();
  take('new', () => engine.append(fresh));
  take('replaced', () => engine.append(replaced));
  take('expired', () => engine.remove(expired));
  update.end(when);
}

/** Asks for some seconds while rows come, `came` of which came before. */
async function watch(
  engine: Engine,
  data: BenchData,
  updates: ReturnType<typeof updatesOf>,
  came: number,
  seconds: number,
): Promise<Seen> {
  const asked = new Map<string, Took[]>(ASKED.map((name) => [name, []]));
  const [update, next, step, gap] = [new Longest(), new Longest(), new Longest(), new Longest()];
  const acts = { new: new Longest(), replaced: new Longest(), expired: new Longest() };
  const seen: Seen = { asked, update, acts, next, step, gap, came, failures: [] };
  const began = performance.now();
  let due = began;
  for (let turn = 0; performance.now() - began < seconds * 1000; turn++) {
    if (performance.now() >= due) {
      due += 1000;
      const rows = updates.next();
      if (rows.done === true) throw new Error('There are no rows.');
      bring(engine, rows.value, seen);
      seen.came += NEW_ROWS;
      next.begin();
      const counted = countNew(engine);
      next.end();
      if (counted !== seen.came) {
        seen.failures.push(`after ${seen.came} new rows the next answer counts ${counted}`);
      }
    } else {
      const name = ASKED[turn % ASKED.length]!;
      asked.get(name)!.push(askOne(engine, data, name, turn));
    }
    step.begin();
    engine.maintain(SLICE);
    step.end(engine.upkeep);
    // What else kept this thread, such as collecting garbage.
    gap.begin();
    await nextTurn();
    gap.end();
  }
  if (engine.rows !== data.rows) seen.failures.push(`${engine.rows} rows are held, not ${data.rows}`);
  return seen;
}

/** What a time is said of that has no waiting for a processor in it. */
const NOT_WAITING = 'without waiting for a processor';

function figuresOf(name: string, { ms, own, processor }: Longest): Figure[] {
  return [
    { name, value: ms, unit: 'ms' },
    { name: `${name}, ${NOT_WAITING}`, value: own, unit: 'ms' },
    { name: `${name}: processor time`, value: processor, unit: 'ms' },
  ];
}

function tookTimes(took: readonly Took[]): { readonly ms: Times; readonly own: Times } {
  return { ms: timesOf(took.map(({ ms }) => ms)), own: timesOf(took.map(({ own }) => own)) };
}

/**
 * Asks while rows come: 1,000 new, 100 replaced and 1,000 expired a second, the engine's upkeep in slices between. A stall
 * is the longest time in which the thread could not have begun something else but for a question.
 */
export async function measureLive(part: LivePart, { say, collect }: Surroundings): Promise<PartReport> {
  const data = benchData(part.rows, part.seed);
  const engine = fillEngine(data);
  collect();
  const updates = updatesOf(data);
  const warm = Math.min(WARM_SECONDS, part.seconds);
  const first = await watch(engine, data, updates, 0, warm);
  // What these rows left to do is done before it is quiet.
  while (engine.maintain(SLICE)) await nextTurn();
  const quiet = await askQuietly(engine, data);
  const before = { process: process.memoryUsage().rss, engine: engine.memory.size };
  const seen = await watch(engine, data, updates, first.came, part.seconds);
  const figures = ASKED.flatMap((name): Figure[] => {
    const live = tookTimes(seen.asked.get(name)!);
    const still = tookTimes(quiet.get(name)!.slice(WARM_UP));
    return [
      { name: `${name}, quiet: median`, value: still.ms.median, unit: 'ms' },
      // What the machine alone makes of it.
      { name: `${name}, quiet: slowest`, value: still.ms.max, unit: 'ms' },
      { name: `${name}, live: median`, value: live.ms.median, unit: 'ms' },
      { name: `${name}, live: slowest`, value: live.ms.max, unit: 'ms' },
      { name: `${name}, live: slowest over quiet`, value: live.ms.max / still.ms.median, unit: '×' },
      {
        name: `${name}, live: slowest over quiet, ${NOT_WAITING}`,
        value: live.own.max / still.own.median,
        unit: '×',
      },
      {
        name: `${name}, the first ${warm} s in which rows come: slowest`,
        value: Math.max(...first.asked.get(name)!.map(({ ms }) => ms)),
        unit: 'ms',
      },
    ];
  });
  const { update, acts, next, step, gap } = seen;
  const stalls = [update, step, gap];
  const stall = Math.max(...stalls.map(({ ms }) => ms));
  const ownStall = Math.max(...stalls.map(({ own }) => own));
  say(
    `live for ${part.seconds} s: longest stall ${stall.toFixed(1)} ms, ${ownStall.toFixed(1)} ${NOT_WAITING}`,
  );
  for (const [name, { what, own }] of Object.entries({ update, ...acts, next, step, gap })) {
    say(`  ${name}: longest ${own.toFixed(1)} ms ${what}`);
  }
  return {
    part,
    measured: [],
    figures: [
      ...figures,
      ...figuresOf('longest update (1,000 new, 100 replaced, 1,000 expired)', update),
      ...ACTS.flatMap((act) => figuresOf(`longest update, its ${act} rows`, acts[act])),
      ...figuresOf('longest answer next to an update', next),
      ...figuresOf(`longest step of upkeep (asked for ${SLICE} ms)`, step),
      ...figuresOf('longest gap between turns', gap),
      { name: 'longest stall', value: stall, unit: 'ms' },
      { name: `longest stall, ${NOT_WAITING}`, value: ownStall, unit: 'ms' },
      {
        name: 'memory gained by the process',
        value: (process.memoryUsage().rss - before.process) / 1e6,
        unit: 'MB',
      },
      { name: 'memory gained by the engine', value: (engine.memory.size - before.engine) / 1e6, unit: 'MB' },
      { name: 'new rows', value: seen.came - first.came, unit: 'rows' },
    ],
    failures: [...first.failures, ...seen.failures].slice(0, 5),
  };
}
