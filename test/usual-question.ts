import { EVERYTHING } from '../src/model/filter.ts';
import type { Filter } from '../src/model/filter.ts';
import type { Show, Threshold, Thresholds } from '../src/model/metric.ts';
import type { Key, Query } from '../src/model/query.ts';
import type { Range } from '../src/model/time.ts';
import { DATA_RANGE, ENVIRONMENTS, OPS, RELEASES } from './random-data.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { USUAL_NAMES, projectOf } from './usual-data.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TABLE: readonly Show[] = (
  [
    'count',
    'failed',
    'p50',
    'p75',
    'p95',
    'p99',
    'apdex',
    'users',
    'miserable_users',
    'user_misery',
    'sum',
    'avg',
    'min',
    'p100',
    'last_seen',
    'throughput',
  ] as const
).map((metric) => ({ metric }));

function someOf<T>(random: Random, from: readonly T[]): T[] {
  const some = from.filter(() => random.chance(0.6));
  return some.length === 0 ? [random.pick(from)] : some;
}

function leafOf(random: Random): Filter {
  switch (random.pick(['environment', 'release', 'op', 'prefix', 'contains', 'user', 'duration'] as const)) {
    case 'environment':
      return { kind: 'in', field: 'environment', values: [random.pick(ENVIRONMENTS)] };
    case 'release':
      return { kind: 'in', field: 'release', values: someOf(random, RELEASES) };
    case 'op':
      return { kind: 'in', field: 'op', values: someOf(random, OPS) };
    case 'prefix':
      return {
        kind: 'like',
        field: 'transaction',
        pattern: random.pick(['/api/*', '/api/orders*', '/page/*', 'job*']),
      };
    case 'contains':
      return { kind: 'like', field: 'transaction', pattern: random.pick(['*or*', '*e*', '*SEARCH*']) };
    case 'user':
      return { kind: 'in', field: 'user', values: [`id:${random.whole(0, 5)}`, `id:${random.whole(0, 40)}`] };
    case 'duration':
      return {
        kind: 'compare',
        field: 'duration',
        is: random.pick(['<', '<=', '>', '>='] as const),
        value: 300,
      };
  }
}

function filterOf(random: Random): Filter {
  const leaf = leafOf(random);
  switch (random.pick(['everything', 'leaf', 'and', 'not'] as const)) {
    case 'everything':
      return EVERYTHING;
    case 'leaf':
      return leaf;
    case 'and':
      return { kind: 'and', of: [leaf, leafOf(random)] };
    case 'not':
      return { kind: 'not', of: leaf };
  }
}

/** A range whose ends fall onto rows at times: on the hour there are some. */
function rangeOf(random: Random): Range {
  const start = DATA_RANGE.start + random.whole(-1, 6) * HOUR;
  switch (random.pick(['all', 'hours', 'narrow', 'empty'] as const)) {
    case 'all':
      return { start: DATA_RANGE.start, end: DATA_RANGE.end };
    case 'hours':
      return { start, end: start + random.whole(1, 30) * HOUR };
    case 'narrow':
      return { start, end: start + random.whole(1, 40) * MINUTE };
    case 'empty':
      return random.chance(0.2)
        ? { start, end: start }
        : { start, end: start + 5 * HOUR + random.next() * HOUR };
  }
}

function keysOf(random: Random): Key[] {
  const time: Key = { time: random.pick([10 * MINUTE, HOUR]) };
  const bins: Key = {
    bin: 'duration',
    scale: random.pick(['linear', 'log'] as const),
    count: random.whole(1, 48),
  };
  return random.pick<Key[]>([
    [],
    ['transaction'],
    ['project', 'transaction'],
    ['project', 'transaction'],
    [time],
    [time],
    [bins],
    [time, bins],
    ['project', 'transaction', bins],
    ['user'],
    ['release', 'status'],
    [time, 'op'],
    [{ tag: 'plan' }],
  ]);
}

function thresholdsOf(random: Random): Thresholds {
  // Whole durations of the data are among them, where ≤ and < differ.
  const threshold = (): Threshold => ({ metric: 'duration', ms: random.pick([25, 100, 300, 875]) });
  return {
    default: threshold(),
    projects: random.chance(0.3) ? [{ project: 'api', threshold: threshold() }] : [],
    transactions: someOf(random, USUAL_NAMES).map((transaction) => ({
      project: projectOf(transaction),
      transaction,
      threshold: threshold(),
    })),
  };
}

/** A question as the pages ask it, about `usualTransactions`: the same for the same seed. */
export function usualQuery(seed: number): Query {
  const random = createRandom(seed + 29);
  const range = rangeOf(random);
  const length = range.end - range.start;
  const hasVersus = random.chance(0.3);
  const show = someOf(random, TABLE);
  const compared: Show[] = show
    .filter(({ metric }) => metric !== 'last_seen')
    .slice(0, 3)
    .flatMap((one) => [
      { ...one, read: 'versus' },
      { ...one, read: 'ratio' },
    ]);
  return {
    of: 'transactions',
    range,
    where: filterOf(random),
    weighted: random.chance(0.3),
    ...(random.chance(0.6) && { thresholds: thresholdsOf(random) }),
    ...(hasVersus && { versus: { range: { start: range.start - length, end: range.start } } }),
    by: keysOf(random),
    show: hasVersus ? [...show, ...compared] : show,
    ...(random.chance(0.3) && { order: [{ show: 0, desc: random.chance(0.5) }], limit: random.whole(1, 20) }),
  };
}
