import { useEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { RowList } from '../../trace/row-list.ts';
import type { Trace } from '../../model/trace.ts';
import { formatDuration } from '../../ui/format.ts';
import type { BarColour } from '../../view/trace-look.ts';
import css from './Minimap.module.css';
import { drawMinimap } from './draw-minimap.ts';
import { useInks } from '../../ui/theme/use-inks.ts';
import { between, isWhole, lengthOf, pan, toTime, toX } from './time-window.ts';
import type { TimeScale, TimeWindow } from './time-window.ts';

interface MinimapProps {
  readonly trace: Trace;
  readonly rows: RowList;
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly colour: BarColour;
  readonly width: number;
  readonly height: number;
  readonly onWindow: (window: TimeWindow | null) => void;
}

/** The whole scope in miniature. Dragging on it, or its two handles, choose the part that the bars show. */
export function Minimap(props: MinimapProps): ReactNode {
  const { trace, rows, bounds, window, colour, width, height, onWindow } = props;
  const inks = useInks();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null)
      drawMinimap(canvas.current, inks, { trace, rows, bounds, colour, width, height });
  }, [inks, trace, rows, bounds, colour, width, height]);

  const scale: TimeScale = { window: bounds, width };
  const [left, right] = [toX(scale, window.start), toX(scale, window.end)];
  const isAll = isWhole(window, bounds);

  const drag = (
    event: PointerEvent<HTMLElement>,
    moveTo: (time: number, from: number) => TimeWindow,
  ): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const { currentTarget, pointerId } = event;
    const edge = canvas.current?.getBoundingClientRect().left ?? 0;
    const from = toTime(scale, event.clientX - edge);
    let isMoved = false;
    currentTarget.setPointerCapture(pointerId);
    const move = (moved: globalThis.PointerEvent): void => {
      isMoved ||= Math.abs(moved.clientX - event.clientX) > 3;
      if (isMoved) onWindow(moveTo(toTime(scale, moved.clientX - edge), from));
    };
    const stop = (): void => {
      currentTarget.removeEventListener('pointermove', move);
      currentTarget.removeEventListener('pointerup', stop);
      currentTarget.removeEventListener('pointercancel', stop);
    };
    currentTarget.addEventListener('pointermove', move);
    currentTarget.addEventListener('pointerup', stop);
    currentTarget.addEventListener('pointercancel', stop);
  };
  const press = (event: KeyboardEvent, moveTo: (time: number) => TimeWindow, at: number): void => {
    const share = event.shiftKey ? 0.1 : 0.01;
    const by = event.key === 'ArrowLeft' ? -share : event.key === 'ArrowRight' ? share : 0;
    if (event.key === '0' || event.key === 'Escape') onWindow(null);
    else if (by !== 0) onWindow(moveTo(at + by * lengthOf(bounds)));
    else return;
    event.preventDefault();
  };
  const moveStart = (time: number): TimeWindow => between(Math.min(time, window.end), window.end, bounds);
  const moveEnd = (time: number): TimeWindow => between(window.start, Math.max(time, window.start), bounds);
  const handle = (name: 'start' | 'end', x: number, moveTo: (time: number) => TimeWindow): ReactNode => (
    <div
      className={css.handle}
      style={{ left: x }}
      role="slider"
      aria-label={name === 'start' ? 'Start of the part in view' : 'End of the part in view'}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthOf(bounds))}
      aria-valuenow={Math.round(window[name] - bounds.start)}
      aria-valuetext={formatDuration(window[name] - bounds.start)}
      tabIndex={0}
      onPointerDown={(event) => drag(event, moveTo)}
      onKeyDown={(event) => press(event, moveTo, window[name])}
    />
  );
  return (
    <div
      className={css.minimap}
      style={{ width, height }}
      onPointerDown={(event) => drag(event, (time, from) => between(from, time, bounds))}
      onDoubleClick={() => onWindow(null)}
    >
      <canvas ref={canvas} className={css.canvas} style={{ width, height }} aria-hidden />
      {!isAll && <div className={css.veil} style={{ left: 0, width: left }} />}
      {!isAll && <div className={css.veil} style={{ left: right, right: 0 }} />}
      <div
        className={css.frame}
        data-all={isAll || undefined}
        style={{ left, width: Math.max(2, right - left) }}
        onPointerDown={
          isAll ? undefined : (event) => drag(event, (time, from) => pan(window, bounds, time - from))
        }
      />
      {handle('start', left, moveStart)}
      {handle('end', right, moveEnd)}
    </div>
  );
}
