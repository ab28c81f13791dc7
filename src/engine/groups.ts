import type { Stat } from '../metrics/stat.ts';
import type { Gathered } from '../metrics/derive.ts';
import { DEFAULT_THRESHOLDS } from '../model/metric.ts';
import type { Key, Query, Scope } from '../model/query.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Range } from '../model/time.ts';
import { binKey, edgesOf } from './bin-key.ts';
import { fieldKey } from './group-keys.ts';
import type { GroupKey, SideName } from './group-keys.ts';
import { minutesOf } from './minutes.ts';
import { TotalGroups } from './total-groups.ts';
import { isOfOtherColumns, isWide, isWorthOrders } from './worth-orders.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import { OrderFilters } from './orders/order-filter.ts';
import { OrderedBins } from './orders/ordered-bins.ts';
import { OrderedGroups } from './orders/ordered-groups.ts';
import type { OrderedRows } from './orders/ordered-rows.ts';
import type { Orders } from './orders/orders.ts';
import { extentOf } from './row-by-row/extent.ts';
import { RowGroups } from './row-by-row/row-groups.ts';
import { limitsOfGroups } from './row-by-row/group-limits.ts';
import { RowSide } from './row-by-row/row-side.ts';
import { BinGroups } from './slices/bin-groups.ts';
import { LimitBitmaps } from './slices/limit-bitmaps.ts';
import type { MarkContext } from './slices/row-marks.ts';
import { TimeGroups } from './slices/time-groups.ts';
import type { TimeRows } from './slices/time-rows.ts';
import { WeightBitmaps } from './slices/weight-bitmaps.ts';
import { readsRow } from './reads-row.ts';
import type { Selections } from './selection.ts';
import { finish } from './steps.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';
import { lookUpThresholds, thresholdsKey } from './thresholds.ts';
import { bucketsOf, timeKey } from './time-key.ts';

/** Groups that are kept: a page's widgets ask in few different ones. */
const KEPT = 4;

/** The rows that a query is about, in its groups. */
export interface Groups {
  readonly keys: readonly GroupKey[];
  /** For each key, the code of each group. */
  readonly codes: readonly Int32Array[];
  readonly count: number;
  readonly value: Statistics;
  readonly versus: Statistics | null;
  /** The statistics of some of the groups alone, where that is less work than those of all; both sides. */
  readonly only?: (groups: Uint32Array) => {
    readonly value: Statistics;
    readonly versus: Statistics | null;
  };
  /** The edges of the bins, where a key is one of bins. */
  readonly edges: readonly number[] | null;
  /** Rows on the value side, and whether one of them stands for more than itself. */
  readonly matched: number;
  readonly sampled: boolean;
  /** How the rows were found. */
  readonly path: Path;
  /** Says that one more keeps these groups. */
  readonly hold?: () => void;
  /** Says that nobody asks for these groups any more. */
  readonly release: () => void;
}

/** `orders`: by the orders; `slices`: by bit-sliced durations in the order of time; `scan`: row by row. */
export type Path = 'orders' | 'slices' | 'scan';

/** What answers a question row by row. */
export type Scan = (query: Query) => Steps<Groups>;

/** The statistics of one side's groups, gathered in blocks. */
export interface Statistics {
  steps(stats: readonly Stat[]): Steps<Gathered>;
}

/** Groups rows for queries, and keeps the groups for the widgets that ask for more about the same ones. */
export class Groupings {
  readonly #table: Table;
  readonly #selections: Selections;
  readonly #orders: Orders;
  readonly #context: MarkContext;
  /** Below this part of the rows a range is read row by row. */
  readonly #narrow: number;
  readonly #kept = new Recent<Groups>(KEPT, ({ release }) => release());
  readonly #scanned = new Recent<Groups>(KEPT, ({ release }) => release());
  readonly #ordered: OrderedGroups;
  readonly #orderedBins: OrderedBins;
  readonly #totals: TotalGroups;
  readonly #sliced: TimeGroups;
  readonly #binned: BinGroups;

  constructor(table: Table, orders: Orders, selections: Selections, narrow: number) {
    this.#narrow = narrow;
    this.#table = table;
    this.#orders = orders;
    this.#selections = selections;
    const { filters } = selections;
    const weights = new WeightBitmaps(table, filters, () => orders.byDuration.weightClasses.weights);
    this.#context = { table, filters, limits: new LimitBitmaps(table), weights };
    const filtersByDuration = new OrderFilters(table, filters);
    const filtersByUser = new OrderFilters(table, filters);
    const scan: Scan = (query) => this.#scanSteps(query);
    this.#binned = new BinGroups(this.#context, selections, scan, (query) => this.orderedRows(query));
    this.#ordered = new OrderedGroups({ table, orders, filters, filtersByDuration, filtersByUser }, scan);
    const ordered = this.#ordered;
    this.#sliced = new TimeGroups(this.#context, selections, scan, function* (range, where, thresholds, cut) {
      return isWide(table, range, narrow) ? yield* ordered.timesOf(range, where, thresholds, cut) : null;
    });
    this.#orderedBins = new OrderedBins(table, orders, this.#ordered, scan);
    this.#totals = new TotalGroups(table, this.#ordered, this, scan);
  }

  /** Forgets what rows that have changed made wrong. */
  forget(): void {
    this.#kept.clear();
    this.#scanned.clear();
    this.#ordered.forget();
  }

  /** Forgets what leaves that were written anew made wrong. */
  forgetOrders(): void {
    this.#kept.clear();
    this.#ordered.forget();
  }

  /** The groups of a query that `checkQuery` let pass. */
  of(query: Query): Groups {
    return finish(this.steps(query));
  }

  /** The same in blocks. */
  *steps(query: Query): Steps<Groups> {
    if (readsRow(query)) this.#table.rows.widen();
    const key = keyOf(query);
    const planned = this.#kept.has(key) ? null : yield* this.#plan(query);
    return this.#kept.get(key, () => planned ?? this.#heldScan(query));
  }

  *#plan(query: Query): Steps<Groups | null> {
    const ordered = (yield* this.#areOrdersWorth(query)) ? yield* this.#fromOrders(query) : null;
    if (ordered !== null) return ordered;
    yield* this.#selections.prepare(query, query.versus);
    const sliced = this.#sliced.areReady
      ? (this.#sliced.of(query) ?? (yield* this.#binned.steps(query)))
      : null;
    if (sliced === null) yield* this.#scanSteps(query);
    return sliced;
  }

  *#fromOrders(query: Query): Steps<Groups | null> {
    return (
      (yield* this.#ordered.steps(query)) ??
      (yield* this.#orderedBins.steps(query)) ??
      (yield* this.#totals.steps(query))
    );
  }

  *#areOrdersWorth(query: Query): Steps<boolean> {
    if (!this.#ordered.areReady || isOfOtherColumns(query)) return false;
    return yield* isWorthOrders(this.#table, this.#selections, query, this.#narrow);
  }

  /** The rows of a scope in the orders, where that is the faster way to them; null where it is not. In blocks. */
  *orderedRows({ range, where, having }: Scope): Steps<OrderedRows | null> {
    const query: Query = { of: 'transactions', range, where, by: [], show: [] };
    if (having !== undefined || !(yield* this.#areOrdersWorth(query))) return null;
    return yield* this.#ordered.preparedRows(range, where);
  }

  /** Groups that two keep: those who fall back on a scan ask for them, too. */
  #heldScan(query: Query): Groups {
    const groups = this.#scan(query);
    groups.hold?.();
    return groups;
  }

  #scan(query: Query): Groups {
    return finish(this.#scanSteps(query));
  }

  *#scanSteps(query: Query): Steps<Groups> {
    const key = keyOf(query);
    const known = this.#scanned.has(key) ? null : yield* this.#group(query);
    return this.#scanned.get(key, () => known!);
  }

  *#group(query: Query): Steps<Groups> {
    const table = this.#table;
    yield* this.#selections.prepare(query, query.versus);
    const rows = this.#selections.value(query);
    rows.hold();
    let versus: TimeRows | null;
    const bin = query.by.find(isBinKey);
    const [only] = query.by;
    const isTimeAlone = query.by.length === 1 && only !== undefined && isTimeKey(only);
    let edges: readonly number[] | null;
    let keys: GroupKey[];
    let groups: RowGroups;
    try {
      versus = query.versus === undefined ? null : this.#selections.versus(query, query.versus);
      const isEven = bin !== undefined && bin.count !== undefined && bin.edges === undefined;
      const extent = isEven ? yield* extentOf(table, rows, bin) : null;
      edges = bin === undefined ? null : edgesOf(bin, extent);
      keys = query.by.map((key) => toGroupKey(table, query, key, edges ?? []));
      groups = yield* RowGroups.of(table, keys, rows, versus, isTimeAlone);
    } finally {
      rows.release();
    }
    const step = query.by.find(isTimeKey)?.time;
    const thresholds = query.thresholds ?? DEFAULT_THRESHOLDS;
    const lookup = lookUpThresholds(table, thresholds);
    const limits = (): Float64Array | null => {
      const pairs = this.#orders.areReady ? this.#orders.groups : null;
      return limitsOfGroups(lookup, query.by, groups.codes, groups.count, pairs);
    };
    const sideOf = (side: SideName, range: Range, wanted: Uint32Array | null = null): RowSide => {
      const minutes = step === undefined ? minutesOf(range) : minutesOf({ start: 0, end: step });
      const isWeighted = query.weighted !== false && table.hasWeights;
      const measure = { isWeighted, thresholds, lookup, minutes };
      return new RowSide(this.#context, groups, side, measure, limits, wanted);
    };
    const otherRange = query.versus?.range ?? query.range;
    return {
      keys,
      codes: groups.codes,
      count: groups.count,
      value: sideOf('value', query.range),
      versus: versus === null ? null : sideOf('versus', otherRange),
      only: (wanted) => ({
        value: sideOf('value', query.range, wanted),
        versus: versus === null ? null : sideOf('versus', otherRange, wanted),
      }),
      edges,
      matched: rows.length,
      sampled: this.#selections.isSampled(rows),
      path: 'scan',
      hold: () => groups.hold(),
      release: () => groups.release(),
    };
  }
}

/** What equal groups share. Where they are read from depends on what is asked of them. */
function keyOf(query: Query): string {
  const { range, where, having, havingOver, thresholds, weighted, versus, by } = query;
  const from = isOfOtherColumns(query);
  const key = questionKey({ range, where, having, havingOver, weighted, versus, by, from });
  return thresholds === undefined ? key : `${key} ${thresholdsKey(thresholds)}`;
}

function toGroupKey(table: Table, query: Query, key: Key, edges: readonly number[]): GroupKey {
  if (isTimeKey(key)) {
    const shift = query.range.start - (query.versus?.range ?? query.range).start;
    return timeKey(table, bucketsOf(query.range, key.time), shift);
  }
  return isBinKey(key) ? binKey(table, key, edges) : fieldKey(table, key);
}
