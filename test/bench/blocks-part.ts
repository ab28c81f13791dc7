import type { Engine } from '../../src/engine/engine.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Ask } from './answer.ts';
import { benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { fillEngine } from './longtail-peer.ts';
import { Longest } from './longest.ts';
import { timesOf } from './measure.ts';
import type { BlocksPart, Figure, PartReport, Surroundings } from './part.ts';
import { QUESTIONS } from './questions.ts';
import { contextOf } from './run-context.ts';

/** Runs of each question; the first warms up. */
const RUNS = 6;

/** Questions that are put together of several: conditions on transactions, and what no order and no slice knows. */
function othersOf(data: BenchData, run: number): [string, Ask][] {
  const { wide, thresholds } = contextOf(data, run);
  const scope = { of: 'transactions', range: wide, where: EVERYTHING, thresholds } as const;
  const step = (wide.end - wide.start) / 120;
  const p95 = { metric: 'p95' } as const;
  const condition = { kind: 'metric', show: { ...p95, read: 'ratio' }, is: '>', value: 1 } as const;
  const by = ['project', 'transaction'] as const;
  const queries: [string, Query][] = [
    ['condition', { ...scope, having: condition, by, show: [p95] }],
    ['condition, series', { ...scope, having: condition, by: [{ time: step }], show: [p95] }],
    ['totals', { ...scope, by: [], show: [p95, { metric: 'users' }, { metric: 'user_misery' }] }],
    ['totals, weighted', { ...scope, weighted: true, by: [], show: [p95, { metric: 'apdex' }] }],
    ['vital, series', { ...scope, by: [{ time: step }], show: [{ metric: 'p75', of: 'lcp' }] }],
    ['vital, bins', { ...scope, by: [{ bin: 'lcp', scale: 'log', count: 48 }], show: [{ metric: 'count' }] }],
  ];
  return queries.map(([name, query]) => [name, { kind: 'query', query }]);
}

/** Takes the blocks of an answer. */
function takeBlocks(engine: Engine, ask: Ask, block: Longest): void {
  const held = (): [] => [];
  const steps =
    ask.kind === 'query' ? engine.askInSteps(ask.query, held) : engine.listInSteps(ask.list, held);
  for (;;) {
    block.begin();
    const { done } = steps.next();
    block.end();
    if (done === true) return;
  }
}

/** How long a question that is taken back may still be worked on: its longest block, of each question. */
export function measureBlocks(part: BlocksPart, { say, collect }: Surroundings): PartReport {
  const data = benchData(part.rows, part.seed);
  const engine = fillEngine(data);
  collect();
  const longest = new Map<string, Longest[]>();
  for (let run = 0; run < RUNS; run++) {
    const asked: [string, Ask][] = QUESTIONS.flatMap(({ name, asks }) =>
      asks(contextOf(data, run)).map((ask): [string, Ask] => [name, ask]),
    );
    const ofRun = new Map<string, Longest>();
    for (const [name, ask] of [...asked, ...othersOf(data, run)]) {
      const block = ofRun.get(name) ?? new Longest();
      ofRun.set(name, block);
      takeBlocks(engine, ask, block);
    }
    for (const [name, block] of run === 0 ? [] : ofRun) {
      longest.set(name, [...(longest.get(name) ?? []), block]);
    }
  }
  const times = [...longest].map(([name, blocks]) => ({
    name,
    clock: timesOf(blocks.map(({ ms }) => ms)),
    processor: timesOf(blocks.map(({ processor }) => processor)),
  }));
  const figures = times.flatMap(({ name, clock: { median, max }, processor }): Figure[] => {
    return [
      { name: `${name}, longest block: median`, value: median, unit: 'ms' },
      { name: `${name}, longest block: most`, value: max, unit: 'ms' },
      { name: `${name}, longest block: processor time, median`, value: processor.median, unit: 'ms' },
    ];
  });
  const most = Math.max(...times.map(({ clock }) => clock.median));
  const mostProcessor = Math.max(...times.map(({ processor }) => processor.median));
  say(`longest block of all questions: ${most.toFixed(1)} ms`);
  return {
    part,
    measured: [],
    figures: [
      ...figures,
      { name: 'longest block of all questions', value: most, unit: 'ms' },
      { name: 'longest block of all questions: processor time', value: mostProcessor, unit: 'ms' },
    ],
    failures: [],
  };
}
