import { Suspense, useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { coveredBy } from '../../../model/time.ts';
import type { EpochMs } from '../../../model/time.ts';
import type { Zone } from '../../format.ts';
import { lazyPart } from '../../part/lazy-part.ts';
import { useCrosshair } from '../crosshair.tsx';
import type { TimeMark } from '../group-marks.ts';
import { faintOthers } from '../hidden-lines.ts';
import { bucketAt, toBuckets } from '../series.ts';
import type { Bucket } from '../series.ts';
import { TimeMarks } from '../TimeMarks.tsx';
import { usePoint } from '../use-point.ts';
import type { ChartPoint } from '../use-point.ts';
import { useWidth } from '../use-width.ts';
import { toValueAxis } from '../value-axis.ts';
import chart from '../chart.module.css';
import { rowsOf } from './heat.ts';
import { HeatCells } from './HeatCells.tsx';
import { lateBegin } from './late-begin.ts';
import { columnUnder, isAcross, regionOf, rowUnder } from './plot-cells.ts';
import type { PlotData, PlotRegion } from './plot-data.ts';
import { edgeRows, plotAxes, plotFrame } from './plot-frame.ts';
import { highestBar, plotBars } from './plot-paths.ts';
import { cellWords, plotSummary } from './plot-words.ts';
import { PlotBand } from './PlotBand.tsx';
import { PlotLines } from './PlotLines.tsx';
import css from './plot.module.css';
import { blockOf, useRegionBrush } from './use-region-brush.ts';
import type { PlotCell } from './use-region-brush.ts';

// What is pointed at is drawn already.
const PlotTip = lazyPart(async () => (await import('./PlotTip.tsx')).PlotTip);
// Where somebody has just begun to send.
const NothingBefore = lazyPart(async () => (await import('./NothingBefore.tsx')).NothingBefore);

/** A cell of a plot that was pressed, and what the plot shows there. */
export interface PlotPoint extends ChartPoint<PlotCell> {
  readonly data: PlotData;
  readonly bucket: Bucket;
  readonly zone: Zone;
}

export interface LatencyPlotProps {
  readonly name: string;
  readonly data: PlotData;
  readonly zone: Zone;
  readonly height: number;
  readonly marks: readonly TimeMark[];
  /** What the other side is; empty where nothing is compared. */
  readonly other: string;
  readonly selected: PlotRegion | null;
  readonly onSelect: (region: PlotRegion | null) => void;
  readonly onZoom: (region: PlotRegion) => void;
  /** What can be done with what is selected; stands at the selection, or at the point that was pressed. */
  readonly renderChip: (point: PlotPoint | null) => ReactNode;
  /** The percentile that stands out. */
  readonly emphasised?: string | null;
  /** Looks at the time from a moment on, where most before it is empty. */
  readonly onFit: (begin: EpochMs) => void;
}

/**
 * Latency over time: how often each duration occurs as cells, percentiles as lines, throughput and failures below.
 * Dragging selects a time, and durations where the drag goes up or down; so do Shift and the arrow keys.
 */
export function LatencyPlot(props: LatencyPlotProps): ReactNode {
  const {
    name,
    data,
    zone,
    height,
    marks,
    other,
    selected,
    onSelect,
    onZoom,
    renderChip,
    emphasised = null,
    onFit,
  } = props;
  const { curves, heat } = data;
  const { ref, width } = useWidth<HTMLDivElement>(860);
  const crosshair = useCrosshair();
  const [row, setRow] = useState<number | null>(null);
  const buckets = useMemo(
    () => toBuckets({ ...curves, other, unit: 'ms', isShare: false, lines: [] }),
    [curves, other],
  );
  const edges = useMemo(() => edgeRows(heat), [heat]);
  const frame = useMemo(() => plotFrame(width, height, edges), [width, height, edges]);
  const axes = useMemo(() => plotAxes(frame, curves.range, data.axis), [frame, curves.range, data.axis]);
  const top = useMemo(
    () => toValueAxis(highestBar(curves.throughput, buckets), 'per-minute'),
    [curves, buckets],
  );
  const bars = useMemo(
    () => plotBars(data, buckets, frame, axes, top.top),
    [data, buckets, frame, axes, top],
  );
  const column = crosshair.at === null ? -1 : bucketAt(buckets, crosshair.at);
  const bucket = buckets[column];
  const { point, press, onClick, open } = usePoint<PlotCell>(ref);
  const brush = useRegionBrush({
    onSelect: (block) => {
      const region = regionOf(block, data, buckets);
      if (region !== null) onSelect(region);
    },
    onClick: (cell) => {
      // Beside what is selected drops it; within it stays, for the second click that zooms.
      const region = regionOf(blockOf(cell, cell, true), data, buckets);
      press(selected === null && region !== null ? cell : null);
      if (selected === null) onSelect(region);
      else if (region === null || !isAcross(region, selected)) onSelect(null);
    },
  });

  const cellUnder = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const under = columnUnder(clientX - box.left, axes, curves);
    return { column: under, row: rowUnder(clientY - box.top, data, frame, axes) };
  };
  const onPointer = (event: PointerEvent<HTMLElement>, tell: typeof brush.onPointerMove): void => {
    const cell = cellUnder(event);
    crosshair.point(buckets[cell.column]?.at ?? null);
    setRow(cell.row);
    tell(event, cell);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const [across, up] = MOVES[event.key] ?? [0, 0];
    if (across === 0 && up === 0) {
      if (event.key === 'Escape') {
        if (selected === null) crosshair.point(null);
        else onSelect(null);
      } else if (event.key === 'Enter' && selected !== null) onZoom(selected);
      else if (event.key === 'Enter' && bucket !== undefined) {
        onSelect(regionOf(blockOf({ column, row }, { column, row }, true), data, buckets));
        open({ column, row }, axes.xOf(bucket.at), height / 2);
      } else return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    const last = buckets.length - 1;
    const from = { column: column < 0 ? last : column, row };
    const most = heat === null ? 0 : rowsOf(heat) - 1;
    const next = {
      column: column < 0 ? last : Math.min(Math.max(column + across, 0), last),
      row: up === 0 || heat === null ? row : Math.min(Math.max((row ?? Math.round(most / 2)) + up, 0), most),
    };
    crosshair.point(buckets[next.column]?.at ?? null);
    setRow(next.row);
    brush.onKeyDown(event, { ...from, row: from.row ?? next.row }, next);
  };
  const leave = (): void => {
    crosshair.point(null);
    setRow(null);
  };

  const drawn = brush.block === null ? selected : regionOf(brush.block, data, buckets);
  const time = drawn === null ? undefined : coveredBy(drawn.time, [curves.range])[0];
  const hasChip = selected !== null && time !== undefined && brush.block === null;
  const under = point === null ? undefined : buckets[point.at.column];
  const pressed = point === null || under === undefined ? null : { ...point, data, bucket: under, zone };
  // What can be done with a selection lies over what is told of the place it ended at.
  const isCovered = hasChip && width < 2 * CHIP_WIDTH;
  const begin = selected === null ? lateBegin(curves) : null;
  return (
    <div className={css.box}>
      <div
        ref={ref}
        className={`${chart.chart} ${css.plot}`}
        style={{
          height,
          ...faintOthers(
            data.lines.map((id) => ({ id })),
            emphasised,
          ),
        }}
        // A slider over the buckets: arrow keys move along them and between rows, and what is there is read out.
        role="slider"
        tabIndex={0}
        aria-label={`${name}. ${plotSummary(data, buckets)}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, buckets.length - 1)}
        aria-valuenow={column < 0 ? Math.max(0, buckets.length - 1) : column}
        aria-valuetext={cellWords(data, bucket, { column, row }, zone)}
        onPointerMove={(event) => onPointer(event, brush.onPointerMove)}
        onPointerDown={(event) => onPointer(event, brush.onPointerDown)}
        onPointerUp={brush.onPointerUp}
        onPointerCancel={brush.onPointerCancel}
        onClick={onClick}
        onDoubleClick={() => selected !== null && onZoom(selected)}
        onPointerLeave={leave}
        onBlur={leave}
        onKeyDown={onKeyDown}
      >
        {heat !== null && <HeatCells data={data} frame={frame} axes={axes} />}
        <PlotLines
          data={data}
          buckets={buckets}
          frame={frame}
          axes={axes}
          zone={zone}
          topLabel={top.labels.at(-1) ?? ''}
          bars={bars}
        />
        <TimeMarks
          marks={marks}
          xOf={axes.xOf}
          top={MARKS_TOP}
          bottom={height - frame.base - frame.fall}
          hasLabels
          width={width}
        />
        {drawn !== null && time !== undefined && (
          <PlotBand time={time} durations={drawn.durations} frame={frame} axes={axes} />
        )}
        {bucket !== undefined && (
          <>
            <span
              className={chart.crosshair}
              style={{
                left: axes.xOf(bucket.at),
                top: MARKS_TOP,
                bottom: height - frame.base - frame.fall,
              }}
            />
            {((crosshair.isHere && !isCovered) || brush.block !== null) && (
              <Suspense>
                <PlotTip
                  {...{ data, bucket, zone, width, other }}
                  cell={{ column, row }}
                  x={axes.xOf(bucket.at)}
                  isLow={hasChip}
                />
              </Suspense>
            )}
          </>
        )}
      </div>
      {begin !== null && (
        <Suspense>
          <NothingBefore
            begin={begin}
            zone={zone}
            left={frame.left}
            width={axes.xOf(begin) - frame.left}
            onFit={() => onFit(begin)}
          />
        </Suspense>
      )}
      {hasChip && pressed !== null && renderChip(pressed)}
      {hasChip && pressed === null && (
        <div
          className={css.chip}
          style={{ left: axes.xOf((time.start + time.end) / 2), maxWidth: width }}
          data-late={axes.xOf(time.end) > width - CHIP_WIDTH / 2 ? true : undefined}
          data-early={axes.xOf((time.start + time.end) / 2) < CHIP_WIDTH / 2 ? true : undefined}
        >
          {renderChip(null)}
        </div>
      )}
    </div>
  );
}

/** What the arrow keys do: buckets to go on, rows to go up. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const MARKS_TOP = 18;

/** So wide the buttons at a selection are, about. */
const CHIP_WIDTH = 400;
