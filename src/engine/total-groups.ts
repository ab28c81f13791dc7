import type { BinKey, Query } from '../model/query.ts';
import { isBinKey } from '../model/query.ts';
import { binKey } from './bin-key.ts';
import type { Groupings, Groups, Scan, Statistics } from './groups.ts';
import type { OrderedGroups } from './orders/ordered-groups.ts';
import { gatherKnown, ofSameGroups } from './same-groups.ts';
import type { Known } from './same-groups.ts';
import type { Steps } from './steps.ts';
import { takenFloats } from './values-of.ts';
import type { Table } from './table.ts';

/** All rows together, or by bins of their durations, from what the orders say of each transaction. */
export class TotalGroups {
  readonly #table: Table;
  readonly #ordered: OrderedGroups;
  readonly #groupings: Groupings;
  /** Answers what the bins' counts do not. */
  readonly #scan: Scan;

  constructor(table: Table, ordered: OrderedGroups, groupings: Groupings, scan: Scan) {
    this.#table = table;
    this.#ordered = ordered;
    this.#groupings = groupings;
    this.#scan = scan;
  }

  /** The groups of a query by nothing, or by bins of the duration; null where another way is faster. In blocks. */
  *steps(query: Query): Steps<Groups | null> {
    const [key, ...others] = query.by;
    if (query.versus !== undefined || others.length > 0) return null;
    if (key === undefined) {
      const { candidates } = this.#ordered.rowsOf(query.range, query.where);
      return candidates.length === 1 ? yield* this.#together(query) : null;
    }
    const isDuration = isBinKey(key) && key.bin === 'duration';
    return isDuration ? yield* this.#bins(query, key) : null;
  }

  /** All rows are those of the only transaction; null where it has none. */
  *#together(query: Query): Steps<Groups | null> {
    const groupings = this.#groupings;
    const only: Query = { ...query, by: ['project', 'transaction'] };
    const { path, count, matched, sampled } = yield* groupings.steps(only);
    if (path !== 'orders' || count !== 1) return null;
    return {
      keys: [],
      codes: [],
      count,
      value: {
        *steps(stats) {
          // Asked for again when it is read: it is given back when nobody asked for long.
          const { value } = yield* groupings.steps(only);
          return yield* value.steps(stats);
        },
      },
      versus: null,
      edges: null,
      matched,
      sampled,
      path,
      release: () => undefined,
    };
  }

  *#bins(query: Query, key: BinKey): Steps<Groups | null> {
    const show = [{ metric: 'sampled_count' }] as const;
    const groupings = this.#groupings;
    const each: Query = { ...query, by: ['project', 'transaction', key], show };
    const groups = yield* groupings.steps(each);
    const { edges, path, codes } = groups;
    const bins = codes[2];
    if (path !== 'orders' || edges === null || bins === undefined) return null;
    const addedUp = function* (name: 'rows' | 'count'): Steps<Float64Array> {
      const sums = new Float64Array(Math.max(0, edges.length - 1));
      // Asked for again when it is read: it is given back when nobody asked for long.
      const { value: ofEach } = yield* groupings.steps(each);
      const values = (yield* ofEach.steps([{ kind: name }])).get(name)!;
      for (let index = 0; index < groups.count; index++) sums[bins[index]!]! += values[index]!;
      return sums;
    };
    const counts = yield* addedUp('rows');
    const filled = Int32Array.from(counts.keys()).filter((bin) => counts[bin]! > 0);
    const known: Known = new Map(
      (['rows', 'count'] as const).map((name) => [
        name,
        function* () {
          return takenFloats(yield* addedUp(name), filled);
        },
      ]),
    );
    const scan = this.#scan;
    const value: Statistics = {
      steps: (stats) =>
        gatherKnown(known, stats, function* (others) {
          return yield* ofSameGroups(yield* scan(query), 'value', [filled], others);
        }),
    };
    return {
      ...groups,
      keys: [binKey(this.#table, key, edges)],
      codes: [filled],
      count: filled.length,
      value,
      release: () => undefined,
    };
  }
}
