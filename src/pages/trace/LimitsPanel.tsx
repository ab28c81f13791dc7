import { useState } from 'react';
import type { ReactNode } from 'react';
import { readWritten, withMark } from '../../model/number-style.ts';
import { CLASSIC_LIMITS, CURRENT_LIMITS } from '../../trace/findings/finding.ts';
import { changedLimits, limitsWith, namedLimits } from '../../trace/findings/limits-by-name.ts';
import { Button } from '../../ui/Button.tsx';
import css from './LimitsPanel.module.css';

interface LimitsPanelProps {
  /** The limits that are not the classic ones, by name. */
  readonly changed: Readonly<Record<string, number>>;
  readonly onChange: (changed: Readonly<Record<string, number>>) => void;
}

/** What each limit is about, and the unit of its number. */
const GROUPS: Readonly<Record<string, string>> = {
  nPlusOneDb: 'N+1 query',
  mnPlusOneDb: 'M·N+1 query',
  consecutiveDb: 'Consecutive queries',
  slowDb: 'Slow query',
  nPlusOneApi: 'N+1 API call',
  consecutiveHttp: 'Consecutive requests',
  largePayload: 'Large payload',
  uncompressedAsset: 'Uncompressed asset',
  renderBlockingAsset: 'Render-blocking asset',
  httpOverhead: 'HTTP/1.1 overhead',
  mainThread: 'Main thread',
};

const KEYS: Readonly<Record<string, string>> = {
  count: 'from so many on',
  time: 'together, ms',
  repetitions: 'repetitions',
  longestSequence: 'longest sequence',
  deepest: 'levels below their parent',
  dbShare: 'share of queries, 0 to 1',
  each: 'each, ms',
  saved: 'saved, ms',
  savedShare: 'saved, share 0 to 1',
  startsWithin: 'started within, ms',
  gap: 'apart at most, ms',
  bytes: 'from, bytes',
  mostBytes: 'to, bytes',
  earliestPaint: 'first paint from, ms',
  latestPaint: 'first paint before, ms',
  shareOfPaint: 'share of the first paint, 0 to 1',
  queued: 'queued, ms',
};

/** From where on something is a finding: what is changed here takes effect at once, and stands in the address. */
export function LimitsPanel({ changed, onChange }: LimitsPanelProps): ReactNode {
  const classic = new Map(namedLimits(CLASSIC_LIMITS));
  const limits = namedLimits(limitsWith(changed));
  const groups = [...new Set(limits.map(([name]) => name.split('.', 1)[0] ?? ''))];
  const put = (name: string, value: number): void => {
    const { [name]: _, ...others } = changed;
    onChange(classic.get(name) === value ? others : { ...others, [name]: value });
  };
  return (
    <section className={css.panel} aria-label="Limits of findings">
      <div className={css.head}>
        <p>From where on something is a finding. What is changed takes effect at once.</p>
        <Button size="small" onClick={() => onChange({})} aria-pressed={Object.keys(changed).length === 0}>
          Classic limits
        </Button>
        <Button size="small" onClick={() => onChange(changedLimits(CURRENT_LIMITS))}>
          Sentry’s limits of today
        </Button>
      </div>
      <div className={css.groups}>
        {groups.map((group) => (
          <fieldset key={group}>
            <legend>{GROUPS[group] ?? group}</legend>
            {limits
              .filter(([name]) => name.startsWith(`${group}.`))
              .map(([name, value]) => (
                <LimitInput
                  key={`${name} ${value}`}
                  label={KEYS[name.slice(group.length + 1)] ?? name}
                  value={value}
                  isChanged={changed[name] !== undefined}
                  onPut={(next) => put(name, next)}
                />
              ))}
          </fieldset>
        ))}
      </div>
    </section>
  );
}

function LimitInput(props: {
  readonly label: string;
  readonly value: number;
  readonly isChanged: boolean;
  readonly onPut: (value: number) => void;
}): ReactNode {
  const { label, value, isChanged, onPut } = props;
  const [text, setText] = useState(withMark(String(value)));
  const number = readWritten(text);
  const isRight = number !== null && number >= 0;
  const put = (): void => {
    if (isRight && number !== value) onPut(number);
  };
  return (
    <label data-changed={isChanged || undefined}>
      {label}
      <input
        inputMode="decimal"
        value={text}
        aria-invalid={!isRight}
        onChange={({ target }) => setText(target.value)}
        onBlur={put}
        onKeyDown={(event) => {
          if (event.key === 'Enter') put();
        }}
      />
    </label>
  );
}
