import { useEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { Row } from '../../trace/rows.ts';
import { endOf } from '../../trace/trace.ts';
import type { Trace } from '../../trace/trace.ts';
import { formatDuration } from '../../ui/format.ts';
import { toOpCategory } from '../../ui/op.ts';
import css from './Minimap.module.css';
import { useInks } from './use-inks.ts';
import type { Inks } from './use-inks.ts';
import { between, isWhole, lengthOf, pan, toTime, toX } from './time-window.ts';
import type { TimeScale, TimeWindow } from './time-window.ts';

interface MinimapProps {
  readonly trace: Trace;
  readonly rows: readonly Row[];
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly width: number;
  readonly height: number;
  readonly onWindow: (window: TimeWindow | null) => void;
}

/** Room above and below the lines, in pixels. */
const EDGE = 6;

type Picture = Pick<MinimapProps, 'trace' | 'rows' | 'bounds' | 'width' | 'height'>;

/** Draws every row as a line, thin where there are many. */
function draw(canvas: HTMLCanvasElement, inks: Inks, { trace, rows, bounds, width, height }: Picture): void {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || width <= 0) return;
  context.scale(ratio, ratio);
  const byOp = new Map<string, string>();
  const inkOf = ({ kind, node }: Row): string => {
    if (kind === 'gap' || kind === 'missing') return inks.gap;
    const op = trace.spans[node]?.op ?? '';
    const ink = byOp.get(op) ?? inks[toOpCategory(op)];
    byOp.set(op, ink);
    return ink;
  };
  let last = '';
  const scale: TimeScale = { window: bounds, width };
  const step = (height - 2 * EDGE) / Math.max(1, rows.length);
  const thick = Math.max(1, Math.min(3, step - 0.5));
  for (const [index, row] of rows.entries()) {
    const y = EDGE + index * step;
    const ink = inkOf(row);
    if (ink !== last) context.fillStyle = ink;
    last = ink;
    context.globalAlpha = row.open === null || row.members.length > 0 ? 1 : 0.5;
    const line = (start: number, end: number): void => {
      const x = toX(scale, start);
      context.fillRect(x, y, Math.max(0.75, toX(scale, end) - x), thick);
    };
    if (row.members.length === 0) line(row.start, row.start + row.duration);
    else for (const node of row.members) line(trace.start[node] ?? 0, endOf(trace, node));
  }
}

/** The whole scope in miniature. Dragging on it, or its two handles, choose the part that the bars show. */
export function Minimap(props: MinimapProps): ReactNode {
  const { trace, rows, bounds, window, width, height, onWindow } = props;
  const inks = useInks();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, inks, { trace, rows, bounds, width, height });
  }, [inks, trace, rows, bounds, width, height]);

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
