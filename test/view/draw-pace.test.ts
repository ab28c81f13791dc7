import { describe, expect, it } from 'vitest';
import { DrawPace } from '../../src/view/draw-pace.ts';

interface Window {
  readonly pace: DrawPace;
  /** What was drawn, with `|` where a frame was painted. */
  readonly drawn: string[];
  readonly answer: (...names: readonly string[]) => void;
  /** Lets everything happen that is due at this moment. */
  readonly soon: () => void;
  /** Paints a frame. */
  readonly frame: () => void;
  /** Lets so many milliseconds pass. */
  readonly pass: (wait: number) => void;
}

/** A window in which every answer takes `cost` to draw, what is drawn together takes `once` besides, and nothing else any time. */
function setUp(cost: number, once = 0): Window {
  let now = 0;
  let told = 0;
  const due: (() => void)[] = [];
  const unpainted: (() => void)[] = [];
  const timers = new Map<() => void, number>();
  const drawn: string[] = [];
  const pace = new DrawPace({
    now: () => now,
    soon: (then) => void due.push(then),
    rendered: (then) => {
      now += once + cost * told;
      told = 0;
      then();
    },
    painted: (then) => void unpainted.push(then),
    after: (wait, then) => {
      timers.set(then, now + wait);
      return () => void timers.delete(then);
    },
  });
  const run = (queue: (() => void)[]): void => {
    for (const then of queue.splice(0)) then();
  };
  return {
    pace,
    drawn,
    answer: (...names) => {
      for (const name of names) {
        pace.schedule(() => {
          told += 1;
          drawn.push(name);
        });
      }
    },
    soon: () => run(due),
    frame: () => {
      drawn.push('|');
      run(unpainted);
    },
    pass: (wait) => {
      now += wait;
      for (const [then, at] of timers) {
        if (at > now || !timers.delete(then)) continue;
        then();
      }
    },
  };
}

describe('answers', () => {
  it('are drawn at once when nothing was drawn just before', () => {
    const { drawn, answer, soon, frame } = setUp(5);
    answer('first');
    soon();
    expect(drawn).toEqual(['first']);
    frame();
    answer('second');
    soon();
    expect(drawn).toEqual(['first', '|', 'second']);
  });

  it('that come before the frame is painted are drawn together, after it', () => {
    const { drawn, answer, soon, frame } = setUp(5);
    answer('first');
    soon();
    answer('second');
    soon();
    answer('third');
    soon();
    expect(drawn).toEqual(['first']);
    frame();
    expect(drawn).toEqual(['first', '|', 'second', 'third']);
  });

  it('let what somebody does be painted first', () => {
    const { pace, drawn, answer, soon, frame } = setUp(5);
    answer('first');
    pace.letPaint();
    soon();
    answer('second');
    soon();
    expect(drawn).toEqual([]);
    frame();
    expect(drawn).toEqual(['|', 'first', 'second']);
  });

  it('that take long together are drawn in several turns, between which the window is free', () => {
    const { drawn, answer, soon, frame } = setUp(4);
    // What many cost is not known before the first ones were drawn.
    answer('a', 'b');
    soon();
    frame();
    answer(...Array.from('cdefghijklmnopqrstuvwxyz'));
    soon();
    for (let turn = 0; turn < 4; turn++) frame();
    expect(drawn.join('')).toBe('ab|cdef|ghijkl|mnopqr|stuvwx|yz');
  });

  it('that take very long are drawn a few at a time all the same', () => {
    const { drawn, answer, soon, frame } = setUp(100);
    answer('a');
    soon();
    frame();
    answer(...Array.from('bcdefghijk'));
    soon();
    frame();
    expect(drawn.join('')).toBe('a|bcde|fghi');
  });

  it('are drawn together after a single one that took long, where many together take little more', () => {
    const { drawn, answer, soon, frame } = setUp(0.5, 6);
    const many = Array.from('bcdefghijklmnopqrs');
    answer('a', ...many);
    for (let turn = 0; turn < 6; turn++) {
      soon();
      frame();
    }
    answer('a');
    soon();
    frame();
    drawn.length = 0;
    answer(...many);
    soon();
    expect(drawn).toEqual(many);
  });

  it('of which nothing is known yet are drawn a few at a time', () => {
    const { drawn, answer, soon, frame } = setUp(1);
    answer(...Array.from('abcdef'));
    soon();
    frame();
    expect(drawn.join('')).toBe('abcd|ef');
  });

  it('that others are awaited beside are drawn with them, when the last is there', () => {
    const { pace, drawn, answer, soon, frame, pass } = setUp(1);
    pace.await(true);
    answer('a');
    soon();
    pass(20);
    answer('b');
    soon();
    expect(drawn).toEqual([]);
    // The last one is known to have come before it is to be drawn.
    pace.await(false);
    answer('c');
    soon();
    expect(drawn.join('')).toBe('abc');
    frame();
    pass(1000);
    expect(drawn.join('')).toBe('abc|');
  });

  it('wait no longer than a few frames for those that take long', () => {
    const { pace, drawn, answer, soon, frame, pass } = setUp(1);
    pace.await(true);
    answer('a');
    soon();
    pass(59);
    answer('b');
    soon();
    expect(drawn).toEqual([]);
    pass(1);
    soon();
    expect(drawn.join('')).toBe('ab');
    answer('c');
    frame();
    soon();
    expect(drawn.join('')).toBe('ab|');
    pass(60);
    soon();
    expect(drawn.join('')).toBe('ab|c');
  });

  it('wait longer where drawing takes long', () => {
    const { pace, drawn, answer, soon, frame, pass } = setUp(1);
    answer('a');
    soon();
    pass(99);
    frame();
    pace.await(true);
    answer('b');
    pass(199);
    soon();
    expect(drawn.join('')).toBe('a|');
    pass(1);
    soon();
    expect(drawn.join('')).toBe('a|b');
  });

  it('are drawn when what they waited for is taken back', () => {
    const { pace, drawn, answer, soon } = setUp(1);
    pace.await(true);
    answer('a');
    soon();
    pace.await(false);
    soon();
    expect(drawn).toEqual(['a']);
  });

  it('let what somebody does be painted first, however long they waited', () => {
    const { pace, drawn, answer, soon, frame, pass } = setUp(1);
    pace.await(true);
    answer('a');
    pass(50);
    pace.letPaint();
    pass(10);
    soon();
    expect(drawn).toEqual([]);
    frame();
    expect(drawn).toEqual(['|', 'a']);
  });
});
