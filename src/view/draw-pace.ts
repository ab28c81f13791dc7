import { notifyManager } from '@tanstack/react-query';

/** What a pace needs of the outside; tests give their own. */
export interface DrawClock {
  readonly now: () => number;
  readonly after: (wait: number, then: () => void) => void;
  /** Once everything is rendered that was set off before the call. */
  readonly rendered: (then: () => void) => void;
}

const WINDOW: DrawClock = {
  now: () => performance.now(),
  after: (wait, then) => void setTimeout(then, wait),
  // React renders what an external store tells it in a microtask, which by then is queued before this one.
  rendered: (then) => queueMicrotask(then),
};

/** After rendering, so many times what it took are left to layout, paint and input. */
const REST = 2;

/** How long the window may stand still for drawing, so that a key that is pressed meanwhile is seen at once. */
const LONGEST = 25;
/** Drawn together all the same: several answers are drawn by one part of the page, which would be drawn as often. */
const FEWEST = 4;

/**
 * Draws answers together. The widgets of a page ask at once and are answered one after the other; each answer drawn
 * by itself would draw much of the page a dozen times over. The first is drawn at once; what comes soon after it
 * waits a little, in proportion to what drawing costs on this machine, and is drawn with what has come until then: as
 * many answers at a time as are drawn before the window has stood still for too long, by what the last ones took.
 */
export class DrawPace {
  readonly #clock: DrawClock;
  #waiting: (() => void)[] = [];
  #isScheduled = false;
  #nextAt = -Infinity;
  /** What an answer took to draw, as far as is known. */
  #each = 0;
  /** What was drawn without a rest. */
  #spent = 0;

  constructor(clock: DrawClock = WINDOW) {
    this.#clock = clock;
  }

  readonly schedule = (tell: () => void): void => {
    this.#waiting.push(tell);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#clock.after(Math.max(0, this.#nextAt - this.#clock.now()), () => this.#tell());
  };

  #tell(): void {
    const most = this.#each === 0 ? this.#waiting.length : Math.floor(LONGEST / this.#each);
    const told = this.#waiting.splice(0, Math.max(FEWEST, most));
    const isMore = this.#waiting.length > 0;
    this.#isScheduled = isMore;
    const begin = this.#clock.now();
    for (const tell of told) tell();
    this.#clock.rendered(() => {
      const end = this.#clock.now();
      this.#each = (end - begin) / told.length;
      this.#spent += end - begin;
      if (isMore) {
        this.#clock.after(0, () => this.#tell());
        return;
      }
      this.#nextAt = end + REST * this.#spent;
      this.#spent = 0;
    });
  }
}

/** Lets TanStack Query tell the page of its answers at that pace. */
export function paceDrawing(): void {
  notifyManager.setScheduler(new DrawPace().schedule);
}
