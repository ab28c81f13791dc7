import type { ReactNode } from 'react';
import { metricOf } from '../../metrics/registry.ts';
import type { MetricName, Thresholds } from '../../model/metric.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { toReportNumber } from '../../ui/export/report-number.ts';
import { useReportPart } from '../../ui/export/report-parts.tsx';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Facts as Strip } from '../../ui/figure/Facts.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import type { LineLook } from '../../ui/chart/series.ts';
import { markOf, otherSideOf, readCompared, toldOf } from '../../view/compare.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import type { TransactionId } from '../../view/view.ts';
import { FACTS } from './questions.ts';

const LOOKS: Readonly<Partial<Record<MetricName, LineLook>>> = {
  p50: 'p50',
  p75: 'p75',
  p95: 'p95',
  p99: 'p99',
};

export const FACT_LABELS = FACTS.map((metric) => metricOf(metric).label);

/** The numbers of one transaction, with their change. */
export function Facts(props: {
  readonly id: TransactionId;
  readonly asked: Query;
  readonly result: Result;
  readonly thresholds: Thresholds | undefined;
}): ReactNode {
  const { id, asked, result, thresholds } = props;
  const side = otherSideOf(asked, result);
  const make = useValueActions();
  const threshold = thresholdOf(id, thresholds);
  const limit = `T ${formatDuration(threshold.ms)}${threshold.metric === 'lcp' ? ' of LCP' : ''}`;
  const part = useReportPart(() => ({
    kind: 'numbers',
    numbers: FACTS.map((metric) =>
      toReportNumber(metricOf(metric).label, readCompared(result, { metric }), side === 'held'),
    ),
  }));
  return (
    <Strip
      ref={part}
      facts={FACTS.map((metric) => {
        const compared = readCompared(result, { metric });
        const look = LOOKS[metric];
        const { label, help } = metricOf(metric);
        return {
          label: metric === 'apdex' ? `${label}, ${limit}` : label,
          help,
          ...(look === undefined ? {} : { look }),
          value: (
            <ValueMenu
              values={look === undefined ? [] : make.ofNumber('Duration', 'duration', compared.value)}
              label={`Filter by the ${label}`}
            >
              <Figure
                name={metric}
                value={compared.value}
                unit={compared.unit}
                mark={markOf(metric, result)}
              />
            </ValueMenu>
          ),
          change: <ChangeMark name={metric} compared={toldOf(compared, side)} none="" />,
        };
      })}
    />
  );
}
