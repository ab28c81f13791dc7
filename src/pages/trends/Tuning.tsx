import type { ReactNode } from 'react';
import { DEFAULT_TREND_SETTINGS } from '../../model/trend-settings.ts';
import type { ClassicRules, TrendRules, TrendSettings } from '../../model/trend-settings.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { TrendRuleSet } from '../../view/trend-look.ts';
import { isSameName } from '../../trends/ignored.ts';
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

/** One bound: what it is called, where it may lie, and the rules with another one. */
interface Bound<Rules> {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly value: number | null;
  readonly between: readonly [number, number];
  readonly isOptional?: boolean;
  readonly set: (value: number | null) => Rules;
}

function classicBounds(rules: ClassicRules, unit: string): Bound<ClassicRules>[] {
  const { change, difference, confidence, throughput, countRatio } = rules;
  const traffic = 'How much more or less traffic the second half may have.';
  return [
    {
      label: 'Changed by more than',
      unit: '%',
      help: 'Of the value in the first half of the time.',
      value: percentOf(change),
      between: [0, 10_000],
      set: (value) => ({ ...rules, change: (value ?? 0) / 100 }),
    },
    {
      label: 'and more than',
      unit,
      help: 'Empty: whatever it is.',
      value: difference,
      between: [0, 1e6],
      isOptional: true,
      set: (value) => ({ ...rules, difference: value }),
    },
    {
      label: 'Confidence |t| above',
      unit: '',
      help: 'Welch’s t of the two averages; Sentry’s classic screens want 6. Empty: whatever it is.',
      value: confidence,
      between: [0, 1e6],
      isOptional: true,
      set: (value) => ({ ...rules, confidence: value }),
    },
    {
      label: 'Throughput above',
      unit: '/min',
      help: 'Transactions per minute over the whole time.',
      value: throughput,
      between: [0, 1e6],
      set: (value) => ({ ...rules, throughput: value ?? 0 }),
    },
    {
      label: 'Count, second half ÷ first, above',
      unit: '×',
      help: traffic,
      value: countRatio.above,
      between: [0, 1],
      set: (above) => ({ ...rules, countRatio: { ...countRatio, above: above ?? 0 } }),
    },
    {
      label: 'and below',
      unit: '×',
      help: traffic,
      value: countRatio.below,
      between: [1, 1000],
      set: (below) => ({ ...rules, countRatio: { ...countRatio, below: below ?? 1 } }),
    },
  ];
}

function testedBounds(rules: TrendRules, unit: string): Bound<TrendRules>[] {
  const { change, difference, least, falseDiscoveryRate } = rules;
  return [
    {
      label: 'Changed by at least',
      unit: '%',
      help: 'Of the value before. At 20 % half of what became 20 % slower would not show.',
      value: percentOf(change),
      between: [0, 10_000],
      set: (value) => ({ ...rules, change: (value ?? 0) / 100 }),
    },
    {
      label: 'and at least',
      unit,
      help: 'In the unit of what is followed.',
      value: difference,
      between: [0, 1e6],
      set: (value) => ({ ...rules, difference: value ?? 0 }),
    },
    {
      label: 'Events on each side',
      unit: '',
      help: 'Fewer say too little.',
      value: least,
      between: [2, 1_000_000],
      set: (value) => ({ ...rules, least: Math.round(value ?? 2) }),
    },
    {
      label: 'False alarms',
      unit: '%',
      help: 'How many of the trends shown may be none (false-discovery rate of Benjamini and Hochberg).',
      value: percentOf(falseDiscoveryRate),
      between: [0.1, 50],
      set: (value) => ({ ...rules, falseDiscoveryRate: (value ?? 5) / 100 }),
    },
  ];
}

function Bounds<Rules>(props: {
  readonly bounds: readonly Bound<Rules>[];
  readonly isOn: boolean;
  readonly onChange: (rules: Rules) => void;
}): ReactNode {
  const { bounds, isOn, onChange } = props;
  return bounds.map(({ between: [least, most], set, ...bound }) => (
    <NumberField
      key={bound.label}
      {...bound}
      least={least}
      most={most}
      isOn={isOn}
      onChange={(value) => onChange(set(value))}
    />
  ));
}

/** The bounds of what counts as a trend, and what is left out: kept by the source, for everybody. */
export function Tuning({ rules, settings, unit, isOn, onChange }: TuningProps): ReactNode {
  const isUsual = JSON.stringify(settings[rules]) === JSON.stringify(DEFAULT_TREND_SETTINGS[rules]);
  return (
    <div className={css.tuning} role="group" aria-label="What counts as a trend">
      {rules === 'classic' ? (
        <Bounds
          bounds={classicBounds(settings.classic, unit)}
          isOn={isOn}
          onChange={(classic) => onChange({ ...settings, classic })}
        />
      ) : (
        <Bounds
          bounds={testedBounds(settings.tested, unit)}
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
                onChange({ ...settings, ignored: ignored.filter((other) => !isSameName(other, one)) })
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
