import type { ReactNode } from 'react';
import type { MetricName } from '../../../model/metric.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { ChangeMark } from '../../../ui/figure/ChangeMark.tsx';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { markOf, otherSideOf, readCompared, toldOf } from '../../../view/compare.ts';

/** A metric of everything: its value, how it is written, and its change. */
export type MetricReader = (metric: MetricName) => {
  readonly value: number;
  readonly figure: ReactNode;
  readonly change: ReactNode;
};

/** Reads the metrics of an answer to `asked`. */
export function readerOf(asked: Query, result: Result): MetricReader {
  const side = otherSideOf(asked, result);
  return (metric: MetricName) => {
    const compared = readCompared(result, { metric });
    const { value, unit } = compared;
    return {
      value,
      figure: <Figure name={metric} value={value} unit={unit} mark={markOf(metric, result)} />,
      change: <ChangeMark name={metric} compared={toldOf(compared, side)} none="" />,
    };
  };
}
