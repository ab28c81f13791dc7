import type { CSSProperties, ReactNode } from 'react';
import type { Row } from '../../trace/row-list.ts';
import { isFault, opAt } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { toOpCategory } from '../../ui/op.ts';
import type { CriticalPath } from '../../model/trace.ts';
import { criticalStretches, placeLabel, solidStretches, toBlocks, toBox, toPath } from './bars.ts';
import type { Block } from './bars.ts';
import css from './RowBar.module.css';
import { rowLabel } from './row-words.ts';
import { TRACK_ROOM } from './track.ts';
import { inkStyle } from './bar-ink.ts';
import type { BarColour } from '../../view/trace-look.ts';
import { toX } from './time-window.ts';
import type { TimeScale } from './time-window.ts';

interface RowBarProps {
  readonly trace: Trace;
  readonly row: Row;
  readonly scale: TimeScale;
  readonly isNarrow: boolean;
  readonly colour: BarColour;
  /** The critical path, where it is marked. */
  readonly path: CriticalPath | null;
}

/** Pixels of the line under what is on the critical path. */
const UNDERLINE = 2;

/** One block as a background of the bar: most rows have no other, and an element for it would be half of what they cost. */
function blockStyle({ left, width }: Block): CSSProperties {
  return { backgroundPositionX: left, backgroundSize: `${width.toFixed(1)}px 100%` };
}

/** A row's bar on the timeline: tinted from start to end, solid where the span itself ran, with its length beside. */
export function RowBar({ trace, row, scale, isNarrow, colour, path: critical }: RowBarProps): ReactNode {
  const box = toBox(scale, row.start, row.duration);
  if (box === null || scale.width <= 0) {
    const isBefore = row.start + row.duration < scale.window.start;
    return <span className={css.outside} data-side={isBefore ? 'left' : 'right'} />;
  }
  const height = isNarrow ? 10 : 14;
  const solid = toBlocks(scale, solidStretches(trace, row), box);
  const [first] = solid;
  const isOne = solid.length === 1 && first !== undefined;
  const waited = critical === null ? [] : toBlocks(scale, criticalStretches(trace, row, critical), box);
  const label = rowLabel(trace, row);
  const place = placeLabel(box, label.length, scale.width, TRACK_ROOM);
  const isFailed = row.kind === 'span' && isFault(trace, row.node);
  const errors = row.kind === 'span' ? trace.errors.get(row.node) : undefined;
  return (
    <>
      <span
        className={css.bar}
        style={{
          left: box.left,
          width: box.width,
          height,
          ...(isOne && blockStyle(first)),
          ...inkStyle(trace, row, colour),
        }}
        data-solid={isOne ? 'one' : solid.length > 1 ? 'many' : undefined}
        data-kind={row.kind}
        data-category={toOpCategory(opAt(trace, row.node))}
        data-failed={isFailed || undefined}
      >
        {solid.length > 1 && (
          <svg className={css.solid} width={box.width} height={height}>
            <path d={toPath(solid, height)} />
          </svg>
        )}
      </span>
      {errors?.map(({ timestamp }, at) => {
        const x = toX(scale, timestamp - trace.startTime);
        return x < 0 || x > scale.width ? null : <span key={at} className={css.error} style={{ left: x }} />;
      })}
      {waited.length > 0 && (
        <svg className={css.critical} style={{ left: box.left }} width={box.width} height={UNDERLINE}>
          <path d={toPath(waited, UNDERLINE)} />
        </svg>
      )}
      {!isNarrow && (
        <span
          className={css.label}
          data-side={place.side}
          data-kind={row.kind}
          style={place.side === 'right' ? { left: place.x } : { right: scale.width - place.x }}
        >
          {label}
        </span>
      )}
    </>
  );
}
