import type { ReactNode } from 'react';
import { columnOf } from '../../metrics/derive.ts';
import type { Measure } from '../../model/alert-rule.ts';
import { isNumberColumn } from '../../model/column.ts';
import { percentileName } from '../../model/percentile.ts';
import { VITALS } from '../../model/transaction.ts';
import { columnWords } from '../../view/metric-words.ts';
import { toMeasure } from './draft.ts';
import { SelectField, TextField } from './Field.tsx';
import css from './form.module.css';

const COLUMNS = ['duration', ...VITALS] as const;

/** Any percentile, typed, and what it is of. What cannot be read leaves the rule as it is, and is said beside the field. */
export function PercentileFields(props: {
  /** A percentile. */
  readonly measure: Measure;
  readonly typed: string;
  /** Why what is typed is none. */
  readonly problem: string | null;
  readonly onType: (typed: string) => void;
  readonly onMeasure: (measure: Measure) => void;
}): ReactNode {
  const { measure, typed, problem, onType, onMeasure } = props;
  const of = columnOf(measure);
  const columns = [...new Set([...COLUMNS, of])];
  const choose = (text: string, column: string): void => {
    const metric = percentileName(Number(text));
    if (metric === null || !isNumberColumn(column)) return;
    const next = toMeasure({ metric, of: column });
    if (next !== null) onMeasure(next);
  };
  return (
    <div className={css.pair}>
      <TextField
        label="Percentile"
        value={typed}
        inputMode="decimal"
        placeholder="99.9"
        problem={problem === null ? null : `${problem} The rule stays at ${measure.metric}.`}
        onChange={(text) => {
          onType(text);
          choose(text, of);
        }}
      />
      <SelectField
        label="Of"
        value={of}
        choices={columns.map((column) => ({ value: column, label: columnWords(column) }))}
        onChoose={(column) => choose(measure.metric.slice(1), column)}
      />
    </div>
  );
}
