import { columnOf } from '../metrics/derive.ts';
import { thresholdLookup } from '../metrics/threshold-lookup.ts';
import type { Thresholds } from '../model/metric.ts';
import type { Result, ResultColumn } from '../model/result.ts';
import { isFailure } from '../model/status.ts';
import type { AlertRule } from '../model/alert-rule.ts';

/** How a response time stands to its threshold T. */
export const SATISFACTION = { notMeasured: 0, satisfied: 1, tolerating: 2, frustrated: 3 } as const;

/** Rows as a back-test looks at them, in any order: one entry a row in every column. */
export interface Samples {
  readonly length: number;
  /** When the transaction ended, and when it was received. */
  readonly time: Float64Array;
  readonly received: Float64Array;
  /** Until when a row was so; Infinity where it still is. */
  readonly until: Float64Array;
  /** What is measured; NaN where a row has none, or nothing is measured of it. */
  readonly value: Float64Array;
  readonly weight: Float64Array;
  /** 1 for a failure. */
  readonly failed: Uint8Array;
  /** One of `SATISFACTION`. */
  readonly satisfaction: Uint8Array;
}

type Columns = ReadonlyMap<string, ResultColumn>;

function numbersOf(columns: Columns, name: string, length: number): Float64Array {
  const column = columns.get(name);
  return column?.kind === 'number' ? column.values : new Float64Array(length).fill(Number.NaN);
}

function textsOf(columns: Columns, name: string): readonly (string | null)[] {
  const column = columns.get(name);
  return column?.kind === 'text' ? column.values : [];
}

/** x ≤ T is satisfied, x ≤ 4T tolerating; what has no x, or one below 0, is not measured. */
function satisfactionOf(value: number, threshold: number): number {
  if (!(value >= 0)) return SATISFACTION.notMeasured;
  if (value <= threshold) return SATISFACTION.satisfied;
  return value <= 4 * threshold ? SATISFACTION.tolerating : SATISFACTION.frustrated;
}

function satisfactions(columns: Columns, length: number, thresholds: Thresholds): Uint8Array {
  const thresholdOf = thresholdLookup(thresholds);
  const projects = textsOf(columns, 'project');
  const transactions = textsOf(columns, 'transaction');
  const durations = numbersOf(columns, 'duration', length);
  const lcps = numbersOf(columns, 'lcp', length);
  return Uint8Array.from({ length }, (_, row) => {
    const { metric, ms } = thresholdOf(projects[row] ?? null, transactions[row] ?? null);
    return satisfactionOf((metric === 'lcp' ? lcps : durations)[row] ?? Number.NaN, ms);
  });
}

/** The rows of an answer to `sampleList`. */
export function toSamples(
  rule: Pick<AlertRule, 'measure'>,
  { length, columns: list }: Pick<Result, 'length' | 'columns'>,
  thresholds: Thresholds,
): Samples {
  const columns: Columns = new Map(list.map((column) => [column.name, column]));
  const { measure } = rule;
  const statuses = textsOf(columns, 'status');
  return {
    length,
    time: numbersOf(columns, 'timestamp', length),
    received: numbersOf(columns, 'received', length),
    until: new Float64Array(length).fill(Infinity),
    value: numbersOf(columns, columnOf(measure), length),
    weight: numbersOf(columns, 'weight', length),
    failed:
      statuses.length === 0
        ? new Uint8Array(length)
        : Uint8Array.from(statuses, (status) => (isFailure(status) ? 1 : 0)),
    satisfaction:
      measure.metric === 'apdex' ? satisfactions(columns, length, thresholds) : new Uint8Array(length),
  };
}
