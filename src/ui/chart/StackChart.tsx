import { useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { formatInterval } from '../filter/range-words.ts';
import { formatDuration, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import css from './chart.module.css';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import { faintOthers, opacityOf } from './hidden-lines.ts';
import { bucketAt } from './series.ts';
import type { Bucket } from './series.ts';
import { highestStack, stackPaths } from './stack-path.ts';
import type { Layer } from './stack-path.ts';
import own from './stack.module.css';
import { toTimeTicks } from './time-axis.ts';
import { useWidth } from './use-width.ts';
import { toValueAxis } from './value-axis.ts';

/** A layer with its name and the custom property of its colour. */
export interface NamedLayer extends Layer {
  readonly label: string;
  readonly colour: string;
}

const TIP = 208;
const TICK_ROOM = 72;

/** Durations on top of each other over time: which kind of work a transaction's time goes to. */
export function StackChart(props: {
  readonly name: string;
  readonly layers: readonly NamedLayer[];
  readonly buckets: readonly Bucket[];
  readonly range: { readonly start: number; readonly end: number };
  readonly zone: Zone;
  readonly height: number;
  /** The layer that stands out, by its key. */
  readonly emphasised?: string | null;
}): ReactNode {
  const { name, layers, buckets, range, zone, height, emphasised = null } = props;
  const { ref, width } = useWidth<HTMLDivElement>(860);
  const [at, setAt] = useState<number | null>(null);
  const frame = useMemo<Frame>(
    () => ({ width, height, top: 12, right: 1, bottom: 22, left: 56 }),
    [width, height],
  );
  const axis = useMemo(() => toValueAxis(highestStack(layers, buckets), 'ms'), [layers, buckets]);
  const { start, end } = range;
  const xOf = (time: number): number => frame.left + ((time - start) / (end - start)) * plotWidth(frame);
  const yOf = (value: number): number => frame.top + Math.max(0, 1 - value / axis.top) * plotHeight(frame);
  const paths = useMemo(() => {
    const x = (time: number): number => frame.left + ((time - start) / (end - start)) * plotWidth(frame);
    const y = (value: number): number => frame.top + Math.max(0, 1 - value / axis.top) * plotHeight(frame);
    return stackPaths(layers, buckets, x, y);
  }, [layers, buckets, frame, start, end, axis]);
  const shown = at === null ? -1 : bucketAt(buckets, at);
  const bucket = buckets[shown];
  const onPointerMove = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): void => {
    const x = clientX - currentTarget.getBoundingClientRect().left - frame.left;
    setAt(start + (x / plotWidth(frame)) * (end - start));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const last = buckets.length - 1;
    const next = shown < 0 ? last : Math.min(Math.max(shown + move, 0), last);
    setAt(buckets[next]?.at ?? null);
  };
  const wordsOf = (index: number): string =>
    layers.map(({ label, values }) => `${label} ${formatDuration(values[index] ?? Number.NaN)}`).join(', ');
  const most = Math.max(2, Math.floor(plotWidth(frame) / TICK_ROOM));
  // A label in the middle of which the chart ends would be cut off.
  const ticks = toTimeTicks(range, zone, most, end - (TICK_ROOM / 4 / plotWidth(frame)) * (end - start));
  const x = bucket === undefined ? 0 : xOf(bucket.at);
  return (
    <div
      ref={ref}
      className={css.chart}
      style={{
        height,
        ...faintOthers(
          layers.map(({ key }) => ({ id: key })),
          emphasised,
        ),
      }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, buckets.length - 1)}
      aria-valuenow={Math.max(0, shown)}
      aria-valuetext={
        bucket === undefined ? 'No bucket chosen' : `${formatInterval(bucket, zone)}: ${wordsOf(shown)}`
      }
      onPointerMove={onPointerMove}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={onKeyDown}
    >
      <svg className={own.svg} width={width} height={height} aria-hidden>
        {axis.ticks.map((tick, index) => (
          <g key={tick}>
            <path
              className={own.grid}
              d={`M${frame.left} ${Math.round(yOf(tick)) + 0.5}H${width - frame.right}`}
            />
            <text x={frame.left - 8} y={yOf(tick) + 4} textAnchor="end">
              {axis.labels[index]}
            </text>
          </g>
        ))}
        {ticks.map(({ at, label }) => (
          <text key={at} x={xOf(at)} y={height - 6} textAnchor="middle">
            {label}
          </text>
        ))}
        {layers.map(({ key, colour }) => (
          <path
            key={key}
            d={paths.get(key) ?? ''}
            fill={colour}
            className={own.layer}
            style={{ opacity: opacityOf(key) }}
          />
        ))}
      </svg>
      {bucket !== undefined && (
        <>
          <span className={css.crosshair} style={{ left: x, top: frame.top, bottom: frame.bottom }} />
          <div className={css.tip} style={{ width: TIP, left: x + TIP + 14 > width ? x - TIP - 14 : x + 14 }}>
            <p className={css.tipTime}>
              {formatInterval(bucket, zone)} {zoneName(bucket.start, zone)}
              {bucket.isPartial && ' · part of a bucket'}
            </p>
            {[...layers].reverse().map(({ key, label, colour, values }) => (
              <p key={key} className={css.tipRow}>
                <i className={own.swatch} style={{ background: colour }} />
                <span>{label}</span>
                <b>{bucket.isLoaded ? formatDuration(values[shown] ?? Number.NaN) : 'not loaded'}</b>
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
