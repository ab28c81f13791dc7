import type { Measured } from './measure.ts';

/** Where a part runs: in Node, or in a worker of a real Chromium. */
export type Where = 'node' | 'chromium';

/** What Longtail is measured against. */
export const ENGINES = [
  'duckdb-wasm eh',
  'duckdb-wasm eh plain',
  'duckdb-wasm coi 2t',
  'duckdb native 1t',
  'duckdb native 2t',
  'duckdb native 1t clustered',
  'arquero',
  'crossfilter2',
  'objects',
] as const;
export type EngineName = (typeof ENGINES)[number];

interface PartOf<Kind extends string> {
  readonly kind: Kind;
  readonly where: Where;
  readonly rows: number;
  readonly seed: number;
}

/** Questions, each answered by every engine in every run. */
export interface QuestionsPart extends PartOf<'questions'> {
  readonly questions: readonly string[];
  readonly engines: readonly EngineName[];
  readonly runs: number;
  /** Milliseconds for which each engine answers each question before the first run. */
  readonly warmUp: number;
}

/** All that the Performance tab asks after a filter was changed, for so many different changes. */
export interface PagePart extends PartOf<'page'> {
  readonly changes: number;
}

/** From compressed bytes to the first table, against JSON of the same rows. */
export interface FirstTablePart extends PartOf<'first-table'> {
  readonly runs: number;
}

/** Rows that come, change and expire while questions are asked. */
export interface LivePart extends PartOf<'live'> {
  readonly seconds: number;
}

/** How long the blocks are in which questions are answered. */
export type BlocksPart = PartOf<'blocks'>;

/** Bytes a row. */
export type MemoryPart = PartOf<'memory'>;

/**
 * The page of a trace of `rows` spans in each shape, and of `most`, in Chromium, beside other lists; and the Performance page
 * over `pageRows` transactions.
 */
export interface UiPart extends PartOf<'ui'> {
  readonly most: number;
  readonly pageRows: number;
}

/** A part of the bench: it runs in a process of its own, so that none inherits another's memory or heat. */
export type Part = QuestionsPart | PagePart | FirstTablePart | LivePart | BlocksPart | MemoryPart | UiPart;

/** A number that is no comparison of engines, such as bytes a row. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit:
    'ms' | '×' | 'B/row' | 'MB' | 'GB/s' | 'rows' | 'frames' | 'pictures' | 'questions' | 'tasks' | 'shift';
}

export interface PartReport {
  readonly part: Part;
  readonly measured: readonly Measured[];
  readonly figures: readonly Figure[];
  /** Unequal results, in words; not a slow one. */
  readonly failures: readonly string[];
}

/** What parts need from where they run. */
export interface Surroundings {
  readonly say: (line: string) => void;
  /** Collects garbage where that can be asked for. */
  readonly collect: () => void;
}
