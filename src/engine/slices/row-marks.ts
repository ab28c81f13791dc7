import type { Stat } from '../../metrics/stat.ts';
import type { Filter } from '../../model/filter.ts';
import { NOT_FAILED } from '../../model/status.ts';
import type { Thresholds } from '../../model/metric.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import type { Limit, LimitBitmaps } from './limit-bitmaps.ts';
import type { TimeRows } from './time-rows.ts';
import type { WeightBitmaps } from './weight-bitmaps.ts';

const FAILED: Filter = { kind: 'not', of: { kind: 'in', field: 'status', values: [...NOT_FAILED, null] } };

/** Which rows a statistic counts, or counts the users of: those up to one limit, but not up to another. */
const LIMITS: ReadonlyMap<Stat['kind'], { readonly inside: Limit; readonly outside: Limit | null }> = new Map(
  [
    ['measured', { inside: 'number', outside: 'below 0' }],
    ['satisfied', { inside: 'T', outside: null }],
    ['tolerating', { inside: '4T', outside: 'T' }],
    ['measured users', { inside: 'number', outside: '0' }],
    ['miserable users', { inside: 'number', outside: '4T' }],
  ],
);

/** Bitmaps over the positions: of the rows that count, and of those among them that do not; 0 for all, and for none. */
export interface RowMarks {
  readonly inside: Address;
  readonly outside: Address;
}

/** What the marks of rows are made from. */
export interface MarkContext {
  readonly table: Table;
  readonly filters: FilterBitmaps;
  readonly limits: LimitBitmaps;
  readonly weights: WeightBitmaps;
}

/** What rows are measured against. */
export interface Against {
  readonly thresholds: Thresholds;
  readonly lookup: ThresholdLookup;
}

/** Tests in blocks what `marksFor` then finds. */
export function* prepareMarks(
  { table, filters, limits }: MarkContext,
  kind: Stat['kind'],
  { thresholds, lookup }: Against,
  rows: TimeRows,
): Steps<void> {
  if (kind === 'failed') {
    yield* filters.steps(
      FAILED,
      rows.parts.map(({ slot }) => slot),
    );
  }
  for (const limit of limitsOf(table, kind, lookup)) {
    if (limit !== null) yield* limits.steps(thresholds, lookup, limit, rows);
  }
}

/** The limits up to which, and up to which not, rows count for a statistic; null: there is none. */
function limitsOf(
  table: Table,
  kind: Stat['kind'],
  lookup: ThresholdLookup,
): readonly [Limit | null, Limit | null] {
  const { inside, outside } = LIMITS.get(kind) ?? { inside: null, outside: null };
  const areNumbers = table.hasAllDurations && !lookup.isLcp.includes(1);
  return [inside === 'number' && areNumbers ? null : inside, outside];
}

/** Which of some rows a statistic is about. Those of `outside` are among those of `inside`. */
export function marksFor(
  { table, filters, limits }: MarkContext,
  kind: Stat['kind'],
  { thresholds, lookup }: Against,
  rows: TimeRows,
): RowMarks {
  if (kind === 'failed') {
    const slots = rows.parts.map(({ slot }) => slot);
    return { inside: filters.of(FAILED, slots), outside: 0 };
  }
  const [inside, outside] = limitsOf(table, kind, lookup).map((limit) =>
    limit === null ? 0 : limits.of(thresholds, lookup, limit, rows),
  );
  return { inside: inside!, outside: outside! };
}
