import type { ReactNode } from 'react';
import { DEFAULT_TREND_SETTINGS } from '../../model/trend-settings.ts';
import type { ClassicRules, TrendRules, TrendSettings } from '../../model/trend-settings.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { TrendRuleSet } from '../../view/trend-look.ts';
import { isSameId } from './found.ts';
import { NumberField } from './NumberField.tsx';
import css from './trends.module.css';

/** Percent with at most one digit: 0.1 has no exact double. */
function percentOf(share: number): number {
  return Math.round(share * 1000) / 10;
}

interface TuningProps {
  readonly rules: TrendRuleSet;
  readonly settings: TrendSettings;
  /** The unit of what is followed. */
  readonly unit: string;
  readonly isOn: boolean;
  readonly onChange: (settings: TrendSettings) => void;
}

function Classic({
  rules,
  unit,
  isOn,
  onChange,
}: {
  readonly rules: ClassicRules;
  readonly unit: string;
  readonly isOn: boolean;
  readonly onChange: (rules: ClassicRules) => void;
}): ReactNode {
  const change = (part: Partial<ClassicRules>): void => onChange({ ...rules, ...part });
  return (
    <>
      <NumberField
        label="Changed by more than"
        unit="%"
        help="Of the value in the first half of the time."
        value={percentOf(rules.change)}
        least={0}
        most={10_000}
        isOn={isOn}
        onChange={(value) => change({ change: (value ?? 0) / 100 })}
      />
      <NumberField
        label="and more than"
        unit={unit}
        help="Empty: whatever it is."
        value={rules.difference}
        least={0}
        most={1e6}
        isOptional
        isOn={isOn}
        onChange={(difference) => change({ difference })}
      />
      <NumberField
        label="Confidence |t| above"
        unit=""
        help="Welch’s t of the two averages; Sentry’s classic screens want 6. Empty: whatever it is."
        value={rules.confidence}
        least={0}
        most={1e6}
        isOptional
        isOn={isOn}
        onChange={(confidence) => change({ confidence })}
      />
      <NumberField
        label="Throughput above"
        unit="/min"
        help="Transactions per minute over the whole time."
        value={rules.throughput}
        least={0}
        most={1e6}
        isOn={isOn}
        onChange={(value) => change({ throughput: value ?? 0 })}
      />
      <NumberField
        label="Count, second half ÷ first, above"
        unit="×"
        help="How much more or less traffic the second half may have."
        value={rules.countRatio.above}
        least={0}
        most={1}
        isOn={isOn}
        onChange={(above) => change({ countRatio: { ...rules.countRatio, above: above ?? 0 } })}
      />
      <NumberField
        label="and below"
        unit="×"
        help="How much more or less traffic the second half may have."
        value={rules.countRatio.below}
        least={1}
        most={1000}
        isOn={isOn}
        onChange={(below) => change({ countRatio: { ...rules.countRatio, below: below ?? 1 } })}
      />
    </>
  );
}

function Tested({
  rules,
  unit,
  isOn,
  onChange,
}: {
  readonly rules: TrendRules;
  readonly unit: string;
  readonly isOn: boolean;
  readonly onChange: (rules: TrendRules) => void;
}): ReactNode {
  const change = (part: Partial<TrendRules>): void => onChange({ ...rules, ...part });
  return (
    <>
      <NumberField
        label="Changed by at least"
        unit="%"
        help="Of the value before. At 20 % half of what became 20 % slower would not show."
        value={percentOf(rules.change)}
        least={0}
        most={10_000}
        isOn={isOn}
        onChange={(value) => change({ change: (value ?? 0) / 100 })}
      />
      <NumberField
        label="and at least"
        unit={unit}
        help="In the unit of what is followed."
        value={rules.difference}
        least={0}
        most={1e6}
        isOn={isOn}
        onChange={(value) => change({ difference: value ?? 0 })}
      />
      <NumberField
        label="Events on each side"
        unit=""
        help="Fewer say too little."
        value={rules.least}
        least={2}
        most={1_000_000}
        isOn={isOn}
        onChange={(value) => change({ least: Math.round(value ?? 2) })}
      />
      <NumberField
        label="False alarms"
        unit="%"
        help="How many of the trends shown may be none (false-discovery rate of Benjamini and Hochberg)."
        value={percentOf(rules.falseDiscoveryRate)}
        least={0.1}
        most={50}
        isOn={isOn}
        onChange={(value) => change({ falseDiscoveryRate: (value ?? 5) / 100 })}
      />
    </>
  );
}

/** The bounds of what counts as a trend, and what is left out: kept by the source, for everybody. */
export function Tuning({ rules, settings, unit, isOn, onChange }: TuningProps): ReactNode {
  const isUsual = JSON.stringify(settings[rules]) === JSON.stringify(DEFAULT_TREND_SETTINGS[rules]);
  return (
    <div className={css.tuning} role="group" aria-label="What counts as a trend">
      {rules === 'classic' ? (
        <Classic
          rules={settings.classic}
          unit={unit}
          isOn={isOn}
          onChange={(classic) => onChange({ ...settings, classic })}
        />
      ) : (
        <Tested
          rules={settings.tested}
          unit={unit}
          isOn={isOn}
          onChange={(tested) => onChange({ ...settings, tested })}
        />
      )}
      {!isUsual && isOn && (
        <Button onClick={() => onChange({ ...settings, [rules]: DEFAULT_TREND_SETTINGS[rules] })}>
          Back to the usual
        </Button>
      )}
      {!isOn && <span className={css.quiet}>This source keeps no settings.</span>}
    </div>
  );
}

/** What is left out, each with a way back. */
export function Ignored({ settings, isOn, onChange }: Omit<TuningProps, 'rules' | 'unit'>): ReactNode {
  const { ignored } = settings;
  if (ignored.length === 0) return null;
  return (
    <details className={css.ignored}>
      <summary>{formatCount(ignored.length)} ignored</summary>
      <ul>
        {ignored.map((one) => (
          <li key={JSON.stringify(one)}>
            {toVisibleLine(one.transaction)}
            <button
              type="button"
              disabled={!isOn}
              onClick={() =>
                onChange({ ...settings, ignored: ignored.filter((other) => !isSameId(other, one)) })
              }
            >
              Show again
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
