import { CircleAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { AriaAttributes, ReactNode } from 'react';
import type { CriticalPath } from '../../model/trace.ts';
import type { Finding } from '../../model/finding.ts';
import type { Row } from '../../trace/row-list.ts';
import { isMissing, NONE, opAt, projectAt } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { ClockMark } from '../../ui/ClockMark.tsx';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { BarColour } from '../../view/trace-look.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { findingTitle } from './finding-words.ts';
import { earlyBy, faultWord, isCode, rowFaults, rowName, rowSelf, rowTime, rowTitle } from './row-words.ts';
import { RowBar } from './RowBar.tsx';
import type { TimeScale } from './time-window.ts';
import css from './WaterfallRow.module.css';

export interface RowLook {
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly isNarrow: boolean;
}

interface WaterfallRowProps {
  readonly trace: Trace;
  readonly row: Row;
  readonly index: number;
  /** Left out where the row is seen a second time; then it has no name either. */
  readonly id?: string | undefined;
  readonly top: number;
  readonly height: number;
  readonly scale: TimeScale;
  /** The critical path, where it is marked. */
  readonly path: CriticalPath | null;
  /** Whether it is what is looked for. */
  readonly isMatch: boolean;
  readonly colour: BarColour;
  /** What was found in it. */
  readonly finding: Finding | null;
  /** Start and length of all that is in scope. */
  readonly origin: number;
  readonly total: number;
  readonly scope: string;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly isNarrow: boolean;
}

/** What tells of a row and its place to those who do not see it; a row that is seen a second time tells nothing. */
function tree({
  trace,
  row,
  index,
  finding,
  origin,
  total,
  scope,
  isMatch,
}: WaterfallRowProps): AriaAttributes {
  const found = `${finding === null ? '' : `, ${findingTitle(finding)}`}${isMatch ? ', match' : ''}`;
  return {
    'aria-rowindex': index + 2,
    'aria-level': row.depth + 1,
    'aria-posinset': row.position,
    'aria-setsize': row.siblings,
    'aria-expanded': row.open ?? undefined,
    'aria-label': `${rowName(trace, row, { origin, total, scope })}${found}`,
  };
}

/** One line of the waterfall: the name with its place in the tree, self time, and the bar. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps): ReactNode {
  const { trace, row, index, id, top, height, scale, path, finding } = props;
  const { isSelected, isCursor, isNarrow, isMatch, colour } = props;
  const time = isNarrow ? rowTime(trace, row) : rowSelf(trace, row);
  return (
    <div
      id={id}
      className={css.row}
      style={{ height, top }}
      role="row"
      {...(id !== undefined && tree(props))}
      aria-selected={isSelected}
      data-index={index}
      data-kind={row.kind}
      data-cursor={isCursor || undefined}
      data-match={isMatch || undefined}
      data-narrow={isNarrow || undefined}
    >
      <div className={css.name} role="gridcell">
        <Indent depth={row.depth} step={isNarrow ? 10 : 14} />
        <Caret open={row.open} />
        <RowTitle trace={trace} row={row} />
        {finding !== null && (
          <span className={css.finding} title={findingTitle(finding)}>
            <TriangleAlert size={12} strokeWidth={1.75} aria-hidden />
          </span>
        )}
        <span className={css.self}>{Number.isNaN(time) ? '' : formatDuration(time)}</span>
      </div>
      <div className={css.track} aria-hidden>
        <RowBar trace={trace} row={row} scale={scale} isNarrow={isNarrow} path={path} colour={colour} />
      </div>
    </div>
  );
});

/** Depth is drawn up to a limit, so that a chain of thousands does not push its names out of sight. */
const DEEPEST = 24;

function Indent({ depth, step }: { readonly depth: number; readonly step: number }): ReactNode {
  return (
    <span className={css.indent} style={{ width: Math.min(depth, DEEPEST) * step }}>
      {depth > DEEPEST && <span className={css.deep}>{depth}</span>}
    </span>
  );
}

/** Chevrons in pixels: an icon that is scaled is a picture of its own to the browser, for every row and frame. */
function Caret({ open }: { readonly open: boolean | null }): ReactNode {
  if (open === null) return <span className={css.caret} />;
  return (
    <span className={css.caret} data-caret>
      <svg width={12} height={12} strokeWidth={0.9} strokeLinecap="round" strokeLinejoin="round" aria-hidden>
        <path d={open ? 'M3 4.5 6 7.5 9 4.5' : 'M4.5 9 7.5 6 4.5 3'} />
      </svg>
    </span>
  );
}

/** The nearest ancestor that has arrived. */
function spanAbove(trace: Trace, node: number): number {
  let at = trace.parent[node] ?? NONE;
  while (at !== NONE && isMissing(trace, at)) at = trace.parent[at] ?? NONE;
  return at;
}

/** Names of services up to this length are never cut. */
const SHORT_NAME = 8;

/** Letters at the end of code that stay in sight when the middle does not fit. */
const TAIL = 12;

/** Scripts that run from right to left, or whose letters join, must not be cut in two. */
const CUTTABLE = /^[\u0020-\u024f\u2010-\u2027]*$/;

/** Whether a text loses its middle, not its end, where there is no room: a query's end tells it from its neighbours. */
function losesMiddle(text: string): boolean {
  return text.length > TAIL * 2 && CUTTABLE.test(text);
}

function MiddleEllipsis({ text }: { readonly text: string }): ReactNode {
  if (!losesMiddle(text)) return <span className={css.head}>{text}</span>;
  return (
    <>
      <span className={css.head}>{text.slice(0, -TAIL)}</span>
      <span className={css.tail}>{text.slice(-TAIL)}</span>
    </>
  );
}

/** Which service a span runs in, where that is not the one above it. */
function Service({ project }: { readonly project: string }): ReactNode {
  const name = toVisibleLine(useProjectLabel()(project), 60);
  return (
    <span className={css.service} data-short={name.length <= SHORT_NAME || undefined} title={name}>
      {name}
    </span>
  );
}

function RowTitle({ trace, row }: { readonly trace: Trace; readonly row: Row }): ReactNode {
  const { node } = row;
  const isSpan = !isMissing(trace, node);
  const title = rowTitle(trace, row);
  const op = row.kind === 'gap' ? '' : opAt(trace, node);
  const above = spanAbove(trace, node);
  const project = projectAt(trace, node);
  const service = isSpan && (row.depth === 0 || projectAt(trace, above) !== project) ? project : null;
  const children = trace.children[row.node] ?? 0;
  const faults = rowFaults(trace, row);
  const early = row.kind === 'span' ? earlyBy(trace, node) : 0;
  return (
    <>
      <OpGlyph op={op} />
      <span
        className={css.title}
        data-code={(isSpan && row.kind !== 'gap' && isCode(op)) || undefined}
        data-cut={losesMiddle(title) || undefined}
        title={title}
      >
        <MiddleEllipsis text={title} />
      </span>
      {row.members.length > 0 && <span className={css.group}>×{formatCount(row.members.length)}</span>}
      {(row.kind === 'span' || row.kind === 'missing') && children > 0 && (
        <span
          className={css.count}
          title={row.open === true ? `${formatCount(children)} direct children` : 'spans folded in here'}
        >
          {row.open === true ? formatCount(children) : `+${formatCount((trace.size[row.node] ?? 1) - 1)}`}
        </span>
      )}
      {service !== null && row.kind === 'span' && <Service project={service} />}
      {early > 0 && <ClockMark title={`Starts ${formatDuration(early)} before the span above it`} />}
      {faults > 0 && (
        <span className={css.fault}>
          <CircleAlert size={12} strokeWidth={1.75} aria-hidden />
          {row.kind === 'span' && row.open !== false ? faultWord(trace, row.node) : formatCount(faults)}
        </span>
      )}
    </>
  );
}
