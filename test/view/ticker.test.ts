import { describe, expect, it } from 'vitest';
import type { Source, Update } from '../../src/model/source.ts';
import { HOUR, SECOND } from '../../src/model/time.ts';
import { Feed } from '../../src/view/feed.ts';
import type { ViewRange } from '../../src/view/range.ts';
import { Ticker } from '../../src/view/ticker.ts';
import type { Clock } from '../../src/view/ticker.ts';

const START = 1_000_000_000_000;

/** A clock that stands still until it is moved. */
class HandClock implements Clock {
  #now = START;
  #timers: { at: number; run: () => void }[] = [];

  now = (): number => this.#now;

  after = (wait: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + wait, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  move(by: number): void {
    const end = this.#now + by;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

function setUp(range: ViewRange): {
  clock: HandClock;
  ticker: Ticker;
  ticks: number[];
  tell: (update: Partial<Update>) => void;
} {
  let tellSource: (update: Update) => void = () => undefined;
  const source = {
    watch: (onUpdate: (update: Update) => void) => {
      tellSource = onUpdate;
      return () => undefined;
    },
  } as Partial<Source> as Source;
  const feed = new Feed(source);
  feed.start();
  const clock = new HandClock();
  const ticker = new Ticker(feed, range, clock);
  const ticks: number[] = [];
  ticker.subscribe(() => ticks.push(ticker.tick().now - START));
  ticker.start();
  const tell = (update: Partial<Update>): void =>
    tellSource({ revision: 1, changed: null, loading: null, problem: null, ...update });
  return { clock, ticker, ticks, tell };
}

const NEW_ROWS = { changed: { start: START, end: START + 1 } };

describe('a tick', () => {
  it('comes when rows within the range changed, at most once a second', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    clock.move(5 * SECOND);
    for (let revision = 1; revision <= 5; revision++) {
      tell({ ...NEW_ROWS, revision });
      clock.move(100);
    }
    expect(ticks).toEqual([5000]);
    clock.move(SECOND);
    expect(ticks).toEqual([5000, 6000]);
    expect(ticker.tick()).toEqual({ revision: 5, now: START + 6000 });
  });

  it('comes at once for the first rows of all', () => {
    const { clock, ticks, tell } = setUp({ last: HOUR });
    clock.move(300);
    tell(NEW_ROWS);
    clock.move(0);
    expect(ticks).toEqual([300]);
    tell({ ...NEW_ROWS, revision: 2 });
    clock.move(SECOND);
    expect(ticks).toEqual([300, 1300]);
  });

  it('does not come for rows outside of the range', () => {
    const { clock, ticks, tell } = setUp({ start: START - 2 * HOUR, end: START - HOUR });
    tell(NEW_ROWS);
    clock.move(HOUR);
    expect(ticks).toEqual([]);
    tell({ changed: { start: START - 1.5 * HOUR, end: START - 1.5 * HOUR + 1 } });
    clock.move(SECOND);
    expect(ticks).toHaveLength(1);
  });

  it('comes for rows of what the range is compared with', () => {
    const { clock, ticker, ticks, tell } = setUp({ start: START - HOUR, end: START });
    const earlier = { changed: { start: START - 168.5 * HOUR, end: START - 168.5 * HOUR + 1 } };
    ticker.look({ start: START - HOUR, end: START }, { compare: 'week', zone: 'utc' });
    tell(earlier);
    clock.move(SECOND);
    expect(ticks).toHaveLength(1);
    ticker.look({ start: START - HOUR, end: START }, { compare: 'day', zone: 'utc' });
    tell(earlier);
    clock.move(HOUR);
    expect(ticks).toHaveLength(1);
  });

  it('does not come for news of progress, but when loading ends', () => {
    const { clock, ticks, tell } = setUp({ start: 0, end: START });
    tell({ loading: { rows: 1, total: 10 } });
    tell({ loading: { rows: 5, total: 10 } });
    clock.move(2 * SECOND);
    expect(ticks).toEqual([]);
    tell({ loading: null });
    clock.move(2 * SECOND);
    expect(ticks).toHaveLength(1);
  });

  it('waits while it is held by anyone, and comes when the last lets go', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    const letGo = ticker.hold();
    const letGoToo = ticker.hold();
    tell(NEW_ROWS);
    clock.move(10 * SECOND);
    letGo();
    clock.move(10 * SECOND);
    expect(ticks).toEqual([]);
    letGoToo();
    clock.move(0);
    expect(ticks).toEqual([20_000]);
  });

  it('is not held while rows are loaded, nor when the last of them came, unless the page is hidden', () => {
    const loading = { rows: 1, total: 2 };
    for (const isFirm of [false, true]) {
      const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
      tell({ loading });
      ticker.hold(isFirm);
      clock.move(5 * SECOND);
      tell({ ...NEW_ROWS, loading });
      clock.move(0);
      tell({ loading: null, revision: 2 });
      clock.move(SECOND);
      expect(ticks).toEqual(isFirm ? [] : [5000, 6000]);
      // What comes from now on is live, and stands still.
      tell({ ...NEW_ROWS, revision: 3 });
      clock.move(10 * SECOND);
      expect(ticks).toHaveLength(isFirm ? 0 : 2);
    }
  });

  it('that is due already waits as well', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    tell(NEW_ROWS);
    clock.move(0);
    tell({ ...NEW_ROWS, revision: 2 });
    clock.move(100);
    ticker.hold();
    clock.move(10 * SECOND);
    expect(ticks).toEqual([0]);
  });

  it('moves a relative range on by itself, by a hundredth of its length', () => {
    const { clock, ticks } = setUp({ last: HOUR });
    clock.move(80 * SECOND);
    expect(ticks).toEqual([36_000, 72_000]);
  });

  it('is new for a new range, and none for the same', () => {
    const { clock, ticker, ticks } = setUp({ last: HOUR });
    clock.move(SECOND);
    ticker.look({ last: HOUR });
    expect(ticks).toEqual([]);
    ticker.look({ last: 2 * HOUR });
    expect(ticks).toEqual([1000]);
  });
});

describe('in steps that the reader chose', () => {
  it('ticks are that rare, and a relative range moves on as often', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    tell(NEW_ROWS);
    clock.move(0);
    ticker.refresh(5 * SECOND);
    tell({ ...NEW_ROWS, revision: 2 });
    clock.move(4 * SECOND);
    expect(ticks).toEqual([0]);
    clock.move(12 * SECOND);
    expect(ticks).toEqual([0, 5000, 10_000, 15_000]);
  });

  it('what is loaded comes in all the same', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    ticker.refresh(60 * SECOND);
    tell(NEW_ROWS);
    clock.move(0);
    tell({ ...NEW_ROWS, revision: 2 });
    tell({ ...NEW_ROWS, revision: 3, loading: { rows: 1, total: 2 } });
    clock.move(SECOND);
    tell({ ...NEW_ROWS, revision: 4, loading: null });
    clock.move(SECOND);
    expect(ticks).toEqual([0, 1000, 2000]);
  });

  it('none come once it is off, until there is one on demand', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    ticker.refresh('off');
    tell({ ...NEW_ROWS, loading: { rows: 1, total: 2 } });
    clock.move(0);
    tell({ ...NEW_ROWS, revision: 2, loading: null });
    clock.move(SECOND);
    expect(ticks).toEqual([0, 1000]);
    tell({ ...NEW_ROWS, revision: 3 });
    clock.move(HOUR);
    expect(ticks).toEqual([0, 1000]);
    ticker.now();
    expect(ticker.tick()).toEqual({ revision: 3, now: START + SECOND + HOUR });
  });

  it('another range is asked of now also while it is off', () => {
    const { clock, ticker, ticks } = setUp({ last: HOUR });
    ticker.refresh('off');
    clock.move(SECOND);
    ticker.look({ last: 2 * HOUR });
    expect(ticks).toEqual([1000]);
  });

  it('what came meanwhile is shown as soon as it is live again', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    tell(NEW_ROWS);
    clock.move(0);
    ticker.refresh('off');
    tell({ ...NEW_ROWS, revision: 2 });
    clock.move(HOUR);
    ticker.refresh('live');
    clock.move(0);
    expect(ticks).toEqual([0, HOUR]);
  });
});

describe('while answers are awaited', () => {
  it('no tick comes, and one as soon as they are there', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    clock.move(5 * SECOND);
    ticker.await(true);
    tell(NEW_ROWS);
    clock.move(400);
    expect(ticks).toEqual([]);
    ticker.await(false);
    clock.move(0);
    expect(ticks).toEqual([5400]);
  });

  it.each([
    ['are rarer', null, 6400],
    ['are rarer still while rows are loaded', { rows: 1, total: 2 }, 7100],
  ])('ticks that are owed for a slow answer %s', (_, loading, next) => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    clock.move(5 * SECOND);
    tell({ ...NEW_ROWS, loading });
    clock.move(0);
    ticker.await(true);
    clock.move(700);
    ticker.await(false);
    tell({ ...NEW_ROWS, loading });
    clock.move(next - 5701);
    expect(ticks).toEqual([5000]);
    clock.move(1);
    expect(ticks).toEqual([5000, next]);
  });

  it('what somebody asks is drawn before a tick that is due, for a second', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    clock.move(5 * SECOND);
    tell(NEW_ROWS);
    clock.move(0);
    clock.move(900);
    tell(NEW_ROWS);
    ticker.await(true);
    clock.move(50);
    ticker.await(false);
    clock.move(949);
    expect(ticks).toEqual([5000]);
    clock.move(1);
    expect(ticks).toEqual([5000, 6900]);
  });

  it('who goes on asking sees new rows all the same', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    clock.move(5 * SECOND);
    tell(NEW_ROWS);
    clock.move(0);
    tell(NEW_ROWS);
    for (let times = 0; times < 20; times++) {
      ticker.await(true);
      clock.move(50);
      ticker.await(false);
      clock.move(450);
    }
    expect(ticks).toEqual([5000, 10_000]);
  });

  it('the end of loading is shown without that delay', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: HOUR });
    const loading = { rows: 1, total: 2 };
    clock.move(5 * SECOND);
    tell({ ...NEW_ROWS, loading });
    clock.move(0);
    ticker.await(true);
    clock.move(700);
    ticker.await(false);
    tell({ ...NEW_ROWS, loading });
    tell({ ...NEW_ROWS, loading: null });
    clock.move(300);
    expect(ticks).toEqual([5000, 6000]);
  });

  it('ticks do not stay away when the machine slept before an answer', () => {
    const { clock, ticker, ticks, tell } = setUp({ last: 24 * HOUR });
    ticker.await(true);
    clock.move(8 * HOUR);
    ticker.await(false);
    tell(NEW_ROWS);
    clock.move(0);
    tell(NEW_ROWS);
    clock.move(10 * SECOND);
    expect(ticks).toEqual([8 * HOUR, 8 * HOUR + 10 * SECOND]);
  });
});
