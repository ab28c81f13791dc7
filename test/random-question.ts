import type { Field, IdColumn, NumberColumn } from '../src/model/column.ts';
import type { Comparison, Filter } from '../src/model/filter.ts';
import { METRICS } from '../src/model/metric.ts';
import type { MetricName, Reading, Show, Threshold, Thresholds } from '../src/model/metric.ts';
import type { BinKey, Having, Key, List, Query, Scope } from '../src/model/query.ts';
import type { Range } from '../src/model/time.ts';
import { VERSION_PARTS } from '../src/model/version.ts';
import {
  DATA_RANGE,
  ENVIRONMENTS,
  METHODS,
  NAMES,
  OPS,
  PROJECTS,
  RELEASES,
  STATUSES,
  TAGS,
  USERS,
} from './random-data.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TEXTS: readonly { readonly field: Field; readonly values: readonly (string | null)[] }[] = [
  { field: 'project', values: PROJECTS },
  { field: 'transaction', values: NAMES },
  { field: 'op', values: OPS },
  { field: 'status', values: STATUSES },
  { field: 'environment', values: ENVIRONMENTS },
  { field: 'release', values: RELEASES },
  { field: 'user', values: USERS },
  { field: 'user.display', values: ['1', 'a@example.org', null] },
  { field: 'sdk', values: ['opentelemetry/2.12.0', null] },
  { field: 'http.method', values: METHODS },
  ...TAGS.map(({ key, values }) => ({ field: { tag: key }, values })),
  { field: { tag: 'nobody-has-it' }, values: ['', 'x', null] },
];

const MEASURES: readonly NumberColumn[] = [
  'duration',
  'duration',
  'duration',
  'lcp',
  'fcp',
  'cls',
  'inp',
  'ttfb',
  'errors',
  'spans',
  'spans.db',
  'spans.http',
];

const NUMBERS: readonly NumberColumn[] = [
  ...MEASURES,
  'http.status_code',
  'weight',
  'received',
  'timestamp',
  'row',
];
const NUMBER_KEYS: readonly NumberColumn[] = ['http.status_code', 'errors', 'spans', 'weight'];
const BIN_COLUMNS: readonly NumberColumn[] = ['duration', 'duration', 'lcp', 'cls', 'spans.db', 'timestamp'];
const IDS: readonly IdColumn[] = ['event', 'trace', 'span'];

const PATTERNS = [
  '*',
  '',
  '/api/*',
  '*API*',
  '/api/\\*',
  '\\*',
  '*\\*',
  'GET /a\\\\*',
  'GET /a\\b*',
  '*\\\\\\*',
  '🦊*',
  '*fox*',
  'ID:*',
  '*o*o*',
  'PRO*',
  '__PROTO__*',
  '/api/users',
];

const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>=', '='];
const VERSIONS = ['1.9.0', '1.10', '1.10.0+7', '1.10.0-beta', '2', '7', 'shop@1.9.0', 'shop', 'x'];
const LITERALS = [0, 0.1, 1, 2, 100, 200, 299.999, 300, 404, 1200, 3500, -1];

const COLUMN_METRICS: readonly MetricName[] = [
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'p99.9',
  'p2.5',
  'p100',
  'min',
  'avg',
  'sum',
];
const WHOLE_METRICS = METRICS.filter((metric) => !COLUMN_METRICS.includes(metric));
const READINGS: readonly Reading[] = ['value', 'versus', 'difference', 'ratio', 't'];

function filterOf(random: Random, depth: number): Filter {
  const branch = depth > 0 && random.chance(0.5);
  if (branch) {
    const kind = random.pick(['and', 'or', 'not'] as const);
    if (kind === 'not') return { kind, of: filterOf(random, depth - 1) };
    return { kind, of: random.several(1, 3, () => filterOf(random, depth - 1)) };
  }
  const text = random.pick(TEXTS);
  switch (random.pick(['in', 'in', 'in number', 'like', 'compare', 'has', 'version'] as const)) {
    case 'in':
      return { kind: 'in', field: text.field, values: random.several(0, 5, () => random.pick(text.values)) };
    case 'in number':
      return {
        kind: 'in',
        field: random.pick(NUMBERS),
        values: random.several(0, 3, () => random.pick<number | string | null>([...LITERALS, null, '200'])),
      };
    case 'like':
      return { kind: 'like', field: text.field, pattern: random.pick(PATTERNS) };
    case 'compare':
      return compareOf(random);
    case 'version':
      return {
        kind: 'version',
        part: random.pick(VERSION_PARTS),
        is: random.pick(COMPARISONS),
        value: random.pick(VERSIONS),
      };
    case 'has':
      return { kind: 'has', field: random.chance(0.5) ? text.field : random.pick(NUMBERS) };
  }
}

function compareOf(random: Random): Filter {
  const field = random.pick(NUMBERS);
  const isTime = field === 'timestamp' || field === 'received';
  const value = isTime ? timeOf(random) : random.pick(LITERALS);
  return { kind: 'compare', field, is: random.pick(COMPARISONS), value };
}

/** A moment in or a little outside of the data's time, mostly on the hour. */
function timeOf(random: Random): number {
  const hours = (DATA_RANGE.end - DATA_RANGE.start) / HOUR;
  const hour = DATA_RANGE.start + HOUR * random.whole(-3, hours + 3);
  return random.chance(0.3) ? hour + random.next() * HOUR : hour;
}

function rangeOf(random: Random): Range {
  if (random.chance(0.6)) return DATA_RANGE;
  const [a, b] = [timeOf(random), timeOf(random)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

function showOf(random: Random, readings: readonly Reading[]): Show {
  const read = random.pick(readings);
  const metric = read === 't' ? 'avg' : random.pick(random.chance(0.5) ? WHOLE_METRICS : COLUMN_METRICS);
  return {
    metric,
    ...(COLUMN_METRICS.includes(metric) && random.chance(0.6) && { of: random.pick(MEASURES) }),
    ...((read !== 'value' || random.chance(0.1)) && { read }),
  };
}

function havingOf(random: Random, depth: number): Having {
  if (depth > 0 && random.chance(0.4)) {
    const kind = random.pick(['and', 'or', 'not'] as const);
    if (kind === 'not') return { kind, of: havingOf(random, depth - 1) };
    return { kind, of: random.several(0, 3, () => havingOf(random, depth - 1)) };
  }
  return {
    kind: 'metric',
    show: showOf(random, ['value', 'value', 'value', 'ratio', 'difference', 't']),
    is: random.pick(COMPARISONS),
    value: random.pick([0, 0, 0.05, 0.5, 1, 3, 20, 300]),
  };
}

function thresholdOf(random: Random): Threshold {
  return {
    metric: random.pick(['duration', 'duration', 'lcp'] as const),
    ms: random.pick([25, 100, 300, 875]),
  };
}

function thresholdsOf(random: Random): Thresholds {
  const some = <T>(from: readonly T[]): T[] => from.filter(() => random.chance(0.3));
  return {
    default: thresholdOf(random),
    projects: some(PROJECTS).map((project) => ({ project, threshold: thresholdOf(random) })),
    transactions: some(PROJECTS).flatMap((project) =>
      some(NAMES.filter((name) => name !== '')).map((transaction) => ({
        project,
        transaction,
        threshold: thresholdOf(random),
      })),
    ),
  };
}

function havingPartOf(random: Random): Pick<Scope, 'having' | 'havingOver'> {
  const having = havingOf(random, 2);
  if (random.chance(0.6)) return { having };
  return { having, havingOver: { range: rangeOf(random), where: filterOf(random, 1) } };
}

function scopeOf(random: Random): Scope {
  return {
    range: rangeOf(random),
    where: random.chance(0.4) ? { kind: 'and', of: [] } : filterOf(random, 3),
    ...(random.chance(0.25) && havingPartOf(random)),
    ...(random.chance(0.5) && { thresholds: thresholdsOf(random) }),
    ...(random.chance(0.4) && { weighted: random.chance(0.5) }),
  };
}

function binOf(random: Random): BinKey {
  const scale = random.pick(['linear', 'log'] as const);
  const bin = random.pick(BIN_COLUMNS);
  if (random.chance(0.6)) return { bin, scale, count: random.whole(1, 12) };
  const edges =
    bin === 'timestamp' ? [DATA_RANGE.start, DATA_RANGE.start + DAY] : [0, 0.1, 1, 100, 300, 1200];
  return { bin, scale, edges };
}

function fieldOf(random: Random): Field {
  return random.chance(0.15) ? random.pick(NUMBER_KEYS) : random.pick(TEXTS).field;
}

function keysOf(random: Random): Key[] {
  const time: Key = { time: random.pick([HOUR / 2, HOUR, 7 * HOUR, DAY]) };
  switch (random.pick(['none', 'time', 'field', 'page', 'fields', 'bin', 'mixed'] as const)) {
    case 'none':
      return [];
    case 'time':
      return [time];
    case 'field':
      return [fieldOf(random)];
    case 'page':
      return ['project', 'transaction'];
    case 'fields':
      return random.several(2, 3, () => fieldOf(random));
    case 'bin':
      return [binOf(random)];
    case 'mixed':
      return random.pick<Key[]>([
        [time, fieldOf(random)],
        [fieldOf(random), time],
        [time, binOf(random)],
        [fieldOf(random), binOf(random)],
      ]);
  }
}

function versusOf(random: Random, range: Range): NonNullable<Query['versus']> {
  const length = range.end - range.start;
  const before: Range = { start: range.start - length, end: range.start };
  return {
    ...(random.chance(0.7) && { range: random.pick([before, rangeOf(random)]) }),
    ...(random.chance(0.4) && { where: filterOf(random, 1) }),
  };
}

/** A query that can be answered, about `randomTransactions`: the same for the same seed. */
export function randomQuery(seed: number): Query {
  const random = createRandom(seed);
  const scope = scopeOf(random);
  const versus = random.chance(0.4) ? versusOf(random, scope.range) : undefined;
  const show = random.several(1, 6, () => showOf(random, versus === undefined ? ['value'] : READINGS));
  return {
    of: 'transactions',
    ...scope,
    ...(versus !== undefined && { versus }),
    by: keysOf(random),
    show,
    ...(random.chance(0.7) && {
      order: random.several(1, 2, () => ({
        show: random.whole(0, show.length - 1),
        desc: random.chance(0.6),
      })),
    }),
    ...(random.chance(0.4) && { limit: random.pick([0, 1, 3, 10]) }),
  };
}

/** A list that can be answered, about `randomTransactions`: the same for the same seed. */
export function randomList(seed: number): List {
  const random = createRandom(seed);
  const fieldOrId = (): Field | IdColumn =>
    random.chance(0.3)
      ? random.pick(IDS)
      : random.chance(0.5)
        ? random.pick(NUMBERS)
        : random.pick(TEXTS).field;
  return {
    of: 'transactions',
    ...scopeOf(random),
    fields: ['row', ...random.several(0, 5, fieldOrId)],
    order: { field: random.pick(NUMBERS), desc: random.chance(0.6) },
    limit: random.pick([0, 1, 5, 5, 20, 20, 100, 1_000]),
    ...(random.chance(0.5) && {
      upTo: { of: random.pick(MEASURES), q: random.pick([0, 0.5, 0.75, 0.95, 0.99, 1]) },
    }),
  };
}
