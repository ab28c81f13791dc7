import type { ReactNode } from 'react';
import { NO_DATA } from '../../model/alert-rule.ts';
import type { AlertRule, AlertThresholds, NoData } from '../../model/alert-rule.ts';
import type { Suggestion } from '../../model/alerts.ts';
import { DAY, HOUR, MINUTE } from '../../model/time.ts';
import type { Milliseconds } from '../../model/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { NumberField, SelectField } from './Field.tsx';
import { LEVEL_WORDS, timeWords, times, typedIn, valueWords } from './rule-words.ts';
import css from './form.module.css';

const WINDOWS = [1, 5, 10, 15, 30, 60, 120, 240, 1_440].map((minutes) => minutes * MINUTE);
const EARLIER = [5 * MINUTE, 15 * MINUTE, HOUR, DAY, 7 * DAY, 30 * DAY];
const NO_DATA_WORDS: Readonly<Record<NoData, string>> = {
  keep: 'Keep the state',
  ok: 'Nothing is wrong',
  alert: 'Something is wrong',
};

function timeChoices(
  usual: readonly Milliseconds[],
  own: Milliseconds,
): { readonly value: string; readonly label: string }[] {
  const all = usual.includes(own) ? usual : [...usual, own].toSorted((a, b) => a - b);
  return all.map((time) => ({ value: String(time), label: timeWords(time) }));
}

/** When a rule fires: thresholds, what they are compared with, and how often in a row. */
export function ConditionFields(props: {
  readonly rule: AlertRule;
  readonly onRule: (rule: AlertRule) => void;
  /** What each threshold alone would have done, in words; null while that is not known. */
  readonly notes: Readonly<Record<'critical' | 'warning', string>> | null;
  readonly suggestion: Suggestion | null;
  /** What is wrong with the thresholds. */
  readonly problem: string | null;
}): ReactNode {
  const { rule, onRule, notes, suggestion, problem } = props;
  const { thresholds, side, earlier } = rule;
  const { sign, per } = typedIn(rule);
  const set = (level: keyof AlertThresholds, typed: number | null): void =>
    onRule({
      ...rule,
      thresholds: {
        ...thresholds,
        // By text, so that 5 % is 0.05 and not 0.05000000000000001.
        [level]: typed === null ? null : Number((typed * per).toPrecision(12)),
      },
    });
  const typed = (value: number | null): number | null =>
    value === null ? null : Number((value / per).toPrecision(12));
  const words = rule.periods === 1 ? '' : `, ${rule.periods} minutes in a row`;
  return (
    <div className={css.fields}>
      <div className={css.line}>
        <Toggle
          label="Compared with"
          choices={[
            { value: 'fixed', label: 'Fixed threshold' },
            { value: 'change', label: 'Change against earlier' },
          ]}
          chosen={earlier === null ? 'fixed' : 'change'}
          onChoose={(kind) =>
            onRule({
              ...rule,
              earlier: kind === 'fixed' ? null : 7 * DAY,
              // In another unit these thresholds would mean nothing.
              thresholds:
                (kind === 'fixed') === (earlier === null)
                  ? thresholds
                  : { critical: null, warning: null, resolve: null },
            })
          }
        />
        <Toggle
          label="Bad is"
          choices={[
            { value: 'above', label: 'Above' },
            { value: 'below', label: 'Below' },
          ]}
          chosen={side}
          onChoose={(next) => onRule({ ...rule, side: next })}
        />
        {earlier !== null && (
          <SelectField
            label="Percent of the value before"
            value={String(earlier)}
            choices={timeChoices(EARLIER, earlier)}
            onChoose={(time) => onRule({ ...rule, earlier: Number(time) })}
          />
        )}
      </div>
      {(['critical', 'warning'] as const).map((level) => (
        <div key={level} className={css.threshold}>
          <span className={css.level} data-level={level}>
            {LEVEL_WORDS[level]}
          </span>
          <NumberField
            name={`${LEVEL_WORDS[level]} threshold`}
            value={typed(thresholds[level])}
            unit={sign}
            isOptional
            onChange={(value) => set(level, value)}
          />
          <small>
            {thresholds[level] === null
              ? 'not used'
              : `${side}${words}${notes === null ? '' : ` · ${notes[level]}`}`}
          </small>
        </div>
      ))}
      <div className={css.threshold}>
        <span className={css.level} data-level="resolve">
          Resolved
        </span>
        <NumberField
          name="Resolve threshold"
          value={typed(thresholds.resolve)}
          unit={sign}
          isOptional
          onChange={(value) => set('resolve', value)}
        />
        <small>
          {thresholds.resolve === null
            ? 'as soon as no threshold is passed any more'
            : `${side === 'above' ? 'below' : 'above'}${words}, so that it does not flap`}
        </small>
      </div>
      {problem !== null && (
        <p className={css.wrong} role="alert">
          {problem}
        </p>
      )}
      {suggestion !== null && (
        <p className={css.suggestion}>
          Suggested of this time: warning {valueWords(rule, suggestion.warning.threshold)} (would have fired{' '}
          {times(suggestion.warning.fires)}), critical {valueWords(rule, suggestion.critical.threshold)} (
          {times(suggestion.critical.fires)}).{' '}
          <Button
            size="small"
            onClick={() =>
              onRule({
                ...rule,
                thresholds: {
                  critical: suggestion.critical.threshold,
                  warning: suggestion.warning.threshold,
                  resolve: null,
                },
              })
            }
          >
            Use these
          </Button>
        </p>
      )}
      <div className={css.four}>
        <SelectField
          label="Window"
          value={String(rule.window)}
          choices={timeChoices(WINDOWS, rule.window)}
          onChoose={(time) => onRule({ ...rule, window: Number(time) })}
        />
        <SelectField
          label="Minutes in a row"
          value={String(rule.periods)}
          choices={Array.from({ length: 20 }, (_, index) => ({
            value: String(index + 1),
            label: String(index + 1),
          }))}
          onChoose={(periods) => onRule({ ...rule, periods: Number(periods) })}
        />
        <div className={css.field}>
          <span>At least</span>
          <NumberField
            name="Events that a value must be of"
            value={rule.least}
            unit="events"
            onChange={(least) => onRule({ ...rule, least: Math.max(0, Math.round(least ?? 0)) })}
          />
        </div>
        <SelectField
          label="No data means"
          value={rule.noData}
          choices={NO_DATA.map((value) => ({ value, label: NO_DATA_WORDS[value] }))}
          onChoose={(noData) => onRule({ ...rule, noData })}
        />
      </div>
      <label className={css.check}>
        <input
          type="checkbox"
          checked={rule.classic}
          onChange={({ target }) => onRule({ ...rule, classic: target.checked })}
        />
        <span>
          As Sentry did in 2022
          <small>
            No data counts as 0, whatever is chosen above, so that a rule for “below” fires when nothing
            comes.
          </small>
        </span>
      </label>
    </div>
  );
}
