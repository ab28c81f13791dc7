import type { ReactNode } from 'react';
import { ALERT_METRICS } from '../../model/alert-rule.ts';
import type { AlertRule, Measure } from '../../model/alert-rule.ts';
import { VITALS } from '../../model/transaction.ts';
import { formatCount } from '../../ui/format.ts';
import { widgetHelp, widgetWords } from '../../view/metric-words.ts';
import { parseWidget, printWidget } from '../../view/widget-text.ts';
import { toMeasure } from './draft.ts';
import { SelectField, TextField } from './Field.tsx';
import css from './form.module.css';

/** What a rule can measure, as the menu offers it: metrics of the duration, then of each vital. */
const MEASURES: readonly Measure[] = [
  ...ALERT_METRICS.map((metric): Measure => ({ metric })),
  ...VITALS.map((of): Measure => ({ metric: 'p75', of })),
  ...VITALS.map((of): Measure => ({ metric: 'p95', of })),
];

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
  const own = printWidget(rule.measure);
  const measures = MEASURES.some((measure) => printWidget(measure) === own)
    ? MEASURES
    : [rule.measure, ...MEASURES];
  const known = [...new Set([...environments, ...rule.environments])];
  return (
    <div className={css.fields}>
      <div className={css.pair}>
        <SelectField
          label="Metric"
          value={own}
          choices={measures.map((measure) => ({ value: printWidget(measure), label: widgetWords(measure) }))}
          onChoose={(text) => {
            const widget = parseWidget(text);
            const measure = widget === null ? null : toMeasure(widget);
            if (measure !== null) onRule({ ...rule, measure });
          }}
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
      <TextField
        label="Only events that match"
        value={search}
        problem={problem}
        placeholder="transaction:/api/documents"
        isMono
        help={rows === null ? 'The words of the search box.' : `${formatCount(rows)} events in this time.`}
        onChange={onSearch}
      />
      <p className={css.help}>{widgetHelp(rule.measure)}</p>
    </div>
  );
}
