import { describe, expect, it } from 'vitest';
import * as oracle from './oracle.ts';
import { DATA_RANGE, randomTransactions } from './random-data.ts';
import { randomList, randomQuery } from './random-question.ts';
import { expectSameResult } from './same-result.ts';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

describe('random data', () => {
  it('are the same for the same seed and others for another', () => {
    expect(randomTransactions(1, 20)).toEqual(randomTransactions(1, 20));
    expect(randomTransactions(2, 20)).not.toEqual(randomTransactions(1, 20));
    expect(randomQuery(1)).toEqual(randomQuery(1));
    expect(randomList(1)).toEqual(randomList(1));
  });

  it('are what a store could hold', () => {
    for (const row of randomTransactions(3, 500)) {
      expect(Math.fround(row.duration)).toBe(row.duration);
      expect(row.weight).toBeGreaterThanOrEqual(1);
      expect(row.start + row.duration).toBeGreaterThanOrEqual(DATA_RANGE.start);
      expect(row.start + row.duration).toBeLessThan(DATA_RANGE.end);
    }
    expect(new Set(randomTransactions(3, 500).map(({ row }) => row)).size).toBe(500);
  });

  it('are asked questions that can be answered, most of them about some rows', () => {
    const rows = randomTransactions(1, 300);
    const answers = SEEDS.map((seed) => oracle.ask(rows, randomQuery(seed)));
    const lists = SEEDS.map((seed) => oracle.list(rows, randomList(seed)));
    const answered = [...answers, ...lists].filter(({ matched }) => matched > 0);
    expect(answered.length).toBeGreaterThan(SEEDS.length);
    expect(answers.filter(({ length }) => length > 5).length).toBeGreaterThan(50);
    expect(answers.filter(({ edges }) => edges !== null).length).toBeGreaterThan(30);
  });

  it('are plain data: questions survive JSON', () => {
    for (const seed of SEEDS) {
      const questions = [randomQuery(seed), randomList(seed)];
      expect(JSON.parse(JSON.stringify(questions))).toEqual(questions);
    }
  });

  it('give the same answers in whatever order they came', () => {
    expect.hasAssertions();
    for (const seed of SEEDS) {
      const rows = randomTransactions(seed, 80);
      const turned = [...rows].reverse();
      expectSameResult(oracle.ask(turned, randomQuery(seed)), oracle.ask(rows, randomQuery(seed)));
      expectSameResult(oracle.list(turned, randomList(seed)), oracle.list(rows, randomList(seed)));
    }
  });
});
