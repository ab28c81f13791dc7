import { showName, unitOfShow } from '../metrics/derive.ts';
import { metricOf } from '../metrics/registry.ts';
import type { Unit } from '../model/column.ts';
import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { MetricName, Show } from '../model/metric.ts';
import type { Query, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import { daysEarlier, isCovered, previousRange } from './period.ts';
import { readShow } from './read-result.ts';
import type { Compare, Zone } from './view.ts';

export type Versus = NonNullable<Query['versus']>;

/** The rows that a page is about, and the other side of its comparison; nothing is compared where that is left out. */
export interface ComparedScope extends Scope {
  readonly versus?: Versus;
}

/** Whether a condition is about nothing but the release. */
function isOfRelease(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.length > 0 && filter.of.every(isOfRelease);
    case 'not':
      return isOfRelease(filter.of);
    default:
      return 'field' in filter && filter.field === 'release';
  }
}

/** The same rows of one release alone: it stands in for the conditions on the release that there are. */
function ofRelease(where: Filter, release: string): Filter {
  const parts = where.kind === 'and' ? where.of : [where];
  const rest = parts.filter((part) => !isOfRelease(part));
  return both(...rest, { kind: 'in', field: 'release', values: [release] });
}

/**
 * The other side of questions about these rows; undefined where nothing is compared. `zone`: whose clock says what the
 * same time of another day is.
 */
export function versusOf(
  compare: Compare,
  { range, where }: Pick<Scope, 'range' | 'where'>,
  zone: Zone,
): Versus | undefined {
  if (typeof compare === 'object') {
    return 'release' in compare
      ? { where: ofRelease(where, compare.release) }
      : { range: { start: compare.from, end: compare.from + (range.end - range.start) } };
  }
  switch (compare) {
    case 'off':
      return undefined;
    case 'previous':
      return { range: previousRange(range) };
    case 'day':
      return { range: daysEarlier(range, 1, zone) };
    case 'week':
      return { range: daysEarlier(range, 7, zone) };
  }
}

/** The rows alone, for a question that compares nothing. */
export function withoutVersus(scope: ComparedScope): Scope {
  const { versus, ...rows } = scope;
  return versus === undefined ? scope : rows;
}

/** The rows with what they are compared with. Spread it into a Query. */
export function comparedScope(scope: ComparedScope, compare: Compare, zone: Zone): ComparedScope {
  const rows = withoutVersus(scope);
  const versus = versusOf(compare, rows, zone);
  return versus === undefined ? rows : { ...rows, versus };
}

/** A metric with all that a comparison says of it, where there is one. */
export function withVersus(show: Show, { versus }: ComparedScope): Show[] {
  return versus === undefined ? [show] : [show, { ...show, read: 'versus' }, { ...show, read: 'ratio' }];
}

const ROWS: Show = { metric: 'sampled_count' };

/** How many rows are behind the numbers of each side; ask for it beside what is compared. */
export function rowsCompared({ versus }: ComparedScope): Show[] {
  return versus === undefined ? [ROWS] : [ROWS, { ...ROWS, read: 'versus' }];
}

/** A metric on both sides, and what is needed to judge the difference. */
export interface ComparedMetric {
  readonly value: number;
  /** NaN where nothing is compared, as `ratio` and `versusRows`. */
  readonly versus: number;
  readonly ratio: number;
  readonly unit: Unit;
  readonly direction: 'lower' | 'higher' | 'none';
  /** Rows, unweighted; NaN where the Result does not say. */
  readonly rows: number;
  readonly versusRows: number;
}

/** Reads what `withVersus` and `rowsCompared` asked for, of one group. */
export function readCompared(result: Result, show: Show, group = 0): ComparedMetric {
  const other = (read: 'versus' | 'ratio', of: Show): number => {
    const name = showName({ ...of, read });
    const isAsked = result.columns.some((column) => column.name === name);
    return isAsked ? readShow(result, { ...of, read }, group) : Number.NaN;
  };
  return {
    value: readShow(result, show, group),
    versus: other('versus', show),
    ratio: other('ratio', show),
    unit: unitOfShow(show),
    direction: metricOf(show.metric).direction,
    rows: readShow(result, ROWS, group),
    versusRows: other('versus', ROWS),
  };
}

/** How much is known of the other side of a question: nothing is compared, it is being loaded, or it is held. */
export type OtherSide = 'none' | 'loading' | 'held';

export function otherSideOf({ range, versus }: Query, result: Result): OtherSide {
  if (versus === undefined) return 'none';
  if (isCovered(versus.range ?? range, result.covered)) return 'held';
  // What has a problem is not being loaded.
  return result.problems.length > 0 ? 'none' : 'loading';
}

/** What a mark of change is given: null where nothing is compared. */
export function toldOf<C>(compared: C, side: OtherSide): C | 'loading' | null {
  if (side === 'held') return compared;
  return side === 'loading' ? 'loading' : null;
}

const ESTIMATED: ReadonlySet<MetricName> = new Set<MetricName>([
  'count',
  'throughput',
  'failed',
  'sum',
  'unscored',
]);
const LOWER_BOUNDS: ReadonlySet<MetricName> = new Set<MetricName>(['users', 'miserable_users']);

/** How a metric of a Result stands to the truth: sampled counts are estimates, sampled users a lower bound. */
export function markOf(metric: MetricName, result: Result): 'exact' | 'estimate' | 'at-least' {
  if (!result.sampled) return 'exact';
  if (ESTIMATED.has(metric)) return 'estimate';
  return LOWER_BOUNDS.has(metric) ? 'at-least' : 'exact';
}
