import { WORK } from '../../src/model/transaction.ts';
import { MOST_STEPS } from './plan.ts';
import type { Layout, Repeats } from './plan.ts';
import { unitOf } from './random.ts';
import { toMs } from './ticks.ts';

/** Where the steps of one transaction lie, in ticks from its start. Buffers that are used again for every row. */
export class Arrangement {
  readonly start = new Float64Array(MOST_STEPS);
  readonly extent = new Float64Array(MOST_STEPS);
  /** Spans that each step is written out as. */
  readonly count = new Int32Array(MOST_STEPS);
  /** Ticks by kind of work, -1 where no span is of that kind. */
  readonly work = new Float64Array(WORK.length);
  readonly #own = new Float64Array(MOST_STEPS);
  readonly #share = new Float64Array(MOST_STEPS);
  /** Duration of the transaction in ticks. */
  total = 0;
  /** Spans beneath it. */
  spans = 0;

  /**
   * Deals out `own` ticks to the steps of a layout and adds the calls' lengths (in ticks, in the order of
   * `layout.calls`). `bits` are the row's; with `varies` false every weight is taken as it is written.
   */
  arrange(layout: Layout, own: number, calls: Float64Array, bits: number, varies: boolean): void {
    this.#deal(layout, own, bits, varies);
    this.#stretch(layout, calls);
    this.#place(layout);
    this.#sum(layout, bits, varies);
  }

  #deal(layout: Layout, own: number, bits: number, varies: boolean): void {
    const { firstWithin, within, weight, spread, gap, tail } = layout;
    this.#own[0] = own;
    for (let at = 0; at < within.length; at += 1) {
      if (within[at] === 0) continue;
      const first = firstWithin[at] ?? 0;
      const end = first + (within[at] ?? 0);
      let sum = tail[at] ?? 0;
      for (let child = first; child < end; child += 1) {
        let share = weight[child] ?? 0;
        if (varies) share *= 1 + (spread[child] ?? 0) * (2 * unitOf(bits, child) - 1);
        this.#share[child] = share;
        sum += share + (gap[child] ?? 0);
      }
      const scale = (this.#own[at] ?? 0) / sum;
      for (let child = first; child < end; child += 1) {
        this.#own[child] = Math.floor((this.#share[child] ?? 0) * scale);
        // Until the steps are placed, `start` holds the gap before each.
        this.start[child] = Math.floor((gap[child] ?? 0) * scale);
      }
    }
  }

  #stretch(layout: Layout, calls: Float64Array): void {
    const { parent } = layout;
    for (let at = 0; at < parent.length; at += 1) this.extent[at] = this.#own[at] ?? 0;
    for (let ordinal = 0; ordinal < layout.calls.length; ordinal += 1) {
      for (let at = layout.calls[ordinal] ?? -1; at >= 0; at = parent[at] ?? -1) {
        this.extent[at] = (this.extent[at] ?? 0) + (calls[ordinal] ?? 0);
      }
    }
    this.total = this.extent[0] ?? 0;
  }

  #place(layout: Layout): void {
    const { firstWithin, within } = layout;
    this.start[0] = 0;
    for (let at = 0; at < within.length; at += 1) {
      const first = firstWithin[at] ?? 0;
      const end = first + (within[at] ?? 0);
      let cursor = this.start[at] ?? 0;
      for (let child = first; child < end; child += 1) {
        cursor += this.start[child] ?? 0;
        this.start[child] = cursor;
        cursor += this.extent[child] ?? 0;
      }
    }
  }

  #sum(layout: Layout, bits: number, varies: boolean): void {
    this.work.fill(-1);
    this.spans = 0;
    const { parallel, work, repeats } = layout;
    for (let at = 1; at < work.length; at += 1) {
      const extent = this.extent[at] ?? 0;
      let count = parallel[at] ?? 1;
      let busy = extent;
      const run = repeats[at];
      if (run != null) {
        busy = busyTicks(run, extent);
        const wanted = toMs(busy) / run.each;
        count = Math.max(2, Math.round(varies ? wanted * (0.9 + 0.2 * unitOf(bits, at + 100)) : wanted));
      }
      this.count[at] = count;
      this.spans += count;
      const kind = work[at] ?? -1;
      if (kind >= 0) this.work[kind] = Math.max(0, this.work[kind] ?? 0) + busy;
    }
  }
}

/** Of a step's ticks, those in its equal spans. */
export function busyTicks({ busy, idle }: Repeats, extent: number): number {
  return Math.floor((extent * busy) / (busy + idle));
}
