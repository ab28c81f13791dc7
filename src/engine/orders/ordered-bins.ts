import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { BinKey, Query } from '../../model/query.ts';
import { isBinKey } from '../../model/query.ts';
import { binKey, checkEdges, evenEdges } from '../bin-key.ts';
import { fieldKey } from '../group-keys.ts';
import type { Groups } from '../groups.ts';
import { boundsOf } from '../number-bounds.ts';
import type { Table } from '../table.ts';
import type { GroupRows } from './group-rows.ts';
import type { OrderedGroups } from './ordered-groups.ts';
import type { Orders } from './orders.ts';

/** How durations are distributed in each transaction: bins are stretches of order A, whose selected rows are counted. */
export class OrderedBins {
  readonly #table: Table;
  readonly #orders: Orders;
  readonly #ordered: OrderedGroups;

  constructor(table: Table, orders: Orders, ordered: OrderedGroups) {
    this.#table = table;
    this.#orders = orders;
    this.#ordered = ordered;
  }

  /** The groups of a query by project, transaction and bins of the duration that counts rows; else null. */
  of(query: Query): Groups | null {
    const [project, transaction, bin, ...others] = query.by;
    const isPage = project === 'project' && transaction === 'transaction' && others.length === 0;
    if (!isPage || bin === undefined || !isBinKey(bin) || bin.bin !== 'duration') return null;
    const isWeighted = query.weighted !== false && this.#table.hasWeights;
    const isCount = query.show.every(
      ({ metric }) => metric === 'sampled_count' || (metric === 'count' && !isWeighted),
    );
    if (!isCount || query.versus !== undefined) return null;
    const selected = this.#ordered.selectedBy(query);
    const rows = this.#ordered.rowsOf(query.range, query.where);
    const groups = rows.groups.filter(({ group }) => selected === null || selected.has(group));
    const edges = edgesOf(bin, groups);
    if (edges === null) return null;
    const bins = Math.max(0, edges.length - 1);
    const bounds = boundsOfEdges(edges, bin.scale === 'log');
    const found: { group: number; bin: number; count: number }[] = [];
    for (const own of bins === 0 ? [] : groups) {
      const counts = own.countsUpTo(bounds);
      for (let index = 0; index < bins; index++) {
        const count = counts[index + 1]! - counts[index]!;
        if (count > 0) found.push({ group: own.group, bin: index, count });
      }
    }
    const { transactions, projects } = this.#orders.groups;
    const counts = Float64Array.from(found, ({ count }) => count);
    return {
      keys: [
        fieldKey(this.#table, 'project'),
        fieldKey(this.#table, 'transaction'),
        binKey(this.#table, bin, edges),
      ],
      codes: [
        Int32Array.from(found, ({ group }) => projects[group]!),
        Int32Array.from(found, ({ group }) => transactions[group]!),
        Int32Array.from(found, (one) => one.bin),
      ],
      count: found.length,
      value: {
        of: (stats: readonly Stat[]): Gathered => new Map(stats.map((stat) => [statName(stat), counts])),
      },
      versus: null,
      edges,
      matched: groups.reduce((sum, { length }) => sum + length, 0),
      sampled: rows.areSampled(Uint32Array.from(groups, ({ index }) => index)),
      path: 'orders',
      release: () => undefined,
    };
  }
}

/** The edges of the bins; null where they have to be looked for row by row. */
function edgesOf(key: BinKey, groups: readonly GroupRows[]): readonly number[] | null {
  if (key.edges !== undefined && key.count === undefined) return checkEdges(key.edges);
  if (key.edges !== undefined || key.count === undefined) return null;
  if (groups.length === 0) return [];
  const min = groups.reduce((least, group) => Math.min(least, group.valueAt(0)), Infinity);
  const max = groups.reduce((most, group) => Math.max(most, group.valueAt(group.length - 1)), -Infinity);
  // On a log scale what is not positive is left out.
  return key.scale === 'log' && !(min > 0) ? null : evenEdges(key, min, max);
}

/** For each edge the largest float32 that lies before its bin; for the last one the largest that lies in the last bin. */
function boundsOfEdges(edges: readonly number[], isLog: boolean): number[] {
  return edges.map((edge, index) => {
    const isLast = index === edges.length - 1;
    const bound = boundsOf(isLast ? '<=' : '<', edge, 'float32')?.high ?? -Infinity;
    return isLog ? Math.max(bound, 0) : bound;
  });
}
