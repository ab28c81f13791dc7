import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import type { EpochMs } from '../../src/model/time.ts';
import { bitsAt, unit } from './random.ts';
import { floorToTick } from './ticks.ts';

/** What the demo tells of: two weeks up to its anchor, and one day of live traffic after it. */
const HISTORY = 14 * DAY;
export const LIVE = 1 * DAY;

const BIN = 5 * MINUTE;
/** The product was launched three days ago: from then on traffic grows up to this many times. */
const LAUNCH = 3 * DAY;
const GROWTH = 16;

/** How busy an hour of the week is, around 1: offices of Europe and America, quiet nights and week-ends. */
function season(time: EpochMs): number {
  const hour = (time % DAY) / HOUR;
  const bump = (at: number, width: number): number => {
    const away = Math.min(Math.abs(hour - at), 24 - Math.abs(hour - at));
    return Math.exp(-0.5 * (away / width) ** 2);
  };
  // 1970-01-01 was a Thursday.
  const weekday = (Math.floor(time / DAY) + 4) % 7;
  const week = weekday === 0 || weekday === 6 ? 0.72 : 1;
  return (0.62 + 0.45 * bump(9.5, 2.8) + 0.5 * bump(15.5, 3.2)) * week;
}

function growth(sinceAnchor: number): number {
  const done = Math.min(1, Math.max(0, 1 + sinceAnchor / LAUNCH));
  return 1 + (GROWTH - 1) * done * done;
}

/**
 * When the traces come: trace number n of the world at the time at which the expected number of traces reaches n,
 * give or take less than one place. Goes on after the anchor at the same rate.
 */
export class Calendar {
  readonly #start: EpochMs;
  readonly #reached: Float64Array;
  /** Where it was looked last. */
  #lastBin = 0;

  /** `traces` come before the anchor. */
  constructor(seed: number, anchor: EpochMs, traces: number) {
    const bins = (HISTORY + LIVE) / BIN;
    this.#start = anchor - HISTORY;
    this.#reached = new Float64Array(bins + 1);
    for (let bin = 0; bin < bins; bin += 1) {
      const time = this.#start + (bin + 0.5) * BIN;
      const wobble = 0.9 + 0.2 * unit(bitsAt(seed ^ 0x5ca1e, bin));
      const rate = season(time) * growth(time - anchor) * wobble;
      this.#reached[bin + 1] = (this.#reached[bin] ?? 0) + rate;
    }
    const scale = traces / (this.#reached[HISTORY / BIN] ?? 1);
    for (let bin = 0; bin <= bins; bin += 1) this.#reached[bin] = (this.#reached[bin] ?? 0) * scale;
  }

  /** Traces that come before the end of the live day. */
  get traces(): number {
    return Math.floor(this.#reached.at(-1) ?? 0);
  }

  /** When the expected number of traces reaches `number`; on a tick. */
  timeOf(number: number): EpochMs {
    const bin = this.#binOf(number);
    const before = this.#reached[bin] ?? 0;
    const part = (number - before) / ((this.#reached[bin + 1] ?? 0) - before);
    return floorToTick(this.#start + (bin + part) * BIN);
  }

  /** The last bin at whose beginning no more than `number` traces have come. */
  #binOf(number: number): number {
    const reached = this.#reached;
    // Whoever asks for one trace after the other stays in a bin for long.
    if ((reached[this.#lastBin] ?? 0) <= number && number < (reached[this.#lastBin + 1] ?? 0)) {
      return this.#lastBin;
    }
    let low = 0;
    let high = reached.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((reached[middle] ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    this.#lastBin = low;
    return low;
  }

  /** The expected number of traces up to a time: the inverse of `timeOf`. */
  numberAt(time: EpochMs): number {
    const place = (time - this.#start) / BIN;
    const last = this.#reached.length - 1;
    if (place <= 0) return 0;
    if (place >= last) return this.#reached[last] ?? 0;
    const bin = Math.floor(place);
    const before = this.#reached[bin] ?? 0;
    return before + ((this.#reached[bin + 1] ?? 0) - before) * (place - bin);
  }
}
