import type { ReactNode } from 'react';
import { REGISTRY } from '../../../metrics/registry.ts';
import type { LineLook } from '../../../ui/chart/series.ts';
import { Facts } from '../../../ui/figure/Facts.tsx';
import { NO_VALUE } from '../../../ui/format.ts';
import { PLOT_FACTS } from '../../../view/plot-questions.ts';
import { factLabel } from './fact-label.ts';
import type { MetricReader } from './metric-reader.tsx';
import css from './plot.module.css';

const LOOKS: Readonly<Partial<Record<(typeof PLOT_FACTS)[number], LineLook>>> = {
  p50: 'p50',
  p75: 'p75',
  p95: 'p95',
  p99: 'p99',
};

/** The whole filter in numbers on one line, where no plot is shown. `read`: null where there is nothing. */
export function NumbersStrip(props: {
  readonly read: MetricReader | null;
  /** What changes are against. */
  readonly against: ReactNode;
}): ReactNode {
  const { read, against } = props;
  const facts = PLOT_FACTS.map((metric) => {
    const look = LOOKS[metric];
    const told = read?.(metric);
    return {
      label: factLabel(metric),
      help: REGISTRY[metric].help,
      ...(look === undefined ? {} : { look }),
      value: told?.figure ?? NO_VALUE,
      change: told?.change,
    };
  });
  const period = {
    label: 'Changes are against',
    help: 'What is compared with is chosen above.',
    value: <span className={css.period}>{against}</span>,
  };
  return <Facts facts={[...facts, period]} />;
}
