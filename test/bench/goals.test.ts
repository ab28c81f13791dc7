// The goals are about numbers that the parts really give, and say whether they were met.
import { describe, expect, it } from 'vitest';
import { measureBlocks } from './blocks-part.ts';
import { FIGURE_GOALS, reachedBy } from './goals.ts';
import { measureLive } from './live-part.ts';
import { measureMemory } from './memory-part.ts';
import type { Measured } from './measure.ts';
import { timesOf } from './measure.ts';
import { measurePage } from './page-part.ts';
import type { PartReport, QuestionsPart } from './part.ts';
import { peersInNode } from './peers-in-node.ts';
import { OTHERS } from './questions.ts';
import { measureQuestions } from './questions-part.ts';

const say = (): void => {};
const surroundings = { say, collect: () => {} };
const few = { where: 'node', rows: 2_000, seed: 1 } as const;

const questions: QuestionsPart = {
  kind: 'questions',
  where: 'node',
  rows: 10_000_000,
  seed: 1,
  questions: [],
  engines: [],
  runs: 1,
  warmUp: 0,
};

function measured(question: string, engine: string, ms: number): Measured {
  return { question, engine, ms: timesOf([ms]), ways: [], unequal: [] };
}

function report(...all: Measured[]): PartReport {
  return { part: questions, measured: all, figures: [], failures: [] };
}

describe('the goals', () => {
  it('name figures that the parts give', async () => {
    const reports = [
      measurePage({ ...few, kind: 'page', changes: 2 }, surroundings),
      await measureLive({ ...few, kind: 'live', seconds: 1 }, surroundings),
      await measureMemory({ ...few, kind: 'memory' }, surroundings),
      measureBlocks({ ...few, kind: 'blocks' }, surroundings),
      await measureQuestions(
        { ...questions, rows: 2_000, questions: ['table', 'series', 'count'] },
        peersInNode(say),
        surroundings,
      ),
    ];
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    const given = new Set(reports.flatMap(({ figures }) => figures.map(({ name }) => name)));
    const wanted = FIGURE_GOALS.map(({ figure }) => figure.replace('of 30 changes', 'of 2 changes'));
    expect(wanted.filter((figure) => !given.has(figure))).toEqual([]);
  });

  it('are met or missed', () => {
    const [own, other] = [measured('table', 'longtail', 4), measured('table', 'duckdb-wasm eh', 1200)];
    expect(reachedBy(report(own, other))).toEqual([
      { goal: 'table against duckdb-wasm eh, at least', wanted: 250, got: 300, met: true },
    ]);
    expect(reachedBy(report(measured('table', 'longtail', 6), other))).toEqual([
      expect.objectContaining({ got: 200, met: false }),
    ]);
  });

  it('ask of the twelve others a mean besides', () => {
    const all = OTHERS.flatMap(({ name }, index) => [
      measured(name, 'longtail', 1),
      measured(name, 'duckdb-wasm eh', index % 2 === 0 ? 4 : 25),
    ]);
    expect(reachedBy(report(...all))).toContainEqual({
      goal: 'the twelve others, geometric mean, at least',
      wanted: 8,
      got: expect.closeTo(10) as number,
      met: true,
    });
  });

  it('of the pages are told, of however many spans and rows they are', () => {
    const part = { kind: 'ui', where: 'chromium', rows: 100_000, seed: 1, most: 1e6, pageRows: 1e6 } as const;
    const name = 'Performance page, 1,000,000 rows: filter change to painted, median';
    const figures = [{ name, value: 151, unit: 'ms' }] as const;
    expect(reachedBy({ part, measured: [], figures, failures: [] })).toEqual([
      { goal: `${name}, at most`, wanted: 150, got: 151, met: false },
    ]);
  });
});
