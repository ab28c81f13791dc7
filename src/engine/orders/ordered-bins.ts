import type { BinKey, Query } from '../../model/query.ts';
import { isBinKey } from '../../model/query.ts';
import { binKey, checkEdges, evenEdges } from '../bin-key.ts';
import { fieldKey } from '../group-keys.ts';
import type { Groups, Scan } from '../groups.ts';
import { boundsOf } from '../number-bounds.ts';
import { gatherKnown, ofSameGroups } from '../same-groups.ts';
import type { Known } from '../same-groups.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { takenCodes, takenFloats } from '../values-of.ts';
import type { BinCounts } from './bin-counts.ts';
import type { OrderedGroups } from './ordered-groups.ts';
import type { OrderedRows } from './ordered-rows.ts';
import type { Orders } from './orders.ts';

/** How durations are distributed in each transaction: bins are stretches of order A, whose selected rows are counted. */
export class OrderedBins {
  readonly #table: Table;
  readonly #orders: Orders;
  readonly #ordered: OrderedGroups;
  /** Answers what is no count. */
  readonly #scan: Scan;

  constructor(table: Table, orders: Orders, ordered: OrderedGroups, scan: Scan) {
    this.#table = table;
    this.#orders = orders;
    this.#ordered = ordered;
    this.#scan = scan;
  }

  /** The groups of a query by project, transaction and bins of the duration that counts rows; else null. In blocks. */
  *steps(query: Query): Steps<Groups | null> {
    const [project, transaction, bin, ...others] = query.by;
    const isPage = project === 'project' && transaction === 'transaction' && others.length === 0;
    if (!isPage || bin === undefined || !isBinKey(bin) || bin.bin !== 'duration') return null;
    const isWeighted = query.weighted !== false && this.#table.hasWeights;
    const isCount = query.show.every(({ metric }) => metric === 'sampled_count' || metric === 'count');
    if (!isCount || query.versus !== undefined) return null;
    const selected = yield* this.#ordered.selectedBy(query);
    const rows = yield* this.#ordered.preparedRows(query.range, query.where);
    const edges = edgesOf(bin, rows, selected);
    if (edges === null) return null;
    const all = yield* rows.binCounts(boundsOfEdges(edges, bin.scale === 'log'));
    const isIn = (index: number): boolean => selected === null || selected.has(rows.candidates[index]!);
    const present = selected === null ? rows.present : rows.present.filter(isIn);
    const cells = selected === null ? null : cellsIn(all, isIn);
    const { indices, bins, counts } = cells === null ? all : cellsOf(all, cells);
    const { transactions, projects } = this.#orders.groups;
    const groups = takenCodes(rows.candidates, indices);
    const codes = [takenCodes(projects, groups), takenCodes(transactions, groups), new Int32Array(bins)];
    const values = new Float64Array(counts);
    const scan = this.#scan;
    const weigh = function* (): Steps<Float64Array> {
      const weights = yield* rows.binWeights(all);
      return cells === null ? weights : takenFloats(weights, cells);
    };
    const known: Known = new Map([
      ['rows', () => values],
      ['count', isWeighted ? weigh : () => values],
    ]);
    // What cells weigh is read from the rows when it is asked for.
    rows.hold();
    return {
      keys: [
        fieldKey(this.#table, 'project'),
        fieldKey(this.#table, 'transaction'),
        binKey(this.#table, bin, edges),
      ],
      codes,
      count: counts.length,
      value: {
        // The widgets that ask next may want more than counts of the same groups.
        steps: (stats) =>
          gatherKnown(known, stats, function* (others) {
            return yield* ofSameGroups(yield* scan(query), 'value', codes, others);
          }),
      },
      versus: null,
      edges,
      matched: rows.lengthOf(present),
      sampled: rows.areSampled(present),
      path: 'orders',
      release: () => rows.release(),
    };
  }
}

/** The cells of some groups. */
function cellsIn({ indices }: BinCounts, isIn: (index: number) => boolean): Uint32Array {
  return indices.map((_, cell) => cell).filter((cell) => isIn(indices[cell]!));
}

/** Some cells alone. */
function cellsOf({ bounds, indices, bins, counts }: BinCounts, cells: Uint32Array): BinCounts {
  return {
    bounds,
    indices: cells.map((cell) => indices[cell]!),
    bins: cells.map((cell) => bins[cell]!),
    counts: cells.map((cell) => counts[cell]!),
  };
}

/** The edges of the bins; null where they have to be looked for row by row. */
function edgesOf(
  key: BinKey,
  rows: OrderedRows,
  selected: ReadonlySet<number> | null,
): readonly number[] | null {
  if (key.edges !== undefined && key.count === undefined) return checkEdges(key.edges);
  if (key.edges !== undefined || key.count === undefined) return null;
  const { present, candidates } = rows;
  const extent = rows.extent(
    selected === null ? present : present.filter((index) => selected.has(candidates[index]!)),
  );
  if (extent === null) return [];
  const { min, max } = extent;
  // On a log scale what is not positive is left out.
  return key.scale === 'log' && !(min > 0) ? null : evenEdges(key, min, max);
}

/** For each edge the largest float32 that lies before its bin; for the last one the largest that lies in the last bin. */
function boundsOfEdges(edges: readonly number[], isLog: boolean): Float32Array {
  return Float32Array.from(edges, (edge, index) => {
    const isLast = index === edges.length - 1;
    const bound = boundsOf(isLast ? '<=' : '<', edge, 'float32')?.high ?? -Infinity;
    return isLog ? Math.max(bound, 0) : bound;
  });
}
