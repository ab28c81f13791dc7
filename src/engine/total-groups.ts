import { statsFor } from '../metrics/derive.ts';
import type { Gathered } from '../metrics/derive.ts';
import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import type { BinKey, Query } from '../model/query.ts';
import { isBinKey } from '../model/query.ts';
import { binKey } from './bin-key.ts';
import type { Groupings, Groups, Statistics } from './groups.ts';
import type { OrderedGroups } from './orders/ordered-groups.ts';
import type { Table } from './table.ts';

/** So many transactions have their bins counted one by one in the orders faster than all rows are read. */
const FEW = 16;

/** How a statistic of all rows comes from those of the transactions; null where it does not. */
function joinOf({ kind }: Stat): ((one: number, two: number) => number) | null {
  switch (kind) {
    case 'rows':
    case 'count':
    case 'failed':
    case 'measured':
    case 'satisfied':
    case 'tolerating':
    case 'present':
    case 'sum':
      return (one, two) => one + two;
    case 'min':
      return (one, two) => Math.min(one, two);
    case 'max':
      return (one, two) => Math.max(one, two);
    default:
      return null;
  }
}

/** Whether all that a question asks is added up from what is asked of each transaction. */
export function isAddedUp({ show }: Query): boolean {
  return statsFor(show).every((stat) => stat.kind === 'minutes' || joinOf(stat) !== null);
}

function totalOf(values: Float64Array, stat: Stat, minutes: () => number): number {
  if (stat.kind === 'minutes') return minutes();
  const join = joinOf(stat)!;
  if (values.length === 0) return 'of' in stat && stat.kind !== 'present' ? Number.NaN : 0;
  return values.reduce((one, two) => join(one, two));
}

/** All rows together, or by bins of their durations, from what the orders say of few transactions or of counts. */
export class TotalGroups {
  readonly #table: Table;
  readonly #ordered: OrderedGroups;
  readonly #groupings: Groupings;
  /** Answers what is not added up. */
  readonly #otherwise: (query: Query) => Groups;

  constructor(
    table: Table,
    ordered: OrderedGroups,
    groupings: Groupings,
    otherwise: (query: Query) => Groups,
  ) {
    this.#table = table;
    this.#ordered = ordered;
    this.#groupings = groupings;
    this.#otherwise = otherwise;
  }

  /** The groups of a query by nothing, or by bins of the duration; null where another way is faster. */
  of(query: Query): Groups | null {
    const [key, ...others] = query.by;
    if (query.versus !== undefined || others.length > 0) return null;
    const transactions = this.#ordered.rowsOf(query.range, query.where).candidates.length;
    if (key === undefined) {
      return transactions === 1 || isAddedUp(query) ? this.#together(query, transactions) : null;
    }
    const isDuration = isBinKey(key) && key.bin === 'duration';
    return isDuration && transactions <= FEW ? this.#bins(query, key) : null;
  }

  #together(query: Query, transactions: number): Groups | null {
    // Asked for again when they are read: they are given back when nobody asked for long.
    const each = (): Groups => this.#groupings.of({ ...query, by: ['project', 'transaction'] });
    const { path, matched, sampled } = each();
    if (path !== 'orders') return null;
    const of = (stats: readonly Stat[]): Gathered => {
      const groups = each();
      const isOne = transactions === 1 && groups.count === 1;
      const isKnown = (stat: Stat): boolean => isOne || stat.kind === 'minutes' || joinOf(stat) !== null;
      const own = stats.filter(isKnown);
      const others = stats.filter((stat) => !isKnown(stat));
      const found = groups.value.of(own);
      if (isOne) return found;
      const minutes = (): number =>
        this.#otherwise(query)
          .value.of([{ kind: 'minutes' }])
          .get('minutes')?.[0] ?? Number.NaN;
      const totals = own.map(
        (stat) =>
          [statName(stat), Float64Array.of(totalOf(found.get(statName(stat))!, stat, minutes))] as const,
      );
      return new Map([...totals, ...(others.length === 0 ? [] : this.#otherwise(query).value.of(others))]);
    };
    return {
      keys: [],
      codes: [],
      count: 1,
      value: { of },
      versus: null,
      edges: null,
      matched,
      sampled,
      path,
      release: () => undefined,
    };
  }

  #bins(query: Query, key: BinKey): Groups | null {
    const groups = this.#groupings.of({ ...query, by: ['project', 'transaction', key] });
    const { edges, path, codes } = groups;
    const bins = codes[2];
    if (path !== 'orders' || edges === null || bins === undefined) return null;
    const counts = new Float64Array(Math.max(0, edges.length - 1));
    const rows = groups.value.of([{ kind: 'rows' }]).get('rows')!;
    for (let index = 0; index < groups.count; index++) counts[bins[index]!]! += rows[index]!;
    const filled = Int32Array.from(counts.keys()).filter((bin) => counts[bin]! > 0);
    const values = Float64Array.from(filled, (bin) => counts[bin]!);
    const isWeighted = query.weighted !== false && this.#table.hasWeights;
    const value: Statistics = {
      of: (stats) => {
        const isCount = ({ kind }: Stat): boolean => kind === 'rows' || (kind === 'count' && !isWeighted);
        const others = stats.filter((stat) => !isCount(stat));
        const own = stats.filter(isCount).map((stat) => [statName(stat), values] as const);
        return new Map([...own, ...(others.length === 0 ? [] : this.#otherwise(query).value.of(others))]);
      },
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
