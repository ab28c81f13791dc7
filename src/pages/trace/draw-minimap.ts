import type { Trace } from '../../model/trace.ts';
import type { RowList } from '../../trace/row-list.ts';
import { endOf, NONE } from '../../trace/trace.ts';
import { toX } from './time-window.ts';
import type { TimeScale, TimeWindow } from './time-window.ts';
import { rowInks } from './bar-ink.ts';
import type { BarColour } from '../../view/trace-look.ts';
import type { Inks } from '../../ui/theme/use-inks.ts';

/** Room above and below the lines, in pixels. */
const EDGE = 6;

export interface MinimapPicture {
  readonly trace: Trace;
  readonly rows: RowList;
  readonly bounds: TimeWindow;
  readonly colour: BarColour;
  readonly width: number;
  readonly height: number;
}

/**
 * Which pixels of a line are still free, so that of thousands of rows on one line each pixel is drawn once: a million
 * rows cost no more than the picture has pixels.
 */
export class FreePixels {
  readonly #next: Int32Array;

  constructor(width: number) {
    this.#next = Int32Array.from({ length: width + 1 }, (_, at) => at);
  }

  clear(): void {
    for (let at = 0; at < this.#next.length; at++) this.#next[at] = at;
  }

  #freeFrom(at: number): number {
    let free = at;
    while (this.#next[free] !== free) {
      // Half of the way is left out the next time.
      this.#next[free] = this.#next[this.#next[free] ?? 0] ?? 0;
      free = this.#next[free] ?? 0;
    }
    return free;
  }

  /** Takes what is free from a pixel to below another, and tells each stretch of it. */
  take(from: number, to: number, onFree: (from: number, to: number) => void): void {
    const end = Math.min(to, this.#next.length - 1);
    let at = this.#freeFrom(Math.max(0, from));
    while (at < end) {
      const start = at;
      while (at < end && this.#next[at] === at) {
        this.#next[at] = at + 1;
        at += 1;
      }
      onFree(start, at);
      at = this.#freeFrom(at);
    }
  }
}

/** Draws every row as a line, thin where there are many. */
export function drawMinimap(canvas: HTMLCanvasElement, inks: Inks, picture: MinimapPicture): void {
  const { trace, rows, bounds, width, height } = picture;
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || width <= 0) return;
  const inkOf = rowInks(trace, rows, picture.colour);
  const scale: TimeScale = { window: bounds, width: canvas.width };
  const room = canvas.height - 2 * EDGE * ratio;
  const step = room / Math.max(1, rows.length);
  const thick = Math.max(1, Math.min(3 * ratio, step - 0.5));
  const free = new FreePixels(canvas.width);
  let line = NONE;
  let last = '';
  for (let index = 0; index < rows.length; index++) {
    const y = Math.floor(EDGE * ratio + index * step);
    if (y !== line) free.clear();
    line = y;
    const node = rows.nodeAt(index);
    const members = rows.membersAt(index);
    const ink = inks(inkOf(index));
    if (ink !== last) context.fillStyle = ink;
    last = ink;
    context.globalAlpha = rows.isPlain(index) || members > 0 ? 1 : 0.5;
    const draw = (start: number, end: number): void => {
      const x = Math.floor(toX(scale, start));
      free.take(x, Math.max(x + 1, Math.round(toX(scale, end))), (from, to) =>
        context.fillRect(from, y, to - from, thick),
      );
    };
    if (members === 0) draw(rows.startAt(index), rows.startAt(index) + rows.durationAt(index));
    else for (let at = node; at < node + members; at++) draw(trace.start[at] ?? 0, endOf(trace, at));
  }
}
