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
}

/** A window in which every answer takes `cost` to draw, and nothing else any time. */
function setUp(cost: number): Window {
  let now = 0;
  let told = 0;
  const due: (() => void)[] = [];
  const unpainted: (() => void)[] = [];
  const drawn: string[] = [];
  const pace = new DrawPace({
    now: () => now,
    soon: (then) => void due.push(then),
    rendered: (then) => {
      now += cost * told;
      told = 0;
      then();
    },
    painted: (then) => void unpainted.push(then),
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
    // What an answer costs is not known before the first ones were drawn.
    answer('a', 'b');
    soon();
    frame();
    answer(...Array.from('cdefghijklmnopqrstuvwxyz'));
    soon();
    for (let turn = 0; turn < 4; turn++) frame();
    expect(drawn.join('')).toBe('ab|cdefgh|ijklmn|opqrst|uvwxyz|');
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
});
