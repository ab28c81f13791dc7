import type { ReactNode, RefObject } from 'react';
import { formatDuration } from '../../ui/format.ts';
import type { Measured } from './measure.ts';
import css from './TimeMarks.module.css';
import { toX } from './time-window.ts';
import type { TimeScale } from './time-window.ts';
import { gatherMarks } from './vital-marks.ts';
import type { VitalMark } from './vital-marks.ts';
import type { Track } from './track.ts';

/** Pixels that the name of a vital takes. */
const NAME_ROOM = 34;

const RATED = { good: 'good', meh: 'needs work', poor: 'poor' } as const;

function wordsOf({ vital, value, rating }: VitalMark): string {
  return `${vital.toUpperCase()} ${formatDuration(value)}${rating === null ? '' : `, ${RATED[rating]}`}`;
}

function inSight<Mark extends { readonly at: number }>(
  marks: readonly Mark[],
  scale: TimeScale,
): (Mark & { readonly x: number })[] {
  return marks
    .map((mark) => ({ ...mark, x: toX(scale, mark.at) }))
    .filter(({ x }) => x >= 0 && x <= scale.width);
}

/** What stands behind the rows: the lines of the time axis, of what was painted when, and of what is measured. */
export function TimeLines(props: {
  readonly track: Track;
  readonly scale: TimeScale;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly marks: readonly VitalMark[];
  readonly measured: Measured | null;
  /** The line under the pointer. */
  readonly guide: RefObject<HTMLElement | null>;
}): ReactNode {
  const { track, scale, ticks, marks, measured, guide } = props;
  const from = measured === null ? 0 : Math.max(0, toX(scale, measured.start));
  const to = measured === null ? 0 : Math.min(scale.width, toX(scale, measured.end));
  return (
    <div className={css.grid} style={{ left: track.left, width: track.width }} aria-hidden>
      {ticks.map(({ x, label }) => (
        <i key={label} className={css.tick} style={{ left: x }} />
      ))}
      {measured !== null && to >= from && (
        <span className={css.measured} style={{ left: from, width: Math.max(1, to - from) }} />
      )}
      {inSight(marks, scale).map((mark) => (
        <i
          key={`${mark.vital} ${mark.at}`}
          className={css.vital}
          data-rating={mark.rating ?? undefined}
          style={{ left: mark.x }}
        />
      ))}
      <b ref={guide} className={css.guide} hidden />
    </div>
  );
}

/** The names of what was painted when, on the time axis. */
export function VitalNames(props: {
  readonly scale: TimeScale;
  readonly marks: readonly VitalMark[];
}): ReactNode {
  const { scale, marks } = props;
  return gatherMarks(inSight(marks, scale), NAME_ROOM).map((group) => {
    const [first] = group;
    if (first === undefined) return null;
    return (
      <span
        key={`${first.vital} ${first.at}`}
        className={css.names}
        style={{ left: Math.min(first.x, scale.width - NAME_ROOM * group.length) }}
        title={group.map(wordsOf).join(' · ')}
      >
        {group.map((mark) => (
          <span key={mark.vital} className={css.name} data-rating={mark.rating ?? undefined}>
            {mark.vital.toUpperCase()}
          </span>
        ))}
      </span>
    );
  });
}

/** The same in words, one for each: how long after the page view began, and whether that is good. */
export function VitalFacts({ marks }: { readonly marks: readonly VitalMark[] }): ReactNode {
  return marks.map((mark) => (
    <span key={`${mark.vital} ${mark.at}`} title={wordsOf(mark)}>
      {mark.vital.toUpperCase()} <b>{formatDuration(mark.value)}</b>
      <span className="hidden">{mark.rating === null ? '' : `, ${RATED[mark.rating]}`}</span>
    </span>
  ));
}
