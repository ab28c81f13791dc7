import { DAY, MINUTE, SECOND } from '../../src/model/time.ts';
import type { EpochMs } from '../../src/model/time.ts';
import { Calendar, LIVE } from './calendar.ts';
import { bitsAt, unit } from './random.ts';
import { SCENARIOS, chooseScenario, scenarioFrom } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';
import { documentsList } from './services/documents-list.ts';

/** What a demo's data follow from, and nothing else. */
export interface WorldOptions {
  /** A whole number. */
  readonly seed: number;
  /** Where the history ends and the live day begins: a copied link carries it. */
  readonly anchor: EpochMs;
  /** Transactions before the anchor. */
  readonly rows: number;
}

/** The numbers of rows that a demo can be made with. */
const ROWS = { least: 1, most: 10_000_000 } as const;

/** From a trace's end until its rows are served; every row has been received by then. */
const DELAY = 1 * SECOND;

/** No end of a trace's transactions lies further before the end of the trace. */
export const LONGEST_TRACE = 10 * MINUTE;

/** The list of documents is not called for so long after the anchor: its most recent event stays the story's. */
const QUIET = 15 * MINUTE;
/** Nor by the last rows before the anchor. */
const QUIET_ROWS = 40;

const STORY = scenarioFrom('navigation /documents');
const FILLER = scenarioFrom('/api/internal/health');
const OTHER_PAGE = scenarioFrom('navigation /documents/:id');
const LISTS_DOCUMENTS = SCENARIOS.map(({ parts }) =>
  parts.some(({ endpoint }) => endpoint === documentsList),
);

/** A world's traces in the order of their ends, and which rows belong to each. Nothing of their content. */
export class Traffic {
  readonly seed: number;
  readonly anchor: EpochMs;
  /** Transactions and traces before the anchor; the last of these traces is the story's. */
  readonly rows: number;
  readonly traces: number;
  /** Also those of the live day. */
  readonly allTraces: number;
  readonly #scenarios: Uint8Array;
  /** First row of each trace; one more than there are traces. */
  readonly #firstRow: Uint32Array;
  readonly #calendar: Calendar;

  constructor({ seed, anchor, rows }: WorldOptions) {
    this.seed = seed;
    this.anchor = anchor;
    this.rows = rows;
    const history = this.#fill(rows);
    this.traces = history.length;
    this.#calendar = new Calendar(seed, anchor, this.traces);
    this.allTraces = Math.max(this.traces, this.#calendar.traces);
    this.#scenarios = new Uint8Array(this.allTraces);
    this.#scenarios.set(history);
    const quiet = this.#calendar.numberAt(anchor + QUIET);
    for (let trace = this.traces; trace < this.allTraces; trace += 1) {
      const chosen = this.#choose(trace);
      this.#scenarios[trace] = trace <= quiet ? withoutList(chosen) : chosen;
    }
    this.#firstRow = new Uint32Array(this.allTraces + 1);
    for (let trace = 0; trace < this.allTraces; trace += 1) {
      this.#firstRow[trace + 1] = (this.#firstRow[trace] ?? 0) + this.scenarioOf(trace).parts.length;
    }
  }

  #choose(trace: number): number {
    return chooseScenario(bitsAt(this.seed ^ 0x0dd5, trace));
  }

  /** Scenarios, until there are exactly so many rows; the story comes last. */
  #fill(rows: number): Uint8Array {
    const chosen = new Uint8Array(rows);
    const needed = SCENARIOS[STORY]?.parts.length ?? 0;
    // Only a demo of next to no rows has no room for it.
    const storyRows = rows < needed ? 0 : needed;
    let traces = 0;
    for (let left = rows - storyRows; left > 0; traces += 1) {
      let scenario = this.#choose(traces);
      if (left <= QUIET_ROWS) scenario = withoutList(scenario);
      if ((SCENARIOS[scenario]?.parts.length ?? 0) > left) scenario = FILLER;
      chosen[traces] = scenario;
      left -= SCENARIOS[scenario]?.parts.length ?? 0;
    }
    if (storyRows > 0) chosen[traces] = STORY;
    return chosen.slice(0, storyRows > 0 ? traces + 1 : traces);
  }

  /** Whether this is the trace whose event the article describes. */
  isStory(trace: number): boolean {
    return trace === this.traces - 1 && this.#scenarios[trace] === STORY;
  }

  scenarioOf(trace: number): Scenario {
    const scenario = SCENARIOS[this.#scenarios[trace] ?? -1];
    if (scenario === undefined) throw new RangeError(`The demo has no trace ${trace}.`);
    return scenario;
  }

  /** When the last transaction of a trace ended; rises with the trace. */
  endOf(trace: number): EpochMs {
    return this.#calendar.timeOf(trace + 0.05 + 0.9 * unit(bitsAt(this.seed ^ 0x71e5, trace)));
  }

  /** The first trace that ends at or after a time. */
  traceAt(time: EpochMs): number {
    const near = Math.floor(this.#calendar.numberAt(time)) - 1;
    let trace = Math.min(Math.max(near, 0), this.allTraces);
    while (trace < this.allTraces && this.endOf(trace) < time) trace += 1;
    return trace;
  }

  firstRowOf(trace: number): number {
    return this.#firstRow[trace] ?? NaN;
  }

  traceOfRow(row: number): number {
    let low = 0;
    let high = this.allTraces - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.firstRowOf(middle) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** How many traces can be served at a time: the history always, a live one once it has been received. */
  tracesBy(now: EpochMs): number {
    return Math.max(this.traces, this.traceAt(now - DELAY));
  }

  /** When the live day is over. */
  get close(): EpochMs {
    return this.anchor + LIVE;
  }
}

function withoutList(scenario: number): number {
  return LISTS_DOCUMENTS[scenario] === true ? OTHER_PAGE : scenario;
}

/** Why a world cannot be made with these options; null when it can. */
export function refusalOf({ seed, anchor, rows }: WorldOptions): string | null {
  if (!Number.isInteger(rows) || rows < ROWS.least || rows > ROWS.most) {
    return `The demo can be made with ${ROWS.least} to ${ROWS.most} transactions, not with "${rows}".`;
  }
  if (!Number.isInteger(seed)) return `The demo's seed is a whole number, not "${seed}".`;
  if (!Number.isFinite(anchor) || anchor < 30 * DAY || anchor > 8.64e15 - 30 * DAY) {
    return `The demo's anchor is a time in milliseconds since 1970, not "${anchor}".`;
  }
  return null;
}
