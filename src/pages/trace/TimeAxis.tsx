import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react';
import css from './TimeAxis.module.css';
import { clampNames, NAMES_LEAST, NAMES_MOST } from './track.ts';
import type { Track } from './track.ts';

interface TimeAxisProps {
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly track: Track;
  readonly names: number;
  readonly isNarrow: boolean;
  readonly onNames: (width: number) => void;
  /** Where the time under the pointer is written. */
  readonly moment: RefObject<HTMLSpanElement | null>;
  /** What else is named on the time axis. */
  readonly children: ReactNode;
}

/** The head of the waterfall: the names of its columns, their divider, and the times. */
export function TimeAxis(props: TimeAxisProps): ReactNode {
  const { ticks, track, names, isNarrow, onNames, moment, children } = props;
  return (
    <div className={css.axis} role="row" aria-rowindex={1} data-narrow={isNarrow || undefined}>
      <div className={css.names} role="columnheader" style={isNarrow ? undefined : { width: names }}>
        <span>Span</span>
        <span>self</span>
        {!isNarrow && <Divider names={names} onNames={onNames} />}
      </div>
      <div
        className={css.ticks}
        role="columnheader"
        aria-label="Time"
        style={{ left: track.left, width: track.width }}
      >
        {ticks.map(({ x, label }) => (
          <span key={label} className={css.tick} data-first={x < 16 || undefined} style={{ left: x }}>
            {label}
          </span>
        ))}
        {children}
        <span ref={moment} className={css.moment} hidden />
      </div>
    </div>
  );
}

/** Pixels that one press of an arrow key moves the divider. */
const STEP = 16;

/** The line between names and bars: dragged, or moved with the arrow keys. */
function Divider({
  names,
  onNames,
}: {
  readonly names: number;
  readonly onNames: (width: number) => void;
}): ReactNode {
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const { currentTarget, clientX, pointerId } = event;
    event.preventDefault();
    currentTarget.setPointerCapture(pointerId);
    const move = (moved: globalThis.PointerEvent): void =>
      onNames(clampNames(names + moved.clientX - clientX));
    const stop = (): void => {
      currentTarget.removeEventListener('pointermove', move);
      currentTarget.removeEventListener('pointerup', stop);
      currentTarget.removeEventListener('pointercancel', stop);
    };
    currentTarget.addEventListener('pointermove', move);
    currentTarget.addEventListener('pointerup', stop);
    currentTarget.addEventListener('pointercancel', stop);
  };
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onNames(clampNames(names + by));
  };
  return (
    <div
      className={css.divider}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the names"
      aria-valuemin={NAMES_LEAST}
      aria-valuemax={NAMES_MOST}
      aria-valuenow={names}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
