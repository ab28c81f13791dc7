import { EVERYTHING } from '../model/filter.ts';
import { SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { versusOf } from './compare.ts';
import type { Feed, Heard } from './feed.ts';
import { resolveRange } from './range.ts';
import type { ViewRange } from './range.ts';
import type { Refresh } from './refresh.ts';
import type { View } from './view.ts';

/** The moment a page's questions are asked in: all widgets of a page use the same. */
export interface Tick {
  /** Of the source's rows. */
  readonly revision: number;
  /** Where a relative range ends. */
  readonly now: EpochMs;
}

/** What a ticker needs of the outside; tests give their own. */
export interface Clock {
  readonly now: () => EpochMs;
  /** Returns a stop. */
  readonly after: (wait: Milliseconds, then: () => void) => () => void;
}

export const WINDOW_CLOCK: Clock = {
  now: () => Date.now(),
  after: (wait, then) => {
    const timer = setTimeout(then, wait);
    return () => clearTimeout(timer);
  },
};

const ALONE: Pick<View, 'compare' | 'zone'> = { compare: 'off', zone: 'utc' };

/** Whether an update can change what a view of this range, compared with that, shows. */
function matters(
  { changed }: Heard,
  range: ViewRange,
  { compare, zone }: Pick<View, 'compare' | 'zone'>,
  now: EpochMs,
): boolean {
  if (changed === null) return false;
  const shown = resolveRange(range, now);
  const other = versusOf(compare, { range: shown, where: EVERYTHING }, zone)?.range;
  // What comes now belongs to a relative range, though its end was a moment ago.
  const until = 'last' in range ? Infinity : shown.end;
  const isWithin = (start: EpochMs, end: EpochMs): boolean => changed.start < end && changed.end > start;
  return isWithin(shown.start, until) || (other !== undefined && isWithin(other.start, other.end));
}

/**
 * Between two ticks lie so many times what the questions of one took: the rest is for loading and drawing, or for drawing
 * alone, where what is new is to be seen soon.
 */
const PACE = { loading: 3, live: 2 };
/** But no more than this, however long an answer took: a machine may have slept meanwhile. */
const LONGEST_PACE: Milliseconds = 10 * SECOND;
/** What somebody asks puts a tick off, so that its answers are drawn first; who goes on asking sees new rows all the same. */
const LONGEST_PUT_OFF: Milliseconds = 4 * SECOND;

/**
 * Makes ticks: at most one a second, when rows within the range changed or loading came to its end; none while
 * held or while answers are awaited, and then one as soon as it may be; what is not loaded yet is no reason to hold.
 * Where answers take long, ticks are rarer. A relative range also moves on by itself, by a hundredth of its length, so
 * that old rows leave it when none arrive. The reader may want ticks in steps of so long instead, or none at all: also
 * then what is being loaded comes in.
 */
export class Ticker {
  #tick: Tick;
  #range: ViewRange;
  readonly #feed: Feed;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  /** Who holds, and whether also while loading. */
  readonly #holders = new Map<symbol, boolean>();
  #due = false;
  #wasLoading = false;
  /** Whether loading came to its end after the last tick. */
  #owesWhole = false;
  /** Since when answers are awaited; null while none are. */
  #awaitedSince: EpochMs | null = null;
  /** When something was asked last. */
  #askedAt: EpochMs = -Infinity;
  /** How long the last answers took. */
  #took: Milliseconds = 0;
  #cancel: (() => void) | null = null;
  #cancelSlide: (() => void) | null = null;
  #stop: (() => void) | null = null;
  #refresh: Refresh = 'live';
  #compared: Pick<View, 'compare' | 'zone'> = ALONE;

  constructor(feed: Feed, range: ViewRange, clock: Clock = WINDOW_CLOCK) {
    this.#feed = feed;
    this.#range = range;
    this.#clock = clock;
    this.#tick = { revision: feed.latest()?.revision ?? 0, now: clock.now() };
  }

  /** Starts to listen. Returns a stop. */
  start(): () => void {
    this.#wasLoading = this.#feed.latest()?.loading != null;
    this.#stop = this.#feed.subscribe(() => this.#heard());
    this.#slideLater();
    return () => {
      this.#stop?.();
      this.#cancel?.();
      this.#cancelSlide?.();
      this.#stop = this.#cancel = this.#cancelSlide = null;
    };
  }

  readonly tick = (): Tick => this.#tick;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Looks at another range from now on, or compares with something else; a change of the range is a new question
   * anyway, so asked of now.
   */
  look(range: ViewRange, compared: Pick<View, 'compare' | 'zone'> = ALONE): void {
    this.#compared = compared;
    if (JSON.stringify(range) === JSON.stringify(this.#range)) return;
    this.#range = range;
    this.#make();
  }

  /** How often ticks come from now on. */
  refresh(refresh: Refresh): void {
    if (refresh === this.#refresh) return;
    this.#refresh = refresh;
    this.#cancel?.();
    this.#cancel = null;
    this.#slideLater();
    if (this.#due) this.#later();
  }

  /** A tick at once, whatever holds. */
  now(): void {
    this.#make();
  }

  /**
   * No tick until the returned function is called: while hidden, hovered or brushed. Numbers that are not whole yet
   * do not stand still under a pointer; with `isFirm` they do too.
   */
  hold(isFirm = false): () => void {
    const holder = Symbol('hold');
    this.#holders.set(holder, isFirm);
    return () => {
      this.#holders.delete(holder);
      if (this.#due) this.#later();
    };
  }

  /** Says whether answers are awaited, however many. */
  await(isAwaited: boolean): void {
    if (isAwaited === (this.#awaitedSince !== null)) return;
    if (this.#awaitedSince !== null) this.#took = this.#clock.now() - this.#awaitedSince;
    this.#awaitedSince = isAwaited ? this.#clock.now() : null;
    this.#askedAt = this.#awaitedSince ?? this.#askedAt;
    if (!isAwaited && this.#due) this.#later();
  }

  #heard(): void {
    const update = this.#feed.latest();
    if (update === null) return;
    const isLoading = update.loading !== null;
    const hasLoaded = this.#wasLoading && !isLoading;
    this.#wasLoading = isLoading;
    if (isLoading && typeof this.#refresh === 'number') {
      // A wait that was meant for what is whole.
      this.#cancel?.();
      this.#cancel = null;
    }
    if (hasLoaded) {
      this.#owesWhole = true;
      // Nothing has to be left to loading any more, and what is on screen is not all there is.
      this.#took = 0;
      this.#cancel?.();
      this.#cancel = null;
    }
    if (hasLoaded || matters(update, this.#range, this.#compared, this.#clock.now())) {
      this.#due = true;
      this.#later();
    }
  }

  #later(): void {
    if (this.#cancel !== null) return;
    if (this.#refresh === 'off' && !this.#isPartial()) return;
    this.#cancel = this.#clock.after(this.#wait(), () => {
      this.#cancel = null;
      // Something was asked meanwhile.
      if (this.#wait() > 0) this.#later();
      else if (!this.#isHeld() && this.#awaitedSince === null) this.#make();
    });
  }

  /** How long it is until the next tick may come; 0: it may. */
  #wait(): Milliseconds {
    // Before the first rows there is nothing on screen that could change too often.
    if (this.#tick.revision === 0) return 0;
    const { now } = this.#tick;
    const least = typeof this.#refresh === 'number' && !this.#isPartial() ? this.#refresh : SECOND;
    const share = this.#wasLoading ? PACE.loading : PACE.live;
    const pace = Math.max(least, Math.min(share * this.#took, LONGEST_PACE));
    const asked = Math.min(this.#askedAt, now + LONGEST_PUT_OFF) + SECOND;
    return Math.max(0, Math.max(now + pace, asked) - this.#clock.now());
  }

  #isHeld(): boolean {
    const isPartial = this.#wasLoading || this.#owesWhole;
    return [...this.#holders.values()].some((isFirm) => isFirm || !isPartial);
  }

  /** Whether what is on screen is less than what was there when the page was opened: that waits for nobody. */
  #isPartial(): boolean {
    return this.#wasLoading || this.#owesWhole || this.#tick.revision === 0;
  }

  #make(): void {
    this.#due = false;
    this.#owesWhole = false;
    this.#tick = { revision: this.#feed.latest()?.revision ?? 0, now: this.#clock.now() };
    for (const listener of this.#listeners) listener();
    this.#slideLater();
  }

  #slideLater(): void {
    this.#cancelSlide?.();
    this.#cancelSlide = null;
    if (!('last' in this.#range) || this.#refresh === 'off') return;
    const slide = Math.max(this.#range.last / 100, 15 * SECOND);
    const step = Math.min(typeof this.#refresh === 'number' ? this.#refresh : slide, LONGEST_TIMER);
    this.#cancelSlide = this.#clock.after(step, () => {
      this.#due = true;
      this.#later();
    });
  }
}

/** What a browser's timer can wait at most. */
const LONGEST_TIMER: Milliseconds = 2 ** 31 - 1;
