import { unitOfShow } from '../metrics/derive.ts';
import { REGISTRY } from '../metrics/registry.ts';
import type { Unit } from '../model/column.ts';
import type { MetricName, Show } from '../model/metric.ts';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Range } from '../model/time.ts';
import { isCovered, previousRange } from './period.ts';
import { readShow } from './read-result.ts';

/** The other side of a question: the period of equal length right before its range. */
export function versusPrevious(range: Range): NonNullable<Query['versus']> {
  return { range: previousRange(range) };
}

/** A metric with all that a comparison says of it. */
export function withVersus(show: Show): Show[] {
  return [show, { ...show, read: 'versus' }, { ...show, read: 'ratio' }];
}

const ROWS: Show = { metric: 'sampled_count' };

/** How many rows are behind the numbers of each side; ask for it beside what is compared. */
export const ROWS_COMPARED: readonly Show[] = [ROWS, { ...ROWS, read: 'versus' }];

/** A metric on both sides, and what is needed to judge the difference. */
export interface ComparedMetric {
  readonly value: number;
  readonly versus: number;
  readonly ratio: number;
  readonly unit: Unit;
  readonly direction: 'lower' | 'higher' | 'none';
  /** Rows, unweighted; NaN where the Result does not say. */
  readonly rows: number;
  readonly versusRows: number;
}

/** Reads what `withVersus` and `ROWS_COMPARED` asked for, of one group. */
export function readCompared(result: Result, show: Show, group = 0): ComparedMetric {
  return {
    value: readShow(result, show, group),
    versus: readShow(result, { ...show, read: 'versus' }, group),
    ratio: readShow(result, { ...show, read: 'ratio' }, group),
    unit: unitOfShow(show),
    direction: REGISTRY[show.metric].direction,
    rows: readShow(result, ROWS, group),
    versusRows: readShow(result, { ...ROWS, read: 'versus' }, group),
  };
}

/** Whether the earlier period of a compared question is loaded, so that changes can be told. */
export function isPreviousHeld(asked: Query, result: Result): boolean {
  return isCovered(asked.versus?.range ?? asked.range, result.covered);
}

const ESTIMATED: ReadonlySet<MetricName> = new Set<MetricName>(['count', 'throughput', 'failed', 'sum']);
const LOWER_BOUNDS: ReadonlySet<MetricName> = new Set<MetricName>(['users', 'miserable_users']);

/** How a metric of a Result stands to the truth: sampled counts are estimates, sampled users a lower bound. */
export function markOf(metric: MetricName, result: Result): 'exact' | 'estimate' | 'at-least' {
  if (!result.sampled) return 'exact';
  if (ESTIMATED.has(metric)) return 'estimate';
  return LOWER_BOUNDS.has(metric) ? 'at-least' : 'exact';
}
