import { REGISTRY } from '../../metrics/registry.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import type { LineLook, Series } from '../../ui/chart/series.ts';
import { CURVES } from '../../view/plot-questions.ts';
import { numbersOf } from '../../view/read-result.ts';

/** What the charts over time of a transaction draw, on one axis of time. */
export interface TimeCharts {
  readonly percentiles: Series;
  readonly throughput: Series;
  readonly failed: Series;
}

/** Reads the answer to `curvesQuery`; `other`: what it is compared with, `isLog`: whether durations have a logarithmic axis. */
export function toTimeCharts(asked: Query, result: Result, other: string, isLog: boolean): TimeCharts {
  const frame = {
    times: numbersOf(result, 'time').values,
    step: asked.by.find(isTimeKey)?.time ?? 1,
    range: asked.range,
    shift: asked.range.start - (asked.versus?.range ?? asked.range).start,
    other,
    isShare: false,
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
  };
  const bars = (id: 'throughput' | 'failed', look: LineLook): Series => {
    const { values, unit } = numbersOf(result, id);
    return { ...frame, unit, lines: [{ id, label: REGISTRY[id].label, look, values, versus: null }] };
  };
  return {
    percentiles: {
      ...frame,
      unit: 'ms',
      isLog,
      lines: CURVES.map((id) => ({
        id,
        label: id,
        look: id,
        values: numbersOf(result, id).values,
        versus: id === 'p95' && asked.versus !== undefined ? numbersOf(result, 'p95:versus').values : null,
      })),
    },
    throughput: bars('throughput', 'bars'),
    failed: bars('failed', 'failure bars'),
  };
}
