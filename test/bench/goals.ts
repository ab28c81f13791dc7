import { geometricMean, ratioOf } from './ratio.ts';
import type { EngineName, PartReport, Where } from './part.ts';
import { OTHERS } from './questions.ts';

/** How many times faster than an engine a question is meant to be answered, at so many rows. */
interface RatioGoal {
  readonly where: Where;
  readonly rows: number;
  readonly question: string;
  readonly engine: EngineName;
  readonly atLeast: number;
}

/** The most that a figure of a part may be at ten million rows. */
interface FigureGoal {
  readonly where: Where;
  readonly figure: string;
  readonly atMost: number;
}

const MANY = 10_000_000;

function ratios(
  where: Where,
  engine: EngineName,
  goals: Readonly<Record<string, number>>,
  rows = MANY,
): RatioGoal[] {
  return Object.entries(goals).map(([question, atLeast]) => ({ where, rows, question, engine, atLeast }));
}

const RATIOS: readonly RatioGoal[] = [
  ...ratios('node', 'duckdb-wasm eh', {
    table: 250,
    'table-general': 60,
    'table-day': 25,
    series: 70,
    count: 90,
    histogram: 250,
    'weighted-table': 40,
    ...Object.fromEntries(
      OTHERS.filter(({ name }) => name !== 'weighted-table').map(({ name }) => [name, 4]),
    ),
  }),
  ...ratios('chromium', 'duckdb-wasm eh', {
    table: 220,
    'table-general': 55,
    series: 35,
    count: 45,
    histogram: 125,
  }),
  ...ratios('node', 'duckdb native 2t', { table: 100 }),
  ...ratios('node', 'duckdb-wasm eh', { table: 100 }, 1_000_000),
];

/** What the pages of a trace and of Performance may take, in milliseconds. No row may be seen without anything on it. */
export const UI_GOALS: readonly FigureGoal[] = [
  ...['deep', 'wide', 'mixed'].flatMap((shape) =>
    Object.entries({
      'click to painted rows': 1500,
      search: 100,
      'collapse all': 50,
      "scrolling, main thread's work for a frame, p95": 8,
      'scrolling, blank rows in the worst picture': 0,
    }).map(([name, atMost]): FigureGoal => {
      return { where: 'chromium', figure: `100,000 spans, ${shape}: ${name}`, atMost };
    }),
  ),
  { where: 'chromium', figure: '1,000,000 spans, mixed: click to painted rows', atMost: 5000 },
  ...Object.entries({
    // The mount of one chart alone in its task; every other task is to be half of that.
    'longest task while loading': 100,
    'layout shift': 0.02,
    'filter change to painted, median': 150,
    'interaction, p75': 100,
  }).map(([name, atMost]): FigureGoal => {
    return { where: 'chromium', figure: `Performance page, 1,000,000 rows: ${name}`, atMost };
  }),
  {
    where: 'chromium',
    figure: 'Performance page, 10,000,000 rows: filter change to painted, median',
    atMost: 250,
  },
];

export const FIGURE_GOALS: readonly FigureGoal[] = [
  {
    where: 'node',
    figure: 'default tab: totals with users, three series, table: median of 30 changes',
    atMost: 16.7,
  },
  {
    where: 'chromium',
    figure: 'default tab: totals with users, three series, table: median of 30 changes',
    atMost: 25,
  },
  {
    where: 'node',
    figure: 'the same with heatmap, distribution, a distribution a row: median of 30 changes',
    atMost: 33,
  },
  {
    where: 'chromium',
    figure: 'the same with heatmap, distribution, a distribution a row: median of 30 changes',
    atMost: 50,
  },
  { where: 'node', figure: 'table: time over the bandwidth bound', atMost: 2.5 },
  { where: 'node', figure: 'series: time over the bandwidth bound', atMost: 3 },
  { where: 'node', figure: 'count: time over the bandwidth bound', atMost: 2 },
  { where: 'node', figure: 'after the headline questions, by the process', atMost: 96 },
  { where: 'node', figure: 'on top: ids, those of events made of trace and span', atMost: 24 },
  { where: 'node', figure: 'longest block of all questions', atMost: 8 },
  { where: 'node', figure: 'longest stall', atMost: 50 },
  ...['table', 'series', 'count'].map((question): FigureGoal => {
    return { where: 'node', figure: `${question}, live: slowest over quiet`, atMost: 2 };
  }),
];

/** What a goal came to: met, or by how much it was missed. */
export interface Reached {
  readonly goal: string;
  readonly wanted: number;
  readonly got: number;
  readonly met: boolean;
}

/** The goals that a part's numbers are about. A goal missed is told, and fails nothing. */
export function reachedBy({ part, measured, figures }: PartReport): Reached[] {
  const found: Reached[] = [];
  for (const { where, rows, question, engine, atLeast } of RATIOS) {
    const got = ratioOf(measured, question, engine);
    if (where !== part.where || rows !== part.rows || got === null) continue;
    found.push({
      goal: `${question} against ${engine}, at least`,
      wanted: atLeast,
      got,
      met: got >= atLeast,
    });
  }
  const others = OTHERS.map(({ name }) => ratioOf(measured, name, 'duckdb-wasm eh')).filter(
    (ratio) => ratio !== null,
  );
  if (part.where === 'node' && part.rows === MANY && others.length === OTHERS.length) {
    const got = geometricMean(others);
    found.push({ goal: 'the twelve others, geometric mean, at least', wanted: 8, got, met: got >= 8 });
  }
  for (const { where, figure, atMost } of [...FIGURE_GOALS, ...UI_GOALS]) {
    const got = figures.find(({ name }) => name === figure)?.value;
    // Figures of pages say by themselves of how much they are.
    const isOfSize = part.kind === 'ui' || part.rows === MANY;
    if (where !== part.where || !isOfSize || got === undefined) continue;
    found.push({ goal: `${figure}, at most`, wanted: atMost, got, met: got <= atMost });
  }
  const first = figures.find(({ name }) => name === 'bytes to first table: times faster than JSON')?.value;
  if (first !== undefined) {
    found.push({
      goal: 'bytes to first table against JSON, at least',
      wanted: 7,
      got: first,
      met: first >= 7,
    });
  }
  return found;
}
