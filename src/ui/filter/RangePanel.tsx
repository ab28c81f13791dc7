import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { EpochMs, Milliseconds, Range } from '../../model/time.ts';
import { Button } from '../Button.tsx';
import type { Zone } from '../format.ts';
import css from './RangePanel.module.css';
import { formatLength } from './range-words.ts';

// The calendar is heavy and seldom opened.
const CustomRange = lazy(() => import('./CustomRange.tsx'));

export interface RangePanelProps {
  /** The last so much before now, or a fixed interval. */
  readonly range: { readonly last: Milliseconds } | Range;
  readonly presets: readonly Milliseconds[];
  readonly now: EpochMs;
  readonly zone: Zone;
  readonly onChange: (range: { readonly last: Milliseconds } | Range) => void;
  readonly onZone: (zone: Zone) => void;
  /** Keeps the calendar folded until it is asked for, where room is short. */
  readonly isFolded?: boolean;
}

/** Chooses the time to look at. */
export function RangePanel(props: RangePanelProps): ReactNode {
  const { range, presets, now, zone, onChange, onZone, isFolded = false } = props;
  const [isCalendarOpen, setIsCalendarOpen] = useState(!isFolded);
  const last = 'last' in range ? range.last : null;
  const interval = 'last' in range ? { start: now - range.last, end: now } : range;
  return (
    <>
      <div className={css.presets} role="group" aria-label="The last">
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={preset === last}
            onClick={() => onChange({ last: preset })}
          >
            {formatLength(preset)}
          </button>
        ))}
      </div>
      {isCalendarOpen ? (
        <Suspense fallback={<div className={css.custom} style={{ height: 360 }} />}>
          <CustomRange key={zone} range={interval} now={now} zone={zone} onApply={onChange} />
        </Suspense>
      ) : (
        <div className={css.custom}>
          <Button onClick={() => setIsCalendarOpen(true)}>Choose days and times</Button>
        </div>
      )}
      <div className={css.zones} role="group" aria-label="Clock times in">
        Clock times in
        <span className={css.toggle}>
          <button type="button" aria-pressed={zone === 'utc'} onClick={() => onZone('utc')}>
            UTC
          </button>
          <button type="button" aria-pressed={zone === 'local'} onClick={() => onZone('local')}>
            Local
          </button>
        </span>
      </div>
    </>
  );
}
