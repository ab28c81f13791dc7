import type { Table } from '../table.ts';
import { runOf } from './find-place.ts';
import type { Run } from './find-place.ts';
import type { Order } from './order.ts';

/** Where the runs of users that have young rows begin in order B, looked up once as long as a group's leaves stay. */
export class UserRuns {
  readonly #table: Table;
  readonly #order: Order;
  readonly #known: ({ readonly version: number; readonly runs: Map<number, Run | null> } | undefined)[] = [];

  constructor(table: Table, order: Order) {
    this.#table = table;
    this.#order = order;
  }

  /** Where the rows of a user begin in a group; null where there are none. */
  of(group: number, key: number): Run | null {
    const version = this.#order.versions[group] ?? 0;
    let known = this.#known[group];
    if (known?.version !== version) {
      known = { version, runs: new Map() };
      this.#known[group] = known;
    }
    let run = known.runs.get(key);
    if (run === undefined) {
      run = runOf(this.#table, this.#order, group, key);
      known.runs.set(key, run);
    }
    return run;
  }

  clear(): void {
    this.#known.length = 0;
  }
}
