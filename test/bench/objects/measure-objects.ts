import type { NumberColumn } from '../../../src/model/column.ts';
import type { MetricName, Show } from '../../../src/model/metric.ts';
import type { Query } from '../../../src/model/query.ts';
import { isFailure } from '../../../src/model/status.ts';
import { valueOf } from './filter-objects.ts';
import type { RowObject } from './row-object.ts';

/** T of each transaction. */
export function thresholdsOf({ thresholds }: Query): (row: RowObject) => number {
  const own = new Map(
    thresholds?.transactions.map(({ transaction, threshold }) => [transaction, threshold.ms]),
  );
  const others = thresholds?.default.ms ?? 300;
  return ({ transaction }) => own.get(transaction) ?? others;
}

interface Weighed {
  readonly value: number;
  readonly weight: number;
}

/** The value at place t of the sample, were every value written out as often as it weighs. */
function valueAt(sorted: readonly Weighed[], t: number): number {
  let reached = 0;
  for (const { value, weight } of sorted) {
    reached += weight;
    if (reached > t) return value;
  }
  return Number.NaN;
}

function weightedQuantile(values: readonly Weighed[], q: number): number {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const h = Math.max(q * (total - 1), 0);
  const below = valueAt(sorted, Math.floor(h));
  const above = valueAt(sorted, Math.min(Math.floor(h) + 1, Math.ceil(total) - 1));
  return below + (h - Math.floor(h)) * (above - below);
}

function quantile(sorted: readonly number[], q: number): number {
  const h = (sorted.length - 1) * q;
  const lower = sorted[Math.floor(h)] ?? Number.NaN;
  return lower + (h - Math.floor(h)) * ((sorted[Math.floor(h) + 1] ?? lower) - lower);
}

const QUANTILES: ReadonlyMap<MetricName, number> = new Map([
  ['p50', 0.5],
  ['p75', 0.75],
  ['p95', 0.95],
  ['p99', 0.99],
]);

/** The rows of a group; values are sorted once for all percentiles of a column. */
export class GroupOfObjects {
  readonly #rows: readonly RowObject[];
  readonly #isWeighted: boolean;
  readonly #thresholdOf: (row: RowObject) => number;
  readonly #sorted = new Map<NumberColumn, number[]>();

  constructor(rows: readonly RowObject[], isWeighted: boolean, thresholdOf: (row: RowObject) => number) {
    this.#rows = rows;
    this.#isWeighted = isWeighted;
    this.#thresholdOf = thresholdOf;
  }

  /** A metric of the rows. NaN: no data. */
  measure({ metric, of = 'duration' }: Pick<Show, 'metric' | 'of'>): number {
    const rows = this.#rows;
    const q = QUANTILES.get(metric);
    if (q !== undefined) {
      return this.#isWeighted ? weightedQuantile(this.#weighed(of), q) : quantile(this.#ascending(of), q);
    }
    switch (metric) {
      case 'count':
        return this.#weigh(rows);
      case 'failed':
        return this.#weigh(rows.filter(({ status }) => isFailure(status)));
      case 'apdex': {
        const satisfied = rows.filter((row) => row.duration <= this.#thresholdOf(row));
        const tolerating = rows.filter((row) => {
          const t = this.#thresholdOf(row);
          return row.duration > t && row.duration <= 4 * t;
        });
        return (this.#weigh(satisfied) + this.#weigh(tolerating) / 2) / this.#weigh(rows);
      }
      case 'users':
        return new Set(rows.map(({ user }) => user)).size;
      case 'miserable_users': {
        const miserable = rows.filter((row) => row.duration > 4 * this.#thresholdOf(row));
        return new Set(miserable.map(({ user }) => user)).size;
      }
      case 'sum':
        return this.#weighed(of).reduce((sum, { value, weight }) => sum + value * weight, 0);
      case 'avg': {
        const values = this.#weighed(of);
        const total = values.reduce((sum, { weight }) => sum + weight, 0);
        return values.reduce((sum, { value, weight }) => sum + value * weight, 0) / total;
      }
      case 'min':
        return this.#ascending(of)[0] ?? Number.NaN;
      case 'p100':
        return this.#ascending(of).at(-1) ?? Number.NaN;
      default:
        throw new Error(`The bench does not ask a peer for ${metric}.`);
    }
  }

  /** The sample variance of the durations by their number, as Welch's t takes it. */
  squaredError(): number {
    const n = this.#rows.length;
    const mean = this.#rows.reduce((sum, { duration }) => sum + duration, 0) / n;
    return this.#rows.reduce((sum, { duration }) => sum + (duration - mean) ** 2, 0) / (n - 1) / n;
  }

  #weigh(rows: readonly RowObject[]): number {
    return this.#isWeighted ? rows.reduce((sum, { weight }) => sum + weight, 0) : rows.length;
  }

  #weighed(of: NumberColumn): Weighed[] {
    return this.#rows.flatMap((row) => {
      const value = valueOf(row, of);
      return typeof value === 'number' ? [{ value, weight: this.#isWeighted ? row.weight : 1 }] : [];
    });
  }

  #ascending(of: NumberColumn): number[] {
    const known = this.#sorted.get(of);
    if (known !== undefined) return known;
    const values = this.#rows.map((row) => valueOf(row, of)).filter((value) => typeof value === 'number');
    values.sort((a, b) => a - b);
    this.#sorted.set(of, values);
    return values;
  }
}
