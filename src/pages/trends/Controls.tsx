import type { ReactNode } from 'react';
import { Toggle } from '../../ui/Toggle.tsx';
import { columnWords } from '../../view/metric-words.ts';
import { TREND_COLUMNS, TREND_STATISTICS } from '../../view/trend-look.ts';
import type { TrendLook } from '../../view/trend-look.ts';
import css from './trends.module.css';

const RULES = [
  {
    value: 'classic',
    label: 'Classic',
    help: 'The second half of the time against the first, as Sentry’s trends have it.',
  },
  {
    value: 'tested',
    label: 'Tested',
    help: 'A test for a change at any time, with its p-value, kept to few false alarms.',
  },
] as const;

/** What is followed, and by which rules. */
export function Controls(props: {
  readonly look: TrendLook;
  readonly onChange: (look: Partial<TrendLook>) => void;
  readonly isTuning: boolean;
  readonly onTune: () => void;
}): ReactNode {
  const { look, onChange, isTuning, onTune } = props;
  return (
    <div className={css.controls}>
      <Toggle label="Rules" choices={RULES} chosen={look.rules} onChoose={(rules) => onChange({ rules })} />
      <Toggle
        label="Statistic"
        choices={TREND_STATISTICS.map((value) => ({ value, label: value }))}
        chosen={look.by}
        onChoose={(by) => onChange({ by, explained: null })}
      />
      <select
        aria-label="Of what"
        value={look.of}
        onChange={({ target }) => {
          const of = TREND_COLUMNS.find((column) => column === target.value);
          if (of !== undefined) onChange({ of });
        }}
      >
        {TREND_COLUMNS.map((column) => (
          <option key={column} value={column}>
            {columnWords(column)}
          </option>
        ))}
      </select>
      <button type="button" className={css.tune} aria-expanded={isTuning} onClick={onTune}>
        Tune
      </button>
    </div>
  );
}
