// The tag explorer, by Sentry's own test of it.
import { describe, expect, it } from 'vitest';
import { suspectTags } from '../../src/metrics/suspect-tags.ts';

const COLOURS = [
  { tag: 'color', value: 'red', avg: 1_000, count: 14 },
  { tag: 'color', value: 'blue', avg: 4_000, count: 5 },
  { tag: 'color', value: 'green', avg: 5_000, count: 1 },
];
/** 14 × 1 s, 5 × 4 s, 1 × 5 s. */
const OVERALL = { avg: 1_950, count: 20 };

describe('suspect tags', () => {
  it('are Sentry’s of 14 red, 5 blue and 1 green', () => {
    const [blue, ...others] = suspectTags(OVERALL, COLOURS);
    expect(others).toEqual([]);
    expect(blue).toMatchObject({ tag: 'color', value: 'blue', avg: 4_000, frequency: 0.25, lost: 10_250 });
    expect(blue?.comparison).toBeCloseTo(2.051282, 6);
  });

  it('leave out what is hardly slower, and tags that name single traces', () => {
    const slow = { avg: 9_000, count: 5 };
    expect(
      suspectTags(OVERALL, [
        { tag: 'plan', value: 'pro', avg: 1_950 * 1.005, count: 10 },
        ...['trace', 'trace.ctx', 'trace.span', 'project', 'browser', 'celery_task_id', 'url'].map((tag) => ({
          tag,
          value: 'x',
          ...slow,
        })),
      ]),
    ).toEqual([]);
    expect(suspectTags(OVERALL, [{ tag: 'plan', value: 'pro', avg: 1_960, count: 10 }])).toHaveLength(1);
  });

  it('come with the most lost time first, one of each tag', () => {
    const tags = suspectTags(OVERALL, [
      ...COLOURS,
      { tag: 'plan', value: 'free', avg: 2_000, count: 2 },
      { tag: 'region', value: 'eu', avg: 6_000, count: 4 },
    ]);
    expect(tags.map(({ tag, lost }) => [tag, Math.round(lost)])).toEqual([
      ['region', 16_200],
      ['color', 10_250],
      ['plan', 100],
    ]);
  });
});
