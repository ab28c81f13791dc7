import { GripHorizontal } from 'lucide-react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { AlertRule, AlertThresholds } from '../../model/alert-rule.ts';
import { plotHeight } from '../../ui/chart/frame.ts';
import type { Frame } from '../../ui/chart/frame.ts';
import { spread, stepFor } from './chart-shape.ts';
import { valueWords } from './rule-words.ts';
import css from './chart.module.css';

const NAMES = { critical: 'Critical', warning: 'Warning', resolve: 'Resolved' } as const;
const HANDLE = 26;

function rounded(value: number, step: number): number {
  // By text, so that it is 0.3 and not 0.30000000000000004.
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** The thresholds across a chart, each with a handle beside it that is dragged, or moved by the arrow keys. */
export function ThresholdLines(props: {
  readonly rule: AlertRule;
  readonly frame: Frame;
  readonly isNarrow: boolean;
  readonly yOf: (value: number) => number;
  readonly valueAt: (y: number) => number;
  /** The value at the top of the chart. */
  readonly top: number;
  readonly onThreshold?: ((level: keyof AlertThresholds, value: number) => void) | undefined;
  /** Told while a handle is held. */
  readonly onHold: (isHeld: boolean) => void;
}): ReactNode {
  const { rule, frame, isNarrow, yOf, valueAt, top, onThreshold, onHold } = props;
  const lines = (['critical', 'warning', 'resolve'] as const).flatMap((level) => {
    const value = rule.thresholds[level];
    return value === null ? [] : [{ level, value, y: Math.round(yOf(value)) + 0.5 }];
  });
  const heights = spread(
    lines.map(({ y }) => y),
    HANDLE,
    frame.top + plotHeight(frame),
  );
  const right = frame.width - frame.right;
  const step = stepFor(top);

  const drag = (level: keyof AlertThresholds) => (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (onThreshold === undefined || box === undefined) return;
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onThreshold(level, rounded(valueAt(event.clientY - box.top), step));
  };
  const press =
    (level: keyof AlertThresholds, value: number) =>
    (event: KeyboardEvent): void => {
      const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[
        event.key
      ];
      if (by === undefined) return;
      event.preventDefault();
      onThreshold?.(level, Math.max(0, rounded(value + by * step, step)));
    };

  return (
    <>
      <svg className={css.lines} width={frame.width} height={frame.height} aria-hidden>
        {lines.map(({ level, y }, index) => (
          <g key={level} className={css.threshold} data-level={level}>
            <line x1={frame.left} x2={right} y1={y} y2={y} />
            <path d={`M${right} ${y}h4L${right + 10} ${heights[index] ?? y}h4`} fill="none" />
          </g>
        ))}
      </svg>
      {lines.map(({ level, value }, index) => {
        const style = { top: (heights[index] ?? 0) - 11, left: right + 14, right: 0 };
        const content = (
          <>
            {onThreshold !== undefined && <GripHorizontal size={12} aria-hidden />}
            {!isNarrow && <span>{NAMES[level]}</span>}
            <b>{valueWords(rule, value)}</b>
          </>
        );
        return onThreshold === undefined ? (
          <span key={level} className={css.handle} data-level={level} style={style} title={NAMES[level]}>
            {content}
          </span>
        ) : (
          <span
            key={level}
            className={css.handle}
            data-level={level}
            data-movable
            style={style}
            role="slider"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={`${NAMES[level]} threshold`}
            aria-valuenow={value}
            aria-valuemin={0}
            aria-valuemax={Math.max(top, value)}
            aria-valuetext={valueWords(rule, value)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              onHold(true);
            }}
            onPointerMove={drag(level)}
            onPointerUp={() => onHold(false)}
            onPointerCancel={() => onHold(false)}
            onKeyDown={press(level, value)}
          >
            {content}
          </span>
        );
      })}
    </>
  );
}
