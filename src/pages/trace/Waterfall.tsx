import { useEffect, useId, useMemo, useRef } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import type { CriticalPath } from '../../model/trace.ts';
import type { Finding } from '../../model/finding.ts';
import type { Row, RowList } from '../../trace/row-list.ts';
import { NONE } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { usePrinting } from '../../ui/use-printing.ts';
import { answerKey } from './keys.ts';
import type { KeyActs } from './keys.ts';
import type { Measured } from './measure.ts';
import { MOST_STICKY, MOST_STICKY_NARROW, stickyRows } from './sticky-rows.ts';
import { StickyRows } from './StickyRows.tsx';
import { TimeAxis } from './TimeAxis.tsx';
import { TimeLines, VitalNames } from './TimeMarks.tsx';
import { toTime, toX } from './time-window.ts';
import type { TimeScale, TimeWindow } from './time-window.ts';
import type { BarColour } from '../../view/trace-look.ts';
import { toTicks } from './ticks.ts';
import { AXIS_HEIGHT, NARROW_ROW_HEIGHT, ROW_HEIGHT } from './track.ts';
import type { Track } from './track.ts';
import { usePinchZoom } from './use-pinch-zoom.ts';
import { useRowWindow } from './use-row-window.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import type { VitalMark } from './vital-marks.ts';
import css from './Waterfall.module.css';
import { WaterfallRow } from './WaterfallRow.tsx';

interface WaterfallProps {
  readonly trace: Trace;
  /** What shares are shares of: `transaction` or `trace`. */
  readonly scope: string;
  readonly rows: RowList;
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly track: Track;
  readonly names: number;
  readonly isNarrow: boolean;
  readonly cursor: number;
  /** Pixels at the bottom that something else covers. */
  readonly covered: number;
  readonly selected: number;
  /** The critical path, where it is marked. */
  readonly path: CriticalPath | null;
  /** 1 for each node that is looked for; null where nothing is. */
  readonly marked: Uint8Array | null;
  readonly colour: BarColour;
  /** What was painted when, and what is measured. */
  readonly marks: readonly VitalMark[];
  readonly measured: Measured | null;
  readonly findingOf: (row: Row) => Finding | null;
  readonly acts: KeyActs;
  readonly onNames: (width: number) => void;
  readonly onWindow: (window: TimeWindow) => void;
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** About this many pixels lie between two ticks of the time axis. */
const TICK_ROOM = 76;
const NARROW_TICK_ROOM = 64;
/** So many rows are printed at most: some fifty sheets hold no more. */
const MOST_PRINTED = 1_000;

/** Whether a row, or one of the spans that it groups, is looked for. */
function isMarked(rows: RowList, index: number, marked: Uint8Array | null): boolean {
  if (marked === null || rows.kindAt(index) === 'gap') return false;
  const node = rows.nodeAt(index);
  const end = node + Math.max(1, rows.membersAt(index));
  return marked.subarray(node, end).includes(1);
}

/** The rows of a trace with their bars: only those in sight are in the page, however many there are. */
export function Waterfall(props: WaterfallProps): ReactNode {
  const { trace, scope, rows, bounds, window, track, names, isNarrow, cursor, covered, selected } = props;
  const { path, marked, findingOf, acts, ref } = props;
  const base = useId();
  const height = isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const most = isNarrow ? MOST_STICKY_NARROW : MOST_STICKY;
  const inSight = useRowWindow(ref, {
    rows: rows.length,
    rowHeight: height,
    above: AXIS_HEIGHT,
    covered,
    kept: most,
  });
  const { show } = inSight;
  // Paper does not scroll: it has the rows from the first one on.
  const isPrinting = usePrinting();
  const printed = isPrinting ? Math.min(rows.length, MOST_PRINTED) : null;
  useEffect(() => {
    // Only a moved cursor scrolls: rows that come or go around it do not.
    if (cursor !== NONE) show(cursor);
  }, [show, cursor]);
  const scale = useMemo<TimeScale>(() => ({ window, width: track.width }), [window, track.width]);
  useWheelZoom(ref, { bounds, window, track }, props.onWindow);
  usePinchZoom(ref, { bounds, window, track }, props.onWindow);

  const rowAt = (event: MouseEvent): number => {
    const element = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    return element === null ? NONE : Number(element.getAttribute('data-index'));
  };
  const isCaret = (event: MouseEvent): boolean =>
    event.target instanceof Element && event.target.closest('[data-caret]') !== null;

  const origin = bounds.start;
  const ticks = useMemo(
    () =>
      toTicks(
        { start: window.start - origin, end: window.end - origin },
        Math.floor(track.width / (isNarrow ? NARROW_TICK_ROOM : TICK_ROOM)),
      ).map(({ at, label }) => ({ x: toX(scale, at + origin), label })),
    [window, origin, track.width, isNarrow, scale],
  );

  const draw = (index: number, top: number, key: number, id?: string): ReactNode => {
    const row = rows.at(index);
    if (row === undefined) return null;
    return (
      <WaterfallRow
        key={key}
        id={id}
        trace={trace}
        row={row}
        index={index}
        top={top}
        height={height}
        scale={scale}
        path={path}
        isMatch={isMarked(rows, index, marked)}
        colour={props.colour}
        finding={findingOf(row)}
        origin={origin}
        total={bounds.end - origin}
        scope={scope}
        isSelected={index === selected}
        isCursor={index === cursor}
        isNarrow={isNarrow}
      />
    );
  };

  const guide = useRef<HTMLElement>(null);
  const moment = useRef<HTMLSpanElement>(null);
  const showGuide = (event: MouseEvent): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - track.left;
    const isOn = x >= 0 && x <= track.width;
    for (const element of [guide.current, moment.current]) {
      if (element === null) continue;
      element.hidden = !isOn;
      element.style.transform = `translateX(${Math.round(x)}px)`;
    }
    if (isOn && moment.current !== null) {
      moment.current.textContent = formatDuration(toTime(scale, x) - origin);
    }
  };
  return (
    <div
      ref={ref}
      className={css.waterfall}
      role="treegrid"
      aria-label="Spans of the trace"
      aria-rowcount={rows.length + 1}
      aria-colcount={2}
      aria-activedescendant={cursor === NONE ? undefined : `${base}${cursor}`}
      tabIndex={0}
      data-narrow={isNarrow || undefined}
      onKeyUp={(event) => event.currentTarget.setAttribute('data-keyboard', '')}
      onPointerDown={(event) => event.currentTarget.removeAttribute('data-keyboard')}
      onKeyDown={(event) => {
        event.currentTarget.setAttribute('data-keyboard', '');
        // Where keys act is shown also where it was already: the rows may have been scrolled away since.
        const moveTo = (index: number): void => {
          acts.moveTo(index);
          show(index);
        };
        if (event.target === event.currentTarget && answerKey(event, rows, cursor, { ...acts, moveTo })) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
      onClick={(event) => {
        const index = rowAt(event);
        if (index === NONE) return;
        const open = rows.at(index)?.open ?? null;
        if (isCaret(event) && open !== null) acts.fold(index, !open);
        else acts.select(index);
      }}
      onMouseMove={showGuide}
      onMouseLeave={() => {
        if (guide.current !== null) guide.current.hidden = true;
        if (moment.current !== null) moment.current.hidden = true;
      }}
      onDoubleClick={(event) => {
        const index = rowAt(event);
        if (index !== NONE && !isCaret(event)) acts.zoomTo(index);
      }}
    >
      <TimeAxis
        ticks={ticks}
        track={track}
        names={names}
        isNarrow={isNarrow}
        onNames={props.onNames}
        moment={moment}
      >
        <VitalNames scale={scale} marks={props.marks} />
      </TimeAxis>
      {printed === null && (
        <StickyRows
          indexes={stickyRows(rows, inSight.top, height, most)}
          rowHeight={height}
          // Known by their place: in a deep trace every notch of a wheel brings others, and these are then changed, not made.
          draw={(index, place) => draw(index, place * height, place)}
        />
      )}
      <div
        className={css.body}
        style={{ height: printed === null ? inSight.height : printed * height }}
        role="rowgroup"
      >
        <TimeLines
          track={track}
          scale={scale}
          ticks={ticks}
          marks={props.marks}
          measured={props.measured}
          guide={guide}
        />
        {printed === null ? (
          <div className={css.block} style={{ transform: `translateY(${inSight.block}px)` }}>
            {Array.from({ length: inSight.to - inSight.from }, (_, at) => {
              const index = inSight.from + at;
              return draw(index, inSight.topOf(index), index, `${base}${index}`);
            })}
          </div>
        ) : (
          Array.from({ length: printed }, (_, index) => draw(index, index * height, index))
        )}
      </div>
      {printed !== null && printed < rows.length && (
        <p className={css.rest}>
          The first {formatCount(printed)} of {formatCount(rows.length)} rows.
        </p>
      )}
    </div>
  );
}
