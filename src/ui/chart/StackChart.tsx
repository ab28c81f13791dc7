import { useMemo } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { coveredBy } from '../../model/time.ts';
import { formatInterval } from '../filter/range-words.ts';
import { formatDuration, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import css from './chart.module.css';
import { useCrosshair } from './crosshair.tsx';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import type { TimeMark } from './group-marks.ts';
import { faintOthers, opacityOf } from './hidden-lines.ts';
import { SelectionChip } from './SelectionChip.tsx';
import selection from './selection.module.css';
import { bucketAt } from './series.ts';
import type { Bucket } from './series.ts';
import { highestStack, stackPaths } from './stack-path.ts';
import type { Layer } from './stack-path.ts';
import own from './stack.module.css';
import { TimeMarks } from './TimeMarks.tsx';
import { toTimeTicks } from './time-axis.ts';
import { useBrush } from './use-brush.ts';
import type { Selecting } from './use-brush.ts';
import { usePoint } from './use-point.ts';
import { useWidth } from './use-width.ts';
import { toValueAxis } from './value-axis.ts';

/** A layer with its name and the custom property of its colour. */
export interface NamedLayer extends Layer {
  readonly label: string;
  readonly colour: string;
}

const TIP = 208;
const TICK_ROOM = 72;

/** All layers of a bucket together. */
function sumAt(layers: readonly Layer[], index: number): number {
  return layers.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}

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
  /** Left out where no time can be selected. */
  readonly selecting?: Selecting | undefined;
  /** Moments that are marked, such as releases. */
  readonly marks?: readonly TimeMark[];
}): ReactNode {
  const { name, layers, buckets, range, zone, height, emphasised = null, selecting, marks = [] } = props;
  const { ref, width } = useWidth<HTMLDivElement>(860);
  const { at, point: setAt } = useCrosshair();
  const brush = useBrush(selecting);
  const { point, press, onClick, open } = usePoint<number>(ref);
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
  const onPointer = (event: PointerEvent<HTMLElement>, tell: typeof brush.onPointerMove): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - frame.left;
    const under = buckets[bucketAt(buckets, start + (x / plotWidth(frame)) * (end - start))];
    setAt(under?.at ?? null);
    tell(event, under);
  };
  const selected = brush.range === null ? undefined : coveredBy(brush.range, [range])[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const last = buckets.length - 1;
    const to = shown < 0 ? last : Math.min(Math.max(shown + (move ?? 0), 0), last);
    const next = move === undefined ? undefined : buckets[to];
    const isAnswered = brush.onKeyDown(event, bucket, next);
    if (isAnswered && event.key === 'Enter' && bucket !== undefined && selected === undefined) {
      open(shown, xOf(bucket.at), height / 2);
    }
    if (event.key === 'Escape' && !isAnswered) setAt(null);
    if (move === undefined && !isAnswered) return;
    event.preventDefault();
    if (next !== undefined) setAt(next.at);
  };
  const wordsOf = (index: number): string =>
    layers.map(({ label, values }) => `${label} ${formatDuration(values[index] ?? Number.NaN)}`).join(', ');
  const most = Math.max(2, Math.floor(plotWidth(frame) / TICK_ROOM));
  // A label in the middle of which the chart ends would be cut off.
  const ticks = toTimeTicks(range, zone, most, end - (TICK_ROOM / 4 / plotWidth(frame)) * (end - start));
  const x = bucket === undefined ? 0 : xOf(bucket.at);
  const plotted = (
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
      onPointerMove={(event) => onPointer(event, brush.onPointerMove)}
      onPointerDown={(event) => onPointer(event, brush.onPointerDown)}
      onPointerUp={() => {
        const clicked = brush.onPointerUp();
        press(clicked && buckets.indexOf(clicked));
      }}
      onClick={onClick}
      onPointerCancel={brush.onPointerCancel}
      onDoubleClick={brush.onDoubleClick}
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
        {/* A bucket that the range cuts is of few events: it tells less than the others. */}
        {buckets
          .filter(({ isPartial }) => isPartial)
          .map((cut) => (
            <rect
              key={cut.start}
              className={own.cut}
              x={xOf(cut.start)}
              width={Math.max(1, xOf(cut.end) - xOf(cut.start))}
              y={frame.top}
              height={plotHeight(frame)}
            />
          ))}
      </svg>
      <TimeMarks
        marks={marks}
        xOf={xOf}
        top={frame.top}
        bottom={frame.bottom}
        hasLabels
        width={width - frame.right}
      />
      {selected !== undefined && (
        <span
          className={selection.band}
          style={{
            left: xOf(selected.start),
            width: Math.max(2, xOf(selected.end) - xOf(selected.start)),
            top: frame.top,
            bottom: frame.bottom,
          }}
        />
      )}
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
            <p className={css.tipRow}>
              <span />
              <span>together</span>
              <span>{bucket.isLoaded ? formatDuration(sumAt(layers, shown)) : ''}</span>
            </p>
          </div>
        </>
      )}
    </div>
  );
  return (
    <div className={selection.box}>
      {plotted}
      {selected !== undefined && selecting !== undefined && selecting.hasChip && !brush.isDragging && (
        <SelectionChip
          range={selected}
          zone={zone}
          at={xOf((selected.start + selected.end) / 2)}
          width={width}
          series={{ unit: 'ms', lines: layers }}
          point={point}
          onZoom={() => selecting.onZoom(selected)}
          onExplain={selecting.onExplain}
          events={selecting.events}
          onExemplar={selecting.onExemplar}
          onClear={() => selecting.onSelect(null)}
        />
      )}
    </div>
  );
}
