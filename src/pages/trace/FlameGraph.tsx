import { useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import type { Trace } from '../../model/trace.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/format.ts';
import { NONE, opAt, projectAt } from '../../trace/trace.ts';
import { toOpLook } from '../../ui/op.ts';
import type { BarColour } from '../../view/trace-look.ts';
import { errorInk, serviceInk } from './bar-ink.ts';
import { flameOf } from './flame.ts';
import type { FlameBox } from './flame.ts';
import css from './FlameGraph.module.css';
import { isFault } from '../../trace/trace.ts';
import { nameOf } from './row-words.ts';
import { useWidth } from './use-width.ts';

interface FlameGraphProps {
  readonly trace: Trace;
  readonly root: number;
  readonly colour: BarColour;
  readonly onSelect: (node: number) => void;
}

const ROW = 20;

/** The time of a trace as boxes: below each other what called what, as wide as it took, equal spans together. */
export function FlameGraph({ trace, root, colour, onSelect }: FlameGraphProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [top, setTop] = useState(NONE);
  const shownRoot = top === NONE ? root : top;
  const boxes = useMemo(() => flameOf(trace, shownRoot, Math.max(1, width)), [trace, shownRoot, width]);
  const all = boxes.reduce((sum, { depth, total }) => (depth === 0 ? sum + total : sum), 0);
  const [at, setAt] = useState(0);
  const deepest = boxes.at(-1)?.depth ?? 0;
  const inkOf = (node: number): string =>
    colour === 'service'
      ? serviceInk(projectAt(trace, node))
      : colour === 'error'
        ? errorInk(isFault(trace, node))
        : toOpLook(opAt(trace, node)).cssVar;
  const words = ({ node, count, total, self }: FlameBox): string =>
    `${opAt(trace, node)} ${nameOf(trace, node)}, ${count === 1 ? '' : `${formatCount(count)} spans, `}${formatDuration(total)}, ${formatPercent(all === 0 ? 0 : total / all)}, self ${formatDuration(self)}`.trim();
  const press = (event: KeyboardEvent): void => {
    const to = moveIn(boxes, at, event.key);
    if (event.key === 'Enter') onSelect(boxes[at]?.node ?? NONE);
    else if (event.key === 'f') setTop(boxes[at]?.count === 1 ? (boxes[at]?.node ?? NONE) : top);
    else if (event.key === '0' || event.key === 'Escape') setTop(NONE);
    else if (to !== null) setAt(to);
    else return;
    event.preventDefault();
    const next = frame.current?.querySelector<HTMLElement>(`[data-at="${to ?? at}"]`);
    next?.focus({ preventScroll: false });
  };
  return (
    <div className={css.flame}>
      <p className={css.note}>
        Equal spans under the same parents are one box, as wide as their time together.
        {top !== NONE && (
          <button type="button" className={css.back} onClick={() => setTop(NONE)}>
            Show all
          </button>
        )}
      </p>
      <div
        ref={frame}
        className={css.frame}
        role="tree"
        aria-label="Flame graph"
        tabIndex={-1}
        onKeyDown={press}
        style={{ height: (deepest + 1) * ROW }}
      >
        {boxes.map((box, index) => (
          <button
            key={`${box.depth} ${box.left}`}
            type="button"
            role="treeitem"
            aria-level={box.depth + 1}
            aria-selected={index === at}
            className={css.box}
            data-at={index}
            tabIndex={index === Math.min(at, boxes.length - 1) ? 0 : -1}
            style={
              {
                '--c': `var(${inkOf(box.node)})`,
                left: `${(box.left * 100).toFixed(4)}%`,
                width: `max(1px, calc(${(box.width * 100).toFixed(4)}% - 1px))`,
                top: box.depth * ROW,
              } as CSSProperties
            }
            title={words(box)}
            aria-label={words(box)}
            onFocus={() => setAt(index)}
            onClick={() => onSelect(box.node)}
            onDoubleClick={() => setTop(box.count === 1 ? box.node : NONE)}
          >
            {box.width * width > 36 && (
              <span aria-hidden>
                {nameOf(trace, box.node)}
                {box.count > 1 && ` ×${formatCount(box.count)}`}
              </span>
            )}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The box an arrow leads to: beside, the one above, or the first below; null for other keys. */
export function moveIn(boxes: readonly FlameBox[], at: number, key: string): number | null {
  const here = boxes[at];
  if (here === undefined) return null;
  const overlaps = (box: FlameBox): boolean =>
    box.left < here.left + here.width && box.left + box.width > here.left;
  const found = {
    ArrowRight: () => (boxes[at + 1]?.depth === here.depth ? at + 1 : at),
    ArrowLeft: () => (boxes[at - 1]?.depth === here.depth ? at - 1 : at),
    ArrowUp: () => boxes.findIndex((box) => box.depth === here.depth - 1 && overlaps(box)),
    ArrowDown: () => boxes.findIndex((box) => box.depth === here.depth + 1 && overlaps(box)),
  }[key];
  if (found === undefined) return null;
  const to = found();
  return to === -1 ? at : to;
}
