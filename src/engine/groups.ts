import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import type { Gathered } from '../metrics/derive.ts';
import { DEFAULT_THRESHOLDS } from '../model/metric.ts';
import type { Key, Query } from '../model/query.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Range } from '../model/time.ts';
import { binKey, edgesOf } from './bin-key.ts';
import type { Gather, Side } from './gather.ts';
import { fieldKey } from './group-keys.ts';
import type { GroupKey } from './group-keys.ts';
import { groupByAllCodes, groupByOccurring } from './grouping.ts';
import { minutesOf } from './minutes.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import { OrderFilters } from './orders/order-filter.ts';
import { OrderedBins } from './orders/ordered-bins.ts';
import { OrderedGroups } from './orders/ordered-groups.ts';
import type { Orders } from './orders/orders.ts';
import type { Segments } from './segments.ts';
import { BinGroups } from './slices/bin-groups.ts';
import { LimitBitmaps } from './slices/limit-bitmaps.ts';
import { TimeGroups } from './slices/time-groups.ts';
import type { Selections } from './selection.ts';
import type { Table } from './table.ts';
import { lookUpThresholds } from './thresholds.ts';
import type { ThresholdLookup } from './thresholds.ts';
import { partsOf } from './time-parts.ts';
import { bucketsOf, timeKey } from './time-key.ts';
import { isSampled, weightsAt } from './weights.ts';

/** Groups that are kept, up to 12 bytes a row and side each: a page's widgets ask in few different ones. */
const KEPT = 3;

/** The rows of one side in their groups. Each statistic of them is gathered once, when it is first asked for. */
class GatheredSide implements Side {
  readonly segments: Segments;
  readonly thresholds: ThresholdLookup;
  readonly minutes: number;
  readonly #table: Table;
  readonly #gather: Gather;
  readonly #isWeighted: boolean;
  readonly #gathered = new Map<string, Float64Array>();
  #weights: Float64Array | null | undefined;

  constructor(table: Table, gather: Gather, query: Query, segments: Segments, range: Range) {
    const step = query.by.find(isTimeKey)?.time;
    this.segments = segments;
    this.thresholds = lookUpThresholds(table, query.thresholds ?? DEFAULT_THRESHOLDS);
    this.minutes = step === undefined ? minutesOf(range) : minutesOf({ start: 0, end: step });
    this.#table = table;
    this.#gather = gather;
    this.#isWeighted = query.weighted !== false;
  }

  get weights(): Float64Array | null {
    if (this.#weights === undefined) {
      this.#weights = this.#isWeighted ? weightsAt(this.#table, this.segments.positions) : null;
    }
    return this.#weights;
  }

  of(stats: readonly Stat[]): Gathered {
    const missing = stats.filter((stat) => !this.#gathered.has(statName(stat)));
    if (missing.length > 0) {
      const gathered = this.#gather(this.#table, this, missing);
      for (const [name, values] of gathered) this.#gathered.set(name, values);
    }
    return this.#gathered;
  }
}

/** The rows that a query is about, in its groups. */
export interface Groups {
  readonly keys: readonly GroupKey[];
  /** For each key, the code of each group. */
  readonly codes: readonly Int32Array[];
  readonly count: number;
  readonly value: Statistics;
  readonly versus: Statistics | null;
  /** The edges of the bins, where a key is one of bins. */
  readonly edges: readonly number[] | null;
  /** Rows on the value side, and whether one of them stands for more than itself. */
  readonly matched: number;
  readonly sampled: boolean;
  /** How the rows were found. */
  readonly path: Path;
  /** Says that nobody asks for these groups any more. */
  readonly release: () => void;
}

/** `orders`: by the orders; `slices`: by bit-sliced durations in the order of time; `scan`: row by row. */
export type Path = 'orders' | 'slices' | 'scan';

/** What answers a question row by row. */
export type Scan = (query: Query) => Groups;

/** The statistics of one side's groups. */
export interface Statistics {
  of(stats: readonly Stat[]): Gathered;
}

/** Groups rows for queries, and keeps the groups for the widgets that ask for more about the same ones. */
export class Groupings {
  readonly #table: Table;
  readonly #selections: Selections;
  readonly #gather: Gather;
  /** Below this part of the rows a range is read row by row. */
  readonly #narrow: number;
  readonly #kept = new Recent<Groups>(KEPT, ({ release }) => release());
  readonly #scanned = new Recent<Groups>(KEPT);
  readonly #ordered: OrderedGroups;
  readonly #orderedBins: OrderedBins;
  readonly #sliced: TimeGroups;
  readonly #binned: BinGroups;

  constructor(table: Table, orders: Orders, selections: Selections, gather: Gather, narrow: number) {
    this.#narrow = narrow;
    this.#table = table;
    this.#selections = selections;
    this.#gather = gather;
    const { filters } = selections;
    const filtersByDuration = new OrderFilters(table, filters);
    const filtersByUser = new OrderFilters(table, filters);
    const scan: Scan = (query) => this.#scan(query);
    this.#sliced = new TimeGroups({ table, filters, limits: new LimitBitmaps(table) }, scan);
    this.#binned = new BinGroups(table, this.#sliced, scan);
    this.#ordered = new OrderedGroups({ table, orders, filters, filtersByDuration, filtersByUser }, scan);
    this.#orderedBins = new OrderedBins(table, orders, this.#ordered);
  }

  /** Forgets what rows that have changed made wrong. */
  forget(): void {
    this.#kept.clear();
    this.#scanned.clear();
    this.#ordered.forget();
    this.#sliced.forget();
  }

  /** The groups of a query that `checkQuery` let pass. */
  of(query: Query): Groups {
    return this.#kept.get(keyOf(query), () => this.#plan(query));
  }

  #plan(query: Query): Groups {
    const areReady = this.#ordered.areReady && this.#isWorthOrders(query);
    const ordered = areReady ? (this.#ordered.of(query) ?? this.#orderedBins.of(query)) : null;
    const isSliced = ordered === null && this.#sliced.areReady;
    const sliced = isSliced ? (this.#sliced.of(query) ?? this.#binned.of(query)) : null;
    return ordered ?? sliced ?? this.#scan(query);
  }

  /** Whether the range holds enough rows: the orders read all rows of the groups that match, whatever the range. */
  #isWorthOrders({ range, versus }: Query): boolean {
    const rows = [range, versus?.range ?? range].map((own) =>
      partsOf(this.#table, own).reduce((sum, { from, to }) => sum + to - from, 0),
    );
    return Math.max(...rows) >= this.#table.alive * this.#narrow;
  }

  #scan(query: Query): Groups {
    return this.#scanned.get(keyOf(query), () => this.#group(query));
  }

  #group(query: Query): Groups {
    const table = this.#table;
    const value = this.#selections.value(query);
    const versus = query.versus === undefined ? null : this.#selections.versus(query, query.versus);
    const bin = query.by.find(isBinKey);
    const edges = bin === undefined ? null : edgesOf(table, bin, value);
    const keys = query.by.map((key) => toGroupKey(table, query, key, edges ?? []));
    const [only] = query.by;
    const isTimeAlone = query.by.length === 1 && only !== undefined && isTimeKey(only);
    const grouping =
      isTimeAlone && keys[0] !== undefined
        ? groupByAllCodes(keys[0], value, versus)
        : groupByOccurring(keys, value, versus);
    const sideOf = (segments: Segments, range: Range): GatheredSide =>
      new GatheredSide(table, this.#gather, query, segments, range);
    return {
      keys,
      codes: grouping.codes,
      count: grouping.groups,
      value: sideOf(grouping.value, query.range),
      versus: grouping.versus === null ? null : sideOf(grouping.versus, query.versus?.range ?? query.range),
      edges,
      matched: value.length,
      sampled: isSampled(table, value),
      path: 'scan',
      release: () => undefined,
    };
  }
}

/** What equal groups share. */
function keyOf({ range, where, having, havingOver, thresholds, weighted, versus, by }: Query): string {
  return questionKey({ range, where, having, havingOver, thresholds, weighted, versus, by });
}

function toGroupKey(table: Table, query: Query, key: Key, edges: readonly number[]): GroupKey {
  if (isTimeKey(key)) {
    const shift = query.range.start - (query.versus?.range ?? query.range).start;
    return timeKey(table, bucketsOf(query.range, key.time), shift);
  }
  return isBinKey(key) ? binKey(table, key, edges) : fieldKey(table, key);
}
