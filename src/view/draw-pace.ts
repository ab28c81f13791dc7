import { notifyManager } from '@tanstack/react-query';
import type { Milliseconds } from '../model/time.ts';
import { isWriting } from './shortcuts.ts';

/** What a pace needs of the outside; tests give their own. */
export interface DrawClock {
  readonly now: () => number;
  /** When everything that happens at this moment has happened. */
  readonly soon: (then: () => void) => void;
  /** Once everything is rendered that was set off before the call. */
  readonly rendered: (then: () => void) => void;
  /** Once a frame with all that is rendered by then was painted. */
  readonly painted: (then: () => void) => void;
  /** Returns a stop. */
  readonly after: (wait: Milliseconds, then: () => void) => () => void;
}

/** Frames of a window that is covered may not come at all. */
const LONGEST_FRAME = 100;

function afterPaint(then: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    then();
  };
  const timer = setTimeout(once, document.hidden ? 0 : LONGEST_FRAME);
  // A frame is painted right after its callbacks.
  requestAnimationFrame(() => setTimeout(once));
}

const WINDOW: DrawClock = {
  now: () => performance.now(),
  soon: (then) => void setTimeout(then),
  // React renders what an external store tells it in a microtask, which by then is queued before this one.
  rendered: (then) => queueMicrotask(then),
  painted: afterPaint,
  after: (wait, then) => {
    const timer = setTimeout(then, wait);
    return () => clearTimeout(timer);
  },
};

/** How long the window may stand still for drawing, so that a key that is pressed meanwhile is seen at once. */
const LONGEST = 25;
/** Drawn together all the same: several answers are drawn by one part of the page, which would be drawn as often. */
const FEWEST = 4;
/**
 * An answer waits for others that are on their way: three or four frames, or twice as long as the last ones took until they were
 * painted. A frame in which one number is another is laid out, painted and put together as a whole, and takes the processor
 * from what works on the other answers.
 */
const PATIENCE: Milliseconds = 60;
const LONGEST_PATIENCE: Milliseconds = 240;

/**
 * Draws answers together. The widgets of a page ask at once and are answered one after the other; each answer drawn
 * by itself would draw much of the page a dozen times over. An answer that no other is awaited beside is drawn at once; others
 * wait for each other, for a while, and for the frame before: as many answers at a time are drawn as before the window has
 * stood still for too long, by what the last ones took. What somebody does is painted before any answer is drawn.
 */
export class DrawPace {
  readonly #clock: DrawClock;
  #waiting: (() => void)[] = [];
  #isScheduled = false;
  /** Whether something was rendered, or is about to be, that no frame shows yet. */
  #isUnpainted = false;
  #isAwaited = false;
  /** Ends the patience of those that wait; null: they have none any more, or none waits. */
  #endPatience: (() => void) | null = null;
  /** How many are drawn together, by what many took together last: of what one takes, most is done once for all. */
  #most = FEWEST;
  /** What the last ones took together until they were painted. */
  #took: Milliseconds = 0;

  constructor(clock: DrawClock = WINDOW) {
    this.#clock = clock;
  }

  readonly schedule = (tell: () => void): void => {
    this.#waiting.push(tell);
    if (this.#waiting.length === 1 && this.#isAwaited) {
      const patience = Math.min(Math.max(PATIENCE, 2 * this.#took), LONGEST_PATIENCE);
      this.#endPatience = this.#clock.after(patience, () => {
        this.#endPatience = null;
        this.#tellSoon();
      });
    }
    this.#tellSoon();
  };

  /** Says whether more answers are on their way that the page draws with those that have come. */
  await(isAwaited: boolean): void {
    this.#isAwaited = isAwaited;
    if (isAwaited) return;
    this.#endPatience?.();
    this.#endPatience = null;
    if (this.#waiting.length > 0) this.#tellSoon();
  }

  /** Says that something is rendered now: the frame that shows it comes before the next answers. */
  readonly letPaint = (): void => this.#letPaint(() => undefined);

  #letPaint(then: () => void): void {
    if (this.#isUnpainted) return;
    this.#isUnpainted = true;
    this.#clock.painted(() => {
      this.#isUnpainted = false;
      then();
      if (this.#mayTell()) this.#tell();
    });
  }

  #mayTell(): boolean {
    return this.#waiting.length > 0 && !this.#isUnpainted && this.#endPatience === null;
  }

  #tellSoon(): void {
    if (this.#isScheduled || this.#isUnpainted || this.#endPatience !== null) return;
    this.#isScheduled = true;
    this.#clock.soon(() => {
      this.#isScheduled = false;
      if (this.#mayTell()) this.#tell();
    });
  }

  #tell(): void {
    const most = this.#most;
    const told = this.#waiting.splice(0, most);
    const begin = this.#clock.now();
    for (const tell of told) tell();
    this.#clock.rendered(() => {
      const took = this.#clock.now() - begin;
      if (told.length >= most || (told.length > FEWEST && took > LONGEST)) {
        this.#most = Math.max(FEWEST, Math.floor((told.length * LONGEST) / took));
      }
      this.#letPaint(() => {
        this.#took = this.#clock.now() - begin;
      });
    });
  }
}

/** The pace of this window. */
export const DRAW_PACE = new DrawPace();

/** What is done by hand, and drawn in the event itself. */
const DEEDS = ['pointerdown', 'pointerup', 'click', 'keydown'];

/** Lets TanStack Query tell the page of its answers at that pace. */
export function paceDrawing(): void {
  notifyManager.setScheduler(DRAW_PACE.schedule);
  // Whoever types reads the answers to each key; a letter alone is not worth a frame before them.
  const letPaint = ({ type, target }: Event): void => {
    if (type !== 'keydown' || !isWriting(target)) DRAW_PACE.letPaint();
  };
  for (const deed of DEEDS) addEventListener(deed, letPaint, { capture: true, passive: true });
}
