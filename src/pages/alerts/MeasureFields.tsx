import type { ReactNode } from 'react';
import type { Measure } from '../../model/alert-rule.ts';
import { percentOf } from '../../model/percentile.ts';
import { formatCount } from '../../ui/format.ts';
import { widgetHelp, widgetWords } from '../../view/metric-words.ts';
import { parseWidget, printWidget } from '../../view/widget-text.ts';
import { toMeasure } from './draft.ts';
import { SelectField, TextField } from './Field.tsx';
import { MENU_MEASURES, isInMenu } from './menu-measures.ts';
import { PercentileFields } from './PercentileFields.tsx';
import type { UsedDraft } from './use-draft.ts';
import css from './form.module.css';

/** The choice of a percentile that the menu does not have. */
const OTHER = 'other';

/** What is watched: the metric, the environments, and which events count. */
export function MeasureFields(props: {
  readonly draft: Pick<
    UsedDraft,
    'draft' | 'searchProblem' | 'percentProblem' | 'setRule' | 'setSearch' | 'setPercent'
  >;
  readonly environments: readonly (string | null)[];
  /** Transactions that were counted; null while that is not known. */
  readonly rows: number | null;
}): ReactNode {
  const { environments, rows } = props;
  const { draft, searchProblem, percentProblem, setRule, setSearch, setPercent } = props.draft;
  const { rule, search, percent } = draft;
  const { measure } = rule;
  const measures = percent !== null || isInMenu(measure) ? MENU_MEASURES : [measure, ...MENU_MEASURES];
  const setMeasure = (next: Measure): void => setRule({ ...rule, measure: next });
  const choose = (text: string): void => {
    // What is changed into another percentile begins as it is, or as the p95 where it is none.
    const isOne = percentOf(measure.metric) !== null;
    const beginning: Measure = isOne ? measure : { ...measure, metric: 'p95' };
    setPercent(text === OTHER ? String(percentOf(beginning.metric)) : null);
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
          value={percent !== null ? OTHER : printWidget(measure)}
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
          onChoose={(text) => setRule({ ...rule, environments: JSON.parse(text) as (string | null)[] })}
        />
      </div>
      {percent !== null && (
        <PercentileFields
          measure={measure}
          typed={percent}
          problem={percentProblem}
          onType={setPercent}
          onMeasure={setMeasure}
        />
      )}
      <TextField
        label="Only events that match"
        value={search}
        problem={searchProblem}
        placeholder="transaction:/api/documents"
        isMono
        help={rows === null ? 'The words of the search box.' : `${formatCount(rows)} events in this time.`}
        onChange={setSearch}
      />
      <p className={css.help}>{widgetHelp(measure)}</p>
    </div>
  );
}
