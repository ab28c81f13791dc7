import { describe, expect, it } from 'vitest';
import { explainChange } from '../../src/trends/explain.ts';
import type { ExplainedEvent } from '../../src/trends/explain.ts';
import { explainInWords } from '../../src/trends/explain-words.ts';
import type { Looked, Wording } from '../../src/trends/explain-words.ts';
import type { Part } from '../../src/model/change.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';

const USUAL: Readonly<Record<string, number>> = {
  own: 40,
  'db.query SELECT documents': 60,
  'db.query SELECT users': 15,
  'cache.get': 5,
  'http.client GET /rates': 30,
  'template.render': 25,
};

interface Cause {
  /** What a group's time is multiplied with. */
  readonly slower?: Readonly<Record<string, number>>;
  /** A group that was not there, in milliseconds. */
  readonly added?: Readonly<Record<string, number>>;
  /** The share of `plan:enterprise`, whose events take three times as long in their queries. */
  readonly enterprise?: number;
  readonly release?: string;
}

/** Events of a route: log-normal times of each group, one of fifty events with an outlier in some group. */
function events(random: Random, count: number, cause: Cause = {}): ExplainedEvent[] {
  const spread = (): number => Math.exp(0.4 * (random.next() + random.next() + random.next() - 1.5) * 2);
  return Array.from({ length: count }, () => {
    const isEnterprise = random.chance(cause.enterprise ?? 0.1);
    const tags = new Map([
      ['plan', isEnterprise ? 'enterprise' : 'free'],
      ['server', `web-${random.whole(1, 4)}`],
      ['release', cause.release ?? '1.0'],
      ['request', String(random.next())],
    ]);
    const groups = { ...USUAL, ...cause.added };
    const outlier = random.chance(0.02) ? random.pick(Object.keys(groups)) : null;
    const selfTime = new Map(
      Object.entries(groups).map(([group, time]) => [
        group,
        time *
          spread() *
          (cause.slower?.[group] ?? 1) *
          (isEnterprise && group.startsWith('db') ? 3 : 1) *
          (group === outlier ? 8 : 1),
      ]),
    );
    // A little time that no span accounts for, and a little that two share.
    const sum = [...selfTime.values()].reduce((total, time) => total + time, 0);
    return { duration: sum + 4 * (random.next() - 0.5), selfTime, tags };
  });
}

const CAUSES: readonly (readonly [string, Cause, string])[] = [
  ['a slower query', { slower: { 'db.query SELECT documents': 1.6 } }, 'db.query SELECT documents'],
  ['a slower call', { slower: { 'http.client GET /rates': 2 }, release: '2.0' }, 'http.client GET /rates'],
  ['a new step', { added: { 'db.query SELECT rights': 35 } }, 'db.query SELECT rights'],
  ['time of its own', { slower: { own: 1.9 } }, 'own'],
];

describe('why it regressed', () => {
  it.each(CAUSES)('names %s first and leaves less than 10 % unexplained', (_, cause, first) => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const before = events(random, 800);
      const after = events(random, 800, cause);
      for (const part of ['all', 'slowest'] as const) {
        const explanation = explainChange(before, after, part);
        const change = explanation.after - explanation.before;
        const sum = explanation.causes.reduce((total, one) => total + one.change, 0);
        expect(sum).toBeCloseTo(change, 6);
        // The slowest 5 % of 800 are 40 events, of which chance decides much: there only the sum is exact.
        if (part === 'slowest') continue;
        expect(explanation.causes[0]).toMatchObject({ kind: 'self time', group: first });
        const left = explanation.causes.at(-1);
        expect(left?.kind).toBe('unexplained');
        expect(Math.abs(left?.change ?? 0)).toBeLessThan(0.1 * change);
      }
    }
  });

  it('names a shift of the mix first', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const before = events(random, 1_000);
      const explanation = explainChange(before, events(random, 1_000, { enterprise: 0.5 }), 'all');
      expect(explanation.causes[0]).toMatchObject({ kind: 'mix', tag: 'plan' });
      const [first] = explanation.causes;
      if (first?.kind !== 'mix') throw new Error('no mix');
      // Of the two plans, each did half of it.
      expect(['enterprise', 'free']).toContain(first.value);
      const change = explanation.after - explanation.before;
      expect(first.change / change).toBeGreaterThan(0.8);
      expect(Math.abs(explanation.causes.at(-1)?.change ?? 0)).toBeLessThan(0.1 * change);
    }
  });

  it('takes a new release for no cause, and chance for no shift', () => {
    const random = createRandom(1);
    const before = events(random, 1_000);
    const explanation = explainChange(
      before,
      events(random, 1_000, { release: '2.0', slower: { own: 2 } }),
      'all',
    );
    expect(explanation.causes.filter(({ kind }) => kind === 'mix')).toEqual([]);
  });

  it('explains what got faster the same way', () => {
    const random = createRandom(2);
    const slow = events(random, 800, { slower: { 'template.render': 4 } });
    const explanation = explainChange(slow, events(random, 800), 'all');
    expect(explanation.causes[0]).toMatchObject({ kind: 'self time', group: 'template.render' });
    expect(explanation.causes[0]?.change).toBeLessThan(0);
  });

  it('looks at the slowest 5 % where that is asked, and names what slows them alone', () => {
    const random = createRandom(3);
    const before = events(random, 4_000);
    const after = events(random, 4_000).map((event) => {
      if (!random.chance(0.06)) return event;
      const selfTime = new Map(event.selfTime);
      selfTime.set('http.client GET /rates', (selfTime.get('http.client GET /rates') ?? 0) + 900);
      return { ...event, selfTime, duration: event.duration + 900 };
    });
    const explanation = explainChange(before, after, 'slowest');
    expect(explanation).toMatchObject({ part: 'slowest', countBefore: 200, countAfter: 200 });
    expect(explanation.causes[0]).toMatchObject({ group: 'http.client GET /rates' });
    expect(Math.abs(explanation.causes.at(-1)?.change ?? 0)).toBeLessThan(
      0.1 * (explanation.after - explanation.before),
    );
  });

  it('says time that no span accounts for in a row of its own', () => {
    const bare = (duration: number): ExplainedEvent => ({
      duration,
      selfTime: new Map([['own', 10]]),
      tags: new Map(),
    });
    expect(explainChange([bare(100)], [bare(150)], 'all').causes).toEqual([
      { kind: 'self time', group: 'own', change: 0 },
      { kind: 'unexplained', change: 50 },
    ]);
  });

  it('has nothing to say where a side is empty', () => {
    const explanation = explainChange([], events(createRandom(1), 3), 'all');
    expect(explanation.causes).toEqual([]);
    expect(explanation.before).toBeNaN();
    expect(explainInWords(explanation, looked(0, 3), WORDS)).toContain('nothing to explain');
  });
});

const WORDS: Wording = {
  duration: (ms) => `${ms.toFixed(0)} ms`,
  count: (count) => String(count),
  share: (share) => `${(share * 100).toFixed(0)} %`,
  group: (group) => group,
};

/** All of so many events on each side. */
function looked(before: number, after: number): Looked {
  return { before: { events: before, total: before }, after: { events: after, total: after } };
}

describe('the sentence', () => {
  it.each<[Part, RegExp]>([
    ['all', /^The average of the newest 2000 of 31204 events before and all 812 events after rose/],
    [
      'slowest',
      /^The average of the slowest 5 % \(1 event\) of the newest 2000 of 31204 events before and all 812 events after/,
    ],
  ])('says that it is of the newest events where there are more: %s', (part, expected) => {
    const one = (duration: number): ExplainedEvent => ({ duration, selfTime: new Map(), tags: new Map() });
    const sides: Looked = { before: { events: 2_000, total: 31_204 }, after: { events: 812, total: 812 } };
    expect(explainInWords(explainChange([one(50)], [one(95)], part), sides, WORDS)).toMatch(expected);
  });

  it('says of one event that it is one, and of what a rounding leaves that it is nothing', () => {
    const sides: Looked = { before: { events: 1, total: 2 }, after: { events: 1, total: 1 } };
    const explanation = {
      part: 'all',
      before: 100,
      after: 170,
      countBefore: 1,
      countAfter: 1,
      causes: [
        { kind: 'self time', group: 'db', change: 70 },
        { kind: 'unexplained', change: -1.4e-14 },
      ],
    } as const;
    expect(explainInWords(explanation, sides, WORDS)).toBe(
      'The average of the newest 1 of 2 events before and all 1 event after rose by 70 ms, from 100 ms to 170 ms. db: +70 ms (100 % of it). Unexplained: 0 ms (0 %).',
    );
  });

  it('says which events, how much, why, and what is left', () => {
    const one = (db: number, duration: number): ExplainedEvent => ({
      duration,
      selfTime: new Map([['db.query SELECT', db]]),
      tags: new Map(),
    });
    expect(explainInWords(explainChange([one(50, 100)], [one(95, 150)], 'all'), looked(1, 1), WORDS)).toBe(
      'The average of all 1 event rose by 50 ms, from 100 ms to 150 ms. db.query SELECT: +45 ms (90 % of it). Unexplained: +5 ms (10 %).',
    );
    expect(
      explainInWords(explainChange([one(95, 150)], [one(50, 100)], 'slowest'), looked(1, 1), WORDS),
    ).toBe(
      'The average of the slowest 5 % (1 event) fell by 50 ms, from 150 ms to 100 ms. db.query SELECT: −45 ms (90 % of it). Unexplained: −5 ms (10 %).',
    );
  });

  it('says a shift of the mix by its shares', () => {
    const plan = (name: string, duration: number): ExplainedEvent => ({
      duration,
      selfTime: new Map([['own', duration]]),
      tags: new Map([['plan', name]]),
    });
    const many = (free: number, paid: number): ExplainedEvent[] => [
      ...Array.from({ length: free }, () => plan('free', 100)),
      ...Array.from({ length: paid }, () => plan('paid', 1_000)),
    ];
    const text = explainInWords(
      explainChange(many(900, 100), many(600, 400), 'all'),
      looked(1000, 1000),
      WORDS,
    );
    expect(text).toMatch(/more events with plan:paid \(10 % before, 40 % now\): \+270 ms \(100 % of it\)/);
  });
});
