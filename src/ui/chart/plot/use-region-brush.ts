import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';

/** A place in a plot: the bucket of time, and the row of durations; null where it is not on any row. */
export interface PlotCell {
  readonly column: number;
  readonly row: number | null;
}

/** From one cell to another, both with it. Null rows: all durations. */
export interface CellBlock {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number] | null;
}

/** So far a pointer moves before it means a selection, and up or down before that means durations. */
const SLACK = 4;
const ROW_SLACK = 14;

function ordered(one: number, other: number): readonly [number, number] {
  return one <= other ? [one, other] : [other, one];
}

/** What two corners enclose; durations count only where both corners are on rows and somebody went across them. */
export function blockOf(one: PlotCell, other: PlotCell, hasRows: boolean): CellBlock {
  return {
    columns: ordered(one.column, other.column),
    rows: hasRows && one.row !== null && other.row !== null ? ordered(one.row, other.row) : null,
  };
}

export interface RegionBrush {
  /** What is being drawn out just now. */
  readonly block: CellBlock | null;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, cell: PlotCell) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>, cell: PlotCell) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  /** Answers Shift with an arrow; returns whether it did. */
  readonly onKeyDown: (event: KeyboardEvent, from: PlotCell, next: PlotCell) => boolean;
}

interface Press {
  readonly cell: PlotCell;
  readonly x: number;
  readonly y: number;
}

/** Selects a block of cells by dragging, or with Shift and the arrow keys. `onClick`: a press that was no drag. */
export function useRegionBrush(props: {
  readonly onSelect: (block: CellBlock) => void;
  readonly onClick: (cell: PlotCell) => void;
}): RegionBrush {
  const { onSelect, onClick } = props;
  const [block, setBlock] = useState<CellBlock | null>(null);
  const pressed = useRef<Press | null>(null);
  const anchor = useRef<{ readonly cell: PlotCell; hasRows: boolean } | null>(null);
  const end = (): void => {
    pressed.current = null;
    setBlock(null);
  };
  return {
    block,
    onPointerDown: (event, cell) => {
      if (event.button !== 0) return;
      pressed.current = { cell, x: event.clientX, y: event.clientY };
      anchor.current = null;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: ({ clientX, clientY }, cell) => {
      const from = pressed.current;
      if (from === null) return;
      const [across, up] = [Math.abs(clientX - from.x), Math.abs(clientY - from.y)];
      if (block === null && across <= SLACK && up <= ROW_SLACK) return;
      setBlock(blockOf(from.cell, cell, up > ROW_SLACK));
    },
    onPointerUp: () => {
      if (block !== null) onSelect(block);
      else if (pressed.current !== null) onClick(pressed.current.cell);
      end();
    },
    onPointerCancel: end,
    onKeyDown: ({ key, shiftKey }, from, next) => {
      if (!shiftKey) {
        anchor.current = null;
        return false;
      }
      anchor.current ??= { cell: from, hasRows: false };
      if (key === 'ArrowUp' || key === 'ArrowDown') anchor.current.hasRows = true;
      onSelect(blockOf(anchor.current.cell, next, anchor.current.hasRows));
      return true;
    },
  };
}
