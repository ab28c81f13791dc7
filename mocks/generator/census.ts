import type { EpochMs, Range } from '../../src/model/time.ts';
import { environmentOf } from './codes.ts';
import { Draw } from './draw.ts';
import type { Environment } from './releases.ts';
import type { Traffic } from './traffic.ts';

/** How many rows have each value, and what else `info` says about them. Grows with the live day. */
export class Census {
  readonly environments = new Map<Environment | null, number>();
  readonly projects = new Map<string, number>();
  readonly releases = new Map<string, { rows: number; first: EpochMs }>();
  sampledRows = 0;
  errors = 0;
  rows = 0;
  readonly #draw: Draw;
  #first = Infinity;
  #last = -Infinity;
  #traces = 0;

  constructor(traffic: Traffic) {
    this.#draw = new Draw(traffic);
  }

  /** Counts the traces before number `traces` that have not been counted. */
  countUpTo(traces: number): void {
    for (; this.#traces < traces; this.#traces += 1) this.#count(this.#traces);
  }

  /** From the first to the last transaction's end. */
  get extent(): Range | null {
    return this.rows === 0 ? null : { start: this.#first, end: this.#last };
  }

  #count(trace: number): void {
    const draw = this.#draw;
    draw.draw(trace);
    for (let index = 0; index < draw.length; index += 1) {
      const part = draw.parts[index];
      if (part === undefined) continue;
      const end = draw.endOf(part);
      const environment = environmentOf(part, draw.environment);
      const { project } = part.endpoint.service;
      this.rows += 1;
      this.environments.set(environment, (this.environments.get(environment) ?? 0) + 1);
      this.projects.set(project, (this.projects.get(project) ?? 0) + 1);
      if (part.release !== null) this.#countRelease(part.release, end);
      if (draw.weight > 1) this.sampledRows += 1;
      if (part.outcome?.fault) this.errors += 1;
      this.#first = Math.min(this.#first, end);
      this.#last = Math.max(this.#last, end);
    }
  }

  #countRelease(release: string, end: EpochMs): void {
    const counted = this.releases.get(release);
    if (counted === undefined) {
      this.releases.set(release, { rows: 1, first: end });
    } else {
      counted.rows += 1;
      counted.first = Math.min(counted.first, end);
    }
  }
}
