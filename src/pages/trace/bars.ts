import type { CriticalPath } from '../../model/trace.ts';
import type { Row } from '../../trace/row-list.ts';
import { selfStretches } from '../../trace/self-time.ts';
import type { Stretch } from '../../trace/self-time.ts';
import { endOf } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { toX } from './time-window.ts';
import type { TimeScale } from './time-window.ts';

/** Bars are never thinner than this, so that the shortest span is seen. */
const THINNEST = 2;

/** Stretches closer than this are drawn as one: less is not seen. In pixels. */
const APART = 0.3;

/** A bar in pixels of the timeline, cut to what is in view; null where none of it is. */
export interface BarBox {
  readonly left: number;
  readonly width: number;
}

export function toBox(scale: TimeScale, start: number, duration: number): BarBox | null {
  const left = toX(scale, start);
  const right = toX(scale, start + duration);
  if (right < 0 || left > scale.width) return null;
  const from = Math.max(0, Math.min(left, scale.width - THINNEST));
  return { left: from, width: Math.max(THINNEST, Math.min(right, scale.width) - from) };
}

/** What a row's bar shows in full colour: self time, a group's members; the rest of the bar is tinted. */
export function solidStretches(trace: Trace, row: Row): Stretch[] {
  switch (row.kind) {
    case 'span':
      return selfStretches(trace, row.node);
    case 'siblings':
    case 'chain':
      return row.members.map((node) => ({ start: trace.start[node] ?? 0, end: endOf(trace, node) }));
    case 'gap':
    case 'missing':
      return [];
  }
}

/**
 * The nodes that a row stands for: of a folded span all beneath it, of a gap the span whose time it is; of a chain its
 * members, as what is beneath the last of them has rows of its own.
 */
function nodesBehind(trace: Trace, row: Row): readonly [from: number, to: number] {
  const { node, members } = row;
  const size = trace.size[node] ?? 1;
  if (row.kind === 'siblings') return [node, (members.at(-1) ?? node) + 1];
  if (row.kind === 'chain') return [node, node + members.length];
  return [node, node + (row.open === false ? size : 1)];
}

/**
 * What of a whole subtree is on the critical path: the path leaves no time out between where it enters a span and where
 * it came from, so that this is one stretch, however many thousands it has beneath.
 */
function hullOf({ first, start, end }: CriticalPath, from: number, to: number): Stretch[] {
  let earliest = Infinity;
  let latest = -Infinity;
  for (let at = first[from] ?? 0; at < (first[to] ?? 0); at++) {
    earliest = Math.min(earliest, start[at] ?? Infinity);
    latest = Math.max(latest, end[at] ?? -Infinity);
  }
  return latest > earliest ? [{ start: earliest, end: latest }] : [];
}

/** The stretches of a row that are on the critical path, in order of time. */
export function criticalStretches(trace: Trace, row: Row, path: CriticalPath): Stretch[] {
  if (row.kind === 'missing') return [];
  const [from, to] = nodesBehind(trace, row);
  if (row.kind === 'span' && row.open === false) return hullOf(path, from, to);
  const stretches: Stretch[] = [];
  for (let at = path.first[from] ?? 0; at < (path.first[to] ?? 0); at++) {
    const start = path.start[at] ?? 0;
    const end = path.end[at] ?? 0;
    if (row.kind !== 'gap') stretches.push({ start, end });
    else if (start < row.start + row.duration && end > row.start) {
      stretches.push({ start: Math.max(start, row.start), end: Math.min(end, row.start + row.duration) });
    }
  }
  return stretches.sort((a, b) => a.start - b.start);
}

/** A part of a bar, in pixels from its left edge. */
export interface Block {
  readonly left: number;
  readonly width: number;
}

/**
 * Stretches in pixels of their bar. What is too close to be told apart is one block, so that there are few of them however
 * many stretches there are.
 */
export function toBlocks(scale: TimeScale, stretches: readonly Stretch[], box: BarBox): Block[] {
  const right = box.left + box.width;
  const blocks: Block[] = [];
  let from = NaN;
  let to = NaN;
  const end = (): void => {
    if (to > from) blocks.push({ left: from - box.left, width: to - from });
  };
  for (const stretch of stretches) {
    if (toX(scale, stretch.end) < box.left || toX(scale, stretch.start) > right) continue;
    const x = Math.max(box.left, toX(scale, stretch.start));
    const last = Math.min(right, Math.max(toX(scale, stretch.end), x + 1));
    if (x - to < APART) {
      to = Math.max(to, last);
      continue;
    }
    end();
    from = x;
    to = last;
  }
  end();
  return blocks;
}

/** The outline of blocks as one SVG path, `height` high. */
export function toPath(blocks: readonly Block[], height: number): string {
  return blocks
    .map(({ left, width }) => `M${left.toFixed(1)} 0h${width.toFixed(1)}v${height}H${left.toFixed(1)}z`)
    .join('');
}

/** On which side of its bar a label stands. `over`: neither side has room, so it stands on a ground of its own. */
export interface LabelPlace {
  readonly side: 'right' | 'left' | 'over';
  /** Pixels from the left edge of the timeline; of `left` and `over`, to the label's right edge. */
  readonly x: number;
}

/** Pixels of a letter of the label's type; close enough to tell whether there is room. */
const LETTER = 6.3;
const PADDING = 12;

/** Places a label of so many letters next to a bar; `margin` is free room to the right of the timeline. */
export function placeLabel(box: BarBox, letters: number, width: number, margin: number): LabelPlace {
  const needs = letters * LETTER + PADDING;
  const right = box.left + box.width;
  if (right + needs <= width + margin) return { side: 'right', x: right };
  if (box.left >= needs) return { side: 'left', x: box.left };
  return { side: 'over', x: Math.min(right, width) };
}
