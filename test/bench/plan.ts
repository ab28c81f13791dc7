import type { Options } from './options.ts';
import { QUESTIONS } from './questions.ts';
import type { EngineName, Part, Where } from './part.ts';

const MANY = 10_000_000;
const FEW = 1_000_000;

const PARTS: readonly Part['kind'][] = ['page', 'first-table', 'blocks', 'live', 'memory', 'ui'];

/** Spans of the traces whose page is measured. */
const SPANS = 100_000;

interface Sizes {
  readonly many: number;
  readonly few: number;
  readonly runs: number;
  readonly warmUp: number;
  readonly changes: number;
  readonly seconds: number;
}

const SIZES: Readonly<Record<Options['mode'], Sizes>> = {
  quick: { many: 50_000, few: 50_000, runs: 2, warmUp: 0, changes: 3, seconds: 3 },
  usual: { many: MANY, few: FEW, runs: 5, warmUp: 250, changes: 30, seconds: 60 },
  full: { many: MANY, few: FEW, runs: 11, warmUp: 250, changes: 30, seconds: 600 },
};

/** Which engines are compared with at many rows, by where it runs. */
const AGAINST: Readonly<Record<Options['mode'], Readonly<Record<Where, readonly EngineName[]>>>> = {
  // What CI has without installing anything.
  quick: { node: ['duckdb native 1t', 'objects'], chromium: [] },
  usual: {
    node: ['duckdb-wasm eh', 'duckdb-wasm eh plain', 'duckdb native 1t', 'duckdb native 2t'],
    chromium: ['duckdb-wasm eh', 'duckdb-wasm coi 2t'],
  },
  full: {
    node: [
      'duckdb-wasm eh',
      'duckdb-wasm eh plain',
      'duckdb native 1t',
      'duckdb native 2t',
      'duckdb native 1t clustered',
    ],
    chromium: ['duckdb-wasm eh', 'duckdb-wasm coi 2t'],
  },
};

/** The questions and parts that were named. Throws where a name is none of them. */
function namesOf(only: readonly string[] | null): { questions: string[]; parts: Part['kind'][] } {
  const questions = QUESTIONS.map(({ name }) => name);
  if (only === null) return { questions, parts: [...PARTS] };
  for (const name of only) {
    if (!questions.includes(name) && !PARTS.some((part) => part === name)) {
      throw new Error(`There is no "${name}". There are ${[...questions, ...PARTS].join(', ')}.`);
    }
  }
  return {
    questions: questions.filter((name) => only.includes(name)),
    parts: PARTS.filter((part) => only.includes(part)),
  };
}

/** What is run, in order: the questions first, then the parts; each in Node and in Chromium where it can be. */
export function planOf(options: Options): Part[] {
  const { questions, parts } = namesOf(options.only);
  const sizes = SIZES[options.mode];
  const { seed } = options;
  const { warmUp } = sizes;
  const rows = options.rows ?? sizes.many;
  const few = options.rows ?? sizes.few;
  const runs = options.runs ?? sizes.runs;
  const places: Where[] = options.where === null ? ['node', 'chromium'] : [options.where];
  const isIn = (where: Where): boolean =>
    places.includes(where) && !(options.mode === 'quick' && where === 'chromium');
  const plan: Part[] = [];
  const seeds = questions.length === 0 ? [] : options.mode === 'full' ? [seed, seed + 1, seed + 2] : [seed];
  for (const where of places.filter(isIn)) {
    const engines = AGAINST[options.mode][where];
    for (const one of seeds) {
      plan.push({ kind: 'questions', where, rows, seed: one, questions, runs, warmUp, engines });
    }
  }
  // The others take a million rows at most.
  if (questions.length > 0 && isIn('node') && options.mode !== 'quick' && few <= FEW) {
    const engines: EngineName[] = ['duckdb-wasm eh', 'arquero', 'crossfilter2', 'objects'];
    plan.push({ kind: 'questions', where: 'node', rows: few, seed, questions, runs, warmUp, engines });
  }
  if (parts.includes('page')) {
    for (const where of places.filter(isIn)) {
      plan.push({ kind: 'page', where, rows, seed, changes: sizes.changes });
    }
  }
  if (parts.includes('ui') && isIn('chromium')) {
    const spans = options.rows ?? SPANS;
    const pageRows = options.pageRows ?? FEW;
    plan.push({ kind: 'ui', where: 'chromium', rows: spans, seed, most: spans * 10, pageRows });
  }
  if (!isIn('node')) return plan;
  if (parts.includes('first-table')) {
    plan.push({
      kind: 'first-table',
      where: 'node',
      rows: Math.min(few, FEW),
      seed,
      runs: Math.min(runs, 5),
    });
  }
  if (parts.includes('blocks')) plan.push({ kind: 'blocks', where: 'node', rows, seed });
  if (parts.includes('memory')) plan.push({ kind: 'memory', where: 'node', rows, seed });
  if (parts.includes('live')) {
    plan.push({ kind: 'live', where: 'node', rows, seed, seconds: options.seconds ?? sizes.seconds });
  }
  return plan;
}
