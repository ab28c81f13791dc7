import { useState } from 'react';
import type { ReactNode } from 'react';
import { ALERT_METRICS } from '../../model/alert-rule.ts';
import type { AlertRule, Measure } from '../../model/alert-rule.ts';
import { percentOf } from '../../model/percentile.ts';
import { VITALS } from '../../model/transaction.ts';
import { formatCount } from '../../ui/format.ts';
import { widgetHelp, widgetWords } from '../../view/metric-words.ts';
import { parseWidget, printWidget } from '../../view/widget-text.ts';
import { toMeasure } from './draft.ts';
import { SelectField, TextField } from './Field.tsx';
import { PercentileFields } from './PercentileFields.tsx';
import css from './form.module.css';

/** What a rule can measure, as the menu offers it: metrics of the duration, then of each vital. */
const MEASURES: readonly Measure[] = [
  ...ALERT_METRICS.map((metric): Measure => ({ metric })),
  ...VITALS.map((of): Measure => ({ metric: 'p75', of })),
  ...VITALS.map((of): Measure => ({ metric: 'p95', of })),
];

/** The choice of a percentile that the menu does not have. */
const OTHER = 'other';

function isListed(measure: Measure): boolean {
  return MEASURES.some((listed) => printWidget(listed) === printWidget(measure));
}

function isOtherPercentile(measure: Measure): boolean {
  return percentOf(measure.metric) !== null && !isListed(measure);
}

/** What is watched: the metric, the environments, and which events count. */
export function MeasureFields(props: {
  readonly rule: AlertRule;
  readonly search: string;
  /** Why the search cannot be taken. */
  readonly problem: string | null;
  readonly environments: readonly (string | null)[];
  /** Transactions that were counted; null while that is not known. */
  readonly rows: number | null;
  readonly onRule: (rule: AlertRule) => void;
  readonly onSearch: (text: string) => void;
}): ReactNode {
  const { rule, search, problem, environments, rows, onRule, onSearch } = props;
  const { measure } = rule;
  const [isOther, setIsOther] = useState(() => isOtherPercentile(measure));
  const measures = isOther || isListed(measure) ? MEASURES : [measure, ...MEASURES];
  const setMeasure = (next: Measure): void => onRule({ ...rule, measure: next });
  const choose = (text: string): void => {
    setIsOther(text === OTHER);
    // What is changed into another percentile begins as it is, or as the p95 where it is none.
    const isOne = percentOf(measure.metric) !== null;
    const beginning: Measure = isOne ? measure : { ...measure, metric: 'p95' };
    const widget = text === OTHER ? beginning : parseWidget(text);
    const next = widget === null ? null : toMeasure(widget);
    if (next !== null) setMeasure(next);
  };
  const known = [...new Set([...environments, ...rule.environments])];
  return (
    <div className={css.fields}>
      <div className={css.pair}>
        <SelectField
          label="Metric"
          value={isOther ? OTHER : printWidget(measure)}
          choices={[
            ...measures.map((each) => ({ value: printWidget(each), label: widgetWords(each) })),
            { value: OTHER, label: 'Another percentile…' },
          ]}
          onChoose={choose}
        />
        <SelectField
          label="Environment"
          value={JSON.stringify(rule.environments)}
          choices={[
            { value: '[]', label: 'Every environment' },
            ...known.map((name) => ({ value: JSON.stringify([name]), label: name ?? '(none)' })),
            ...(rule.environments.length > 1
              ? [
                  {
                    value: JSON.stringify(rule.environments),
                    label: rule.environments.map((name) => name ?? '(none)').join(', '),
                  },
                ]
              : []),
          ]}
          onChoose={(text) => onRule({ ...rule, environments: JSON.parse(text) as (string | null)[] })}
        />
      </div>
      {isOther && <PercentileFields measure={measure} onMeasure={setMeasure} />}
      <TextField
        label="Only events that match"
        value={search}
        problem={problem}
        placeholder="transaction:/api/documents"
        isMono
        help={rows === null ? 'The words of the search box.' : `${formatCount(rows)} events in this time.`}
        onChange={onSearch}
      />
      <p className={css.help}>{widgetHelp(measure)}</p>
    </div>
  );
}
