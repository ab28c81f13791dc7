import type { Inks } from '../../theme/use-inks.ts';
import { SHADES, countAt, isTail, mostIn, rowsOf, shadeOf } from './heat.ts';
import type { Heat } from './heat.ts';
import type { PlotAxes, PlotFrame } from './plot-frame.ts';

/** A cell of a heatmap as it is drawn, in pixels. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 1 to `SHADES`. */
  readonly shade: number;
  readonly isTail: boolean;
  /** Whether it is of durations that the axis does not reach. */
  readonly isOff: boolean;
}

/** Where a gap between cells would take a quarter of them, there is none. */
const LEAST_WITH_GAP = 4;

/** Upper and lower edge of a row, in pixels. */
export function rowSpan(
  heat: Heat,
  row: number,
  frame: PlotFrame,
  axes: PlotAxes,
): { readonly top: number; readonly bottom: number } {
  const last = rowsOf(heat) - 1;
  if (row === 0) return { top: frame.bottom + 3, bottom: frame.bottom + 3 + frame.below };
  if (row === last) return { top: frame.top - 3 - frame.above, bottom: frame.top - 3 };
  return { top: axes.yOf(heat.edges[row] ?? axes.to), bottom: axes.yOf(heat.edges[row - 1] ?? axes.from) };
}

/** The cells that have anything in them, with edges on whole pixels so that none is blurred. */
export function cellsOf(heat: Heat, frame: PlotFrame, axes: PlotAxes, tailFrom: number): Cell[] {
  const rows = rowsOf(heat);
  const most = mostIn(heat);
  const cells: Cell[] = [];
  const spans = Array.from({ length: rows }, (_, row) => {
    const { top, bottom } = rowSpan(heat, row, frame, axes);
    return { top: Math.round(top), bottom: Math.round(bottom) };
  });
  const tails = Array.from({ length: rows }, (_, row) => isTail(heat, row, tailFrom));
  for (const [bucket, time] of heat.times.entries()) {
    const x = Math.round(axes.xOf(Math.max(time, heat.range.start)));
    const end = Math.round(axes.xOf(Math.min(time + heat.step, heat.range.end)));
    const across = end - x;
    const gap = across >= LEAST_WITH_GAP ? 1 : 0;
    for (let row = 0; row < rows; row++) {
      const shade = shadeOf(countAt(heat, bucket, row), most);
      const span = spans[row];
      if (shade === 0 || span === undefined || span.bottom <= span.top) continue;
      const high = span.bottom - span.top;
      cells.push({
        x,
        y: span.top,
        width: Math.max(1, across - gap),
        height: Math.max(1, high - (high >= LEAST_WITH_GAP ? 1 : 0)),
        shade,
        isTail: tails[row] ?? false,
        isOff: row === 0 || row === rows - 1,
      });
    }
  }
  return cells;
}

/** The custom property of a cell's colour: slate for the body, violet for the tail. */
export function inkOf({ shade, isTail }: Pick<Cell, 'shade' | 'isTail'>): string {
  return `--${isTail ? 't' : 'b'}${shade}`;
}

/** Paints the cells, each colour in one go. The canvas is as large on the page as the plot's frame. */
export function paintCells(
  canvas: HTMLCanvasElement,
  { width, height }: Pick<PlotFrame, 'width' | 'height'>,
  cells: readonly Cell[],
  inks: Inks,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  for (const isTail of [false, true]) {
    for (let shade = 1; shade <= SHADES; shade++) {
      context.fillStyle = inks(inkOf({ shade, isTail }));
      for (const cell of cells) {
        if (cell.shade !== shade || cell.isTail !== isTail) continue;
        context.fillRect(cell.x, cell.y, cell.width, cell.height);
      }
    }
  }
  hatch(context, cells, inks('--surface'));
}

/** Strokes through what the axis does not reach: its place says less than that of other cells. */
function hatch(context: CanvasRenderingContext2D, cells: readonly Cell[], ink: string): void {
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.beginPath();
  for (const { x, y, width, height, isOff } of cells) {
    if (!isOff) continue;
    for (let from = x - height; from < x + width; from += 3) {
      const start = Math.max(from, x);
      const end = Math.min(from + height, x + width);
      if (end <= start) continue;
      context.moveTo(start, y + height - (start - from));
      context.lineTo(end, y + height - (end - from));
    }
  }
  context.stroke();
}
