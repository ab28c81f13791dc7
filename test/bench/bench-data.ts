import { STATUSES } from '../../src/model/status.ts';
import type { Rows, TextValues } from '../../src/model/rows.ts';
import { DAY } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import { createRandom } from '../random.ts';
import { durationShapes, outcomes, pickRank, shuffled, trafficCurve } from './traffic.ts';
import { LocalCodes } from './local-codes.ts';

/** The time in which all rows end: thirty days. */
export const BENCH_RANGE: Range = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 0, 1) + 30 * DAY };

/** Rows of a frame, as the wire has them. */
export const FRAME = 65_536;

const TRANSACTIONS = 500;

/** The texts of the data, each list ascending, so that a code's place is its text's place. */
export interface Dictionaries {
  readonly project: readonly string[];
  readonly transaction: readonly string[];
  readonly op: readonly string[];
  readonly status: readonly string[];
  readonly environment: readonly string[];
  readonly release: readonly string[];
  readonly user: readonly string[];
  readonly 'http.method': readonly string[];
  readonly 'tag:plan': readonly string[];
}
export type BenchText = keyof Dictionaries;

/** What is measured on: rows that are made again, the same, whenever they are asked for. */
export interface BenchData {
  readonly rows: number;
  readonly seed: number;
  readonly dictionaries: Dictionaries;
  /** The codes of the transactions, the most frequent first. */
  readonly byFrequency: Int32Array;
  /** All rows, oldest first, a frame at a time; `row` counts from 1. */
  frames(): Generator<Rows>;
}

const RESOURCES = [
  'accounts',
  'carts',
  'files',
  'invoices',
  'jobs',
  'members',
  'orders',
  'reports',
  'search',
];
const ACTS = ['create', 'detail', 'export', 'import', 'list', 'sync', 'update'];
const CODES = [200, 201, 204, 302, 304] as const;
const FAILED_CODES = [400, 401, 403, 404, 409, 429, 500, 502, 503] as const;

function names(count: number, name: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => name(index)).sort();
}

function transactionName(index: number): string {
  const resource = RESOURCES[index % RESOURCES.length]!;
  const act = ACTS[Math.floor(index / RESOURCES.length) % ACTS.length]!;
  if (index % 5 < 3) return `/api/v${1 + (index % 4)}/${resource}/${act}/${index}`;
  return index % 5 === 3 ? `/page/${resource}/${act}/${index}` : `job.${resource}.${act}.${index}`;
}

function opOf(name: string, index: number): string {
  if (name.startsWith('/api')) return index % 9 === 0 ? 'rpc' : 'http.server';
  if (name.startsWith('/page')) return index % 3 === 0 ? 'navigation' : 'pageload';
  return index % 4 === 0 ? 'cron' : 'queue.process';
}

function dictionariesOf(rows: number): Dictionaries {
  return {
    project: ['admin', 'api', 'mobile', 'web', 'worker'],
    transaction: names(TRANSACTIONS, transactionName),
    op: ['cron', 'http.server', 'navigation', 'pageload', 'queue.process', 'rpc'],
    status: [...STATUSES].sort(),
    environment: ['development', 'production', 'staging'],
    release: names(20, (index) => `shop@1.${String(index).padStart(2, '0')}.0`),
    // A twentieth as many users as rows.
    user: names(Math.max(100, Math.floor(rows / 20)), (index) => `id:${index}`),
    'http.method': ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
    'tag:plan': names(12, (index) => `plan-${index}`),
  };
}

/**
 * `rows` transactions, the same for the same seed: 500 names whose frequency falls as 1 / rank^1.05, 30 days with
 * nights and weekends, releases that follow each other, durations of a shape per name, a weight of ten for a fifth of
 * the rows, vitals in three of ten.
 */
export function benchData(rows: number, seed: number): BenchData {
  const dictionaries = dictionariesOf(rows);
  const byFrequency = shuffled(createRandom(seed + 1), TRANSACTIONS);
  const data = { rows, seed, dictionaries, byFrequency };
  return { ...data, frames: () => makeFrames(data) };
}

function* makeFrames({ rows, seed, dictionaries, byFrequency }: Omit<BenchData, 'frames'>): Generator<Rows> {
  const random = createRandom(seed);
  const next = (): number => random.next();
  const timeOf = trafficCurve(BENCH_RANGE);
  const pickName = pickRank(next, TRANSACTIONS);
  const shapes = durationShapes(random, TRANSACTIONS);
  const failing = outcomes(random, TRANSACTIONS);
  const ops = dictionaries.transaction.map((name, index) => dictionaries.op.indexOf(opOf(name, index)));
  const failed = STATUSES.slice(3).map((word) => dictionaries.status.indexOf(word));
  const [ok, cancelled, unknown] = STATUSES.map((word) => dictionaries.status.indexOf(word));
  const users = new LocalCodes(dictionaries.user);

  for (let from = 0; from < rows; from += FRAME) {
    const length = Math.min(FRAME, rows - from);
    const wide = (): Float64Array => new Float64Array(length);
    const short = (): Float32Array => new Float32Array(length);
    const codes = (): Int32Array => new Int32Array(length);
    const [row, timestamp] = [wide(), wide()];
    const [duration, weight, code] = [short(), short(), short()];
    const [lcp, fcp, cls, inp, ttfb] = [short(), short(), short(), short(), short()];
    const [project, transaction, op, status] = [codes(), codes(), codes(), codes()];
    const [environment, release, user, method, plan] = [codes(), codes(), codes(), codes(), codes()];
    users.begin();
    for (let index = 0; index < length; index++) {
      const end = timeOf((from + index + next()) / rows) + (next() - 0.5) * 10_000;
      const whole = Math.min(Math.max(Math.floor(end), BENCH_RANGE.start), BENCH_RANGE.end - 1);
      const day = (whole - BENCH_RANGE.start) / DAY;
      const name = byFrequency[pickName()]!;
      const ms = shapes.durationOf(name, day);
      row[index] = from + index + 1;
      timestamp[index] = whole;
      duration[index] = ms;
      transaction[index] = name;
      op[index] = ops[name]!;
      project[index] = name % 5;
      const place = next();
      environment[index] = place < 0.7 ? 1 : place < 0.9 ? 2 : 0;
      release[index] = Math.min(Math.max(Math.floor(day / 1.5 - next() ** 2 * 3), 0), 19);
      const outcome = failing.outcomeOf(name);
      const isFailed = outcome === 'failed';
      status[index] = isFailed
        ? failed[Math.floor(next() * failed.length)]!
        : { ok, cancelled, unknown }[outcome]!;
      user[index] = users.codeOf(Math.floor(dictionaries.user.length * next() ** 1.5));
      method[index] = Math.floor(next() * next() * 5);
      plan[index] = Math.floor(next() ** 2 * 13) - 1;
      code[index] = isFailed ? FAILED_CODES[Math.floor(next() * 9)]! : CODES[Math.floor(next() ** 2 * 5)]!;
      weight[index] = next() < 0.8 ? 1 : 10;
      const hasVitals = next() < 0.3;
      lcp[index] = hasVitals ? ms * (1.2 + next()) : Number.NaN;
      fcp[index] = hasVitals ? ms * (0.5 + next() / 2) : Number.NaN;
      cls[index] = hasVitals ? next() * next() * 0.4 : Number.NaN;
      inp[index] = hasVitals ? 20 + 200 * next() ** 2 : Number.NaN;
      ttfb[index] = hasVitals ? ms * 0.2 * (0.5 + next()) : Number.NaN;
    }
    const text = (name: BenchText, values: Int32Array): [string, TextValues] => [
      name,
      { codes: values, dictionary: dictionaries[name] },
    ];
    yield {
      length,
      numbers: new Map<string, Float32Array | Float64Array>([
        ['row', row],
        ['timestamp', timestamp],
        ['duration', duration],
        ['weight', weight],
        ['http.status_code', code],
        ['lcp', lcp],
        ['fcp', fcp],
        ['cls', cls],
        ['inp', inp],
        ['ttfb', ttfb],
      ]),
      texts: new Map([
        text('project', project),
        text('transaction', transaction),
        text('op', op),
        text('status', status),
        text('environment', environment),
        text('release', release),
        ['user', { codes: user, dictionary: users.dictionary() }],
        text('http.method', method),
        text('tag:plan', plan),
      ]),
      ids: new Map(),
    };
  }
}
