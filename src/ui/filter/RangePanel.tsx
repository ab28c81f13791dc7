import { ZoomOut } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { EpochMs, Milliseconds, Range } from '../../model/time.ts';
import { Button } from '../Button.tsx';
import { formatMinute, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import { lazyPart } from '../part/lazy-part.ts';
import css from './RangePanel.module.css';
import { TimeInput } from './TimeInput.tsx';
import type { TimeFault, TimeReading } from './TimeInput.tsx';
import { formatLength } from './range-words.ts';

// The calendar is heavy and seldom opened.
const CustomRange = lazyPart(async () => (await import('./CustomRange.tsx')).default);

/** The last so much before now, or a fixed interval. */
export type ShownRange = { readonly last: Milliseconds } | Range;

export interface RangePanelProps {
  readonly range: ShownRange;
  readonly presets: readonly Milliseconds[];
  readonly now: EpochMs;
  readonly zone: Zone;
  readonly onChange: (range: ShownRange) => void;
  readonly onZone: (zone: Zone) => void;
  /** Twice the time. */
  readonly onZoomOut: () => void;
  /** Reads a range as people write it. */
  readonly read: (text: string) => { readonly range: ShownRange } | { readonly fault: TimeFault };
  /** Keeps the calendar folded until it is asked for, where room is short. */
  readonly isFolded?: boolean;
}

/** Both ends to the minute, with the year and the zone. */
function toWords(range: ShownRange, zone: Zone): string {
  if ('last' in range) return `The last ${formatLength(range.last)}`;
  return `${formatMinute(range.start, zone)} – ${formatMinute(range.end, zone)}`;
}

/** Chooses the time to look at. */
export function RangePanel(props: RangePanelProps): ReactNode {
  const { range, presets, now, zone, onChange, onZone, onZoomOut, read, isFolded = false } = props;
  const [isCalendarOpen, setIsCalendarOpen] = useState(!isFolded);
  const last = 'last' in range ? range.last : null;
  const interval = 'last' in range ? { start: now - range.last, end: now } : range;
  const readInWords = (text: string): TimeReading<ShownRange> => {
    const reading = read(text);
    return 'fault' in reading ? reading : { value: reading.range, words: toWords(reading.range, zone) };
  };
  return (
    <>
      <TimeInput
        label="Type a range"
        placeholder="-2h, yesterday, 2026-11-01 14:00..15:00"
        isFirst={!isFolded}
        read={readInWords}
        onApply={onChange}
      />
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
        <Button
          look="ghost"
          size="small"
          icon={<ZoomOut size={14} strokeWidth={1.5} aria-hidden />}
          aria-keyshortcuts="-"
          title="Twice the time, key -"
          onClick={onZoomOut}
        >
          Zoom out
        </Button>
        <span className={css.clock}>Clock times in</span>
        <span className={css.toggle}>
          <button type="button" aria-pressed={zone === 'utc'} onClick={() => onZone('utc')}>
            UTC
          </button>
          <button
            type="button"
            aria-pressed={zone === 'local'}
            title={`The clock of this machine: ${zoneName(now, 'local')}`}
            onClick={() => onZone('local')}
          >
            Local
          </button>
        </span>
      </div>
    </>
  );
}
