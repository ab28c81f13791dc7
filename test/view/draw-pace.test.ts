import { describe, expect, it } from 'vitest';
import { DrawPace } from '../../src/view/draw-pace.ts';

/** A window in which rendering takes `cost` and nothing else any time. */
function setUp(cost: number): { pace: DrawPace; drawn: string[]; move: (by: number) => void } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const pace = new DrawPace({
    now: () => now,
    after: (wait, then) => void timers.push({ at: now + wait, run: then }),
    rendered: (then) => {
      now += cost;
      then();
    },
  });
  const move = (by: number): void => {
    const end = now + by;
    for (;;) {
      const next = timers.find(({ at }) => at <= end);
      if (next === undefined) break;
      timers = timers.filter((timer) => timer !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = Math.max(now, end);
  };
  return { pace, drawn: [], move };
}

describe('answers', () => {
  it('are drawn at once when none was drawn just before', () => {
    const { pace, drawn, move } = setUp(50);
    pace.schedule(() => drawn.push('first'));
    move(0);
    expect(drawn).toEqual(['first']);
    move(1_000);
    pace.schedule(() => drawn.push('second'));
    move(0);
    expect(drawn).toEqual(['first', 'second']);
  });

  it('that come soon after one are drawn together, once drawing has had its rest', () => {
    const { pace, drawn, move } = setUp(50);
    pace.schedule(() => drawn.push('first'));
    move(0);
    pace.schedule(() => drawn.push('second'));
    move(40);
    pace.schedule(() => drawn.push('third'));
    move(59);
    expect(drawn).toEqual(['first']);
    move(1);
    expect(drawn).toEqual(['first', 'second', 'third']);
  });

  it('that take long together are drawn in several turns, between which the window is free', () => {
    let now = 0;
    let told = 0;
    let run: (() => void) | null = null;
    const turns: number[] = [];
    const pace = new DrawPace({
      now: () => now,
      after: (_wait, then) => {
        run = then;
      },
      rendered: (then) => {
        now += 5 * told;
        turns.push(told);
        told = 0;
        then();
      },
    });
    const answer = (count: number): void => {
      for (let index = 0; index < count; index++) pace.schedule(() => (told += 1));
      while (run !== null) {
        const next: () => void = run;
        run = null;
        next();
      }
      now += 1_000;
    };
    // What an answer costs is not known before the first ones were drawn.
    answer(2);
    answer(12);
    expect(turns).toEqual([2, 5, 5, 2]);
    // Nothing is left over.
    answer(1);
    expect(turns).toEqual([2, 5, 5, 2, 1]);
  });

  it('wait next to nothing where drawing costs nothing', () => {
    const { pace, drawn, move } = setUp(0);
    for (const name of ['first', 'second', 'third']) {
      pace.schedule(() => drawn.push(name));
      move(0);
    }
    expect(drawn).toEqual(['first', 'second', 'third']);
  });
});
