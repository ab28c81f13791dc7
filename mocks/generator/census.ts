import type { EpochMs, Range } from '../../src/model/time.ts';
import { environmentOf } from './codes.ts';
import { Draw } from './draw.ts';
import type { Environment } from './releases.ts';
import { LONGEST_TRACE } from './traffic.ts';
import type { Traffic } from './traffic.ts';

/** How many rows have each value, and what else `info` says about them. Grows with the live day. */
export class Census {
  readonly environments = new Map<Environment | null, number>();
  readonly projects = new Map<string, number>();
  readonly releases = new Map<string, { rows: number; first: EpochMs }>();
  sampledRows = 0;
  errors = 0;
  rows = 0;
  /** The counted traces in which an error was reported, ascending. */
  readonly faulty: number[] = [];
  readonly #traffic: Traffic;
  readonly #draw: Draw;
  #first = Infinity;
  #last = -Infinity;
  #traces = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
    this.#draw = new Draw(traffic);
  }

  /** Traces that have been counted. */
  get traces(): number {
    return this.#traces;
  }

  /** Counts the traces before number `traces` that have not been counted. */
  countUpTo(traces: number): void {
    const from = this.#traces;
    for (; this.#traces < traces; this.#traces += 1) this.#count(this.#traces);
    // The traces end one after the other: the last row is in one of the last of them.
    for (let trace = traces - 1; trace >= from; trace -= 1) {
      if (this.#traffic.endOf(trace) <= this.#last) break;
      this.#draw.draw(trace);
      for (const end of this.#ends()) this.#last = Math.max(this.#last, end);
    }
  }

  /** From the first to the last transaction's end. */
  get extent(): Range | null {
    return this.rows === 0 ? null : { start: this.#first, end: this.#last };
  }

  /** When the rows of the trace that is drawn ended. */
  #ends(): EpochMs[] {
    const draw = this.#draw;
    return draw.parts.slice(0, draw.length).map((part) => draw.endOf(part));
  }

  #count(trace: number): void {
    const draw = this.#draw;
    draw.sketch(trace);
    const earliest = this.#traffic.endOf(trace) - LONGEST_TRACE;
    // Few traces can hold the first row of a release, or of all; when the others' rows ended does not matter.
    let isEarly = earliest < this.#first;
    const errors = this.errors;
    for (let index = 0; index < draw.length; index += 1) {
      const part = draw.parts[index];
      if (part === undefined) continue;
      const environment = environmentOf(part, draw.environment);
      const { project } = part.endpoint.service;
      this.rows += 1;
      this.environments.set(environment, (this.environments.get(environment) ?? 0) + 1);
      this.projects.set(project, (this.projects.get(project) ?? 0) + 1);
      if (draw.weight > 1) this.sampledRows += 1;
      if (part.outcome?.fault) this.errors += 1;
      if (part.release === null) continue;
      const release = this.releases.get(part.release) ?? { rows: 0, first: Infinity };
      this.releases.set(part.release, release);
      release.rows += 1;
      isEarly ||= earliest < release.first;
    }
    if (this.errors > errors) this.faulty.push(trace);
    if (isEarly) this.#countFirst(trace);
  }

  #countFirst(trace: number): void {
    const draw = this.#draw;
    draw.draw(trace);
    for (const [index, end] of this.#ends().entries()) {
      this.#first = Math.min(this.#first, end);
      const release = this.releases.get(draw.parts[index]?.release ?? '');
      if (release !== undefined) release.first = Math.min(release.first, end);
    }
  }
}
