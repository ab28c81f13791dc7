import { showName } from '../metrics/derive.ts';
import { isTimeKey } from '../model/query.ts';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Milliseconds, Range } from '../model/time.ts';
import { CURVES } from './plot-questions.ts';
import type { Curve } from './plot-questions.ts';
import { numbersOf } from './read-result.ts';

/** Percentiles, throughput and failures over time, one value a bucket. */
export interface ReadCurves {
  readonly range: Range;
  readonly step: Milliseconds;
  readonly times: Float64Array;
  readonly values: Readonly<Record<Curve, Float64Array>>;
  readonly versus: Float64Array | null;
  readonly shift: Milliseconds;
  readonly throughput: Float64Array;
  readonly failed: Float64Array;
  readonly rows: Float64Array;
  readonly covered: readonly Range[];
}

/** Reads the answer to `curvesQuery`. */
export function readCurves(asked: Query, result: Result): ReadCurves {
  const [p50, p75, p95, p99] = CURVES.map((metric) => numbersOf(result, metric).values);
  const none = new Float64Array(0);
  return {
    range: asked.range,
    step: stepIn(asked),
    times: numbersOf(result, 'time').values,
    values: { p50: p50 ?? none, p75: p75 ?? none, p95: p95 ?? none, p99: p99 ?? none },
    versus:
      asked.versus === undefined
        ? null
        : numbersOf(result, showName({ metric: 'p95', read: 'versus' })).values,
    shift: asked.range.start - (asked.versus?.range ?? asked.range).start,
    throughput: numbersOf(result, 'throughput').values,
    failed: numbersOf(result, 'failed').values,
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
  };
}

/** How often each duration occurs in each bucket: a row below the edges, those within, and one above. */
export interface ReadHeat {
  readonly range: Range;
  readonly step: Milliseconds;
  readonly times: Float64Array;
  readonly edges: readonly Milliseconds[];
  readonly counts: Float64Array;
}

/** Reads the answer to `heatQuery`, which has no cell for what there is nothing of. */
export function readHeat(asked: Query, result: Result): ReadHeat {
  const { range } = asked;
  const step = stepIn(asked);
  const first = Math.floor(range.start / step) * step;
  const columns = Math.max(0, Math.ceil((range.end - first) / step));
  const times = Float64Array.from({ length: columns }, (_, column) => first + column * step);
  const edges = result.edges ?? [];
  const rows = new Map(edges.map((edge, row) => [edge, row]));
  const high = Math.max(0, edges.length - 1);
  const counts = new Float64Array(columns * high);
  const at = numbersOf(result, 'time').values;
  const from = numbersOf(result, 'bin:duration').values;
  const values = numbersOf(result, 'count').values;
  for (let group = 0; group < result.length; group++) {
    const column = Math.round(((at[group] ?? 0) - first) / step);
    const row = rows.get(from[group] ?? Number.NaN);
    if (row !== undefined && column >= 0 && column < columns) {
      counts[column * high + row] = values[group] ?? 0;
    }
  }
  return { range, step, times, edges: edges.slice(1, -1), counts };
}

function stepIn(asked: Query): Milliseconds {
  return asked.by.find(isTimeKey)?.time ?? 1;
}
