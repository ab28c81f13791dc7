import { statsFor } from '../../metrics/derive.ts';
import type { Gathered } from '../../metrics/derive.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Filter } from '../../model/filter.ts';
import { DEFAULT_THRESHOLDS } from '../../model/metric.ts';
import type { Query, Scope } from '../../model/query.ts';
import type { Range } from '../../model/time.ts';
import { fieldKey } from '../group-keys.ts';
import type { Groups, Scan } from '../groups.ts';
import { comparedHalves, conditionMetrics, fulfils, showsOf } from '../having.ts';
import { minutesOf } from '../minutes.ts';
import { questionKey } from '../question-key.ts';
import { Recent } from '../recent.ts';
import type { Steps } from '../steps.ts';
import { ofSameGroups } from '../same-groups.ts';
import { lookUpThresholds } from '../thresholds.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import type { Buckets } from '../time-key.ts';
import { takenCodes } from '../values-of.ts';
import { MOST_BUCKETS } from './bucket-codes.ts';
import { OrderedRows } from './ordered-rows.ts';
import type { OrderedContext } from './ordered-rows.ts';
import { NONE, OrderedSide } from './ordered-side.ts';
import type { Measure } from './ordered-side.ts';
import { OrderedTimes } from './ordered-times.ts';
import { Residuals } from './residual.ts';

/** Buckets of time, times moved by so much before. */
export interface Cut {
  readonly buckets: Buckets | null;
  readonly shift: number;
}

/** Selections that are kept, a quarter of a byte a row each: both sides of what a page's widgets ask together. */
const KEPT = 4;

/** Groups by project and transaction (or by transaction alone, where that is the same), read from the orders. */
export class OrderedGroups {
  readonly #context: OrderedContext;
  readonly #scan: Scan;
  readonly #kept = new Recent<OrderedRows>(KEPT, (rows) => rows.release());
  readonly #residuals = new Recent<Residuals>(KEPT);
  #versions = '';

  constructor(context: OrderedContext, scan: Scan) {
    this.#context = context;
    this.#scan = scan;
  }

  /** Forgets what rows that have changed made wrong. */
  forget(): void {
    this.#kept.clear();
    this.#context.filtersByDuration.forget();
    this.#context.filtersByUser.forget();
  }

  /** Whether questions can be answered from the orders as they are now. */
  get areReady(): boolean {
    const { orders, table } = this.#context;
    return orders.areReady && table.hasAllDurations && !orders.byDuration.weightClasses.isFull;
  }

  /** The rows of a range that pass a filter. Before leaves are read, `preparedRows` has to be asked for them. */
  rowsOf(range: Range, where: Filter): OrderedRows {
    const { orders, table } = this.#context;
    const versions = `${orders.byDuration.version} ${orders.byUser.version}`;
    if (versions !== this.#versions) this.forget();
    this.#versions = versions;
    table.heap.scratch.grow(4096);
    return this.#kept.get(questionKey({ range, where }), () => {
      const rows = new OrderedRows(this.#context, range, where, this.#residualsOf(where));
      rows.hold();
      return rows;
    });
  }

  /** The same, with what all questions about them read first made in blocks. */
  *preparedRows(range: Range, where: Filter): Steps<OrderedRows> {
    yield* this.#context.orders.settle();
    const rows = this.rowsOf(range, where);
    rows.hold();
    try {
      yield* rows.prepare();
    } finally {
      rows.release();
    }
    return rows;
  }

  /** What is left of a filter in each group. Dictionaries of transactions and projects only grow. */
  #residualsOf(where: Filter): Residuals {
    const { orders, table } = this.#context;
    const sizes = ['transaction', 'project'].map((name) => table.text(name)?.values.length ?? 0);
    return this.#residuals.get(
      questionKey({ where, sizes }),
      () => new Residuals(table, orders.groups, where),
    );
  }

  /**
   * What the orders say of rows by time, or of all (`buckets` null); null where they cannot. Who takes it holds no
   * longer than until the next question.
   */
  *timesOf(range: Range, where: Filter, thresholds: ThresholdLookup, cut: Cut): Steps<OrderedTimes | null> {
    const { buckets, shift } = cut;
    if (!this.areReady || thresholds.isLcp.includes(1) || (buckets?.count ?? 1) > MOST_BUCKETS) return null;
    return new OrderedTimes(yield* this.preparedRows(range, where), thresholds, buckets, shift);
  }

  /** How a scope measures rows. */
  measureOf(scope: Scope, minutes: number): Measure {
    const { table } = this.#context;
    return {
      isWeighted: scope.weighted !== false && table.hasWeights,
      thresholds: lookUpThresholds(table, scope.thresholds ?? DEFAULT_THRESHOLDS),
      minutes,
    };
  }

  /** The groups that a scope's condition selects; null where there is none. */
  *selectedBy(scope: Scope): Steps<ReadonlySet<number> | null> {
    const { having } = scope;
    if (having === undefined) return null;
    const shows = showsOf(having);
    const { range, where } = scope.havingOver ?? scope;
    const { having: _having, havingOver: _over, ...rest } = scope;
    const by = ['project', 'transaction'] as const;
    const query: Query = { ...rest, of: 'transactions', range, where, by, show: shows };
    const rows = yield* this.preparedRows(range, where);
    const groups = Array.from(rows.present, (index) => rows.candidates[index]!);
    const stats = statsFor(shows);
    const whole = yield* this.#gathered(query, 'value', groups, stats);
    const ranges = comparedHalves(shows, range);
    const halfOf = (half: Range): Steps<Gathered> =>
      this.#gathered({ ...query, versus: { range: half } }, 'versus', groups, stats);
    const halves =
      ranges === null ? null : { earlier: yield* halfOf(ranges.earlier), later: yield* halfOf(ranges.later) };
    const values = conditionMetrics(shows, whole, halves, groups.length);
    const isSelected = (index: number): boolean =>
      fulfils(having, (show) => values.get(show)?.[index] ?? Number.NaN);
    return new Set(groups.filter((_group, index) => isSelected(index)));
  }

  /** Statistics of some groups on one side. */
  *#gathered(
    query: Query,
    side: 'value' | 'versus',
    groups: readonly number[],
    stats: readonly Stat[],
  ): Steps<Gathered> {
    const range = (side === 'versus' ? query.versus?.range : undefined) ?? query.range;
    const rows = yield* this.preparedRows(range, query.where);
    rows.hold();
    try {
      return yield* this.#sideOf(query, rows, groups, range, side).steps(stats);
    } finally {
      rows.release();
    }
  }

  /** The groups of a query by project and transaction; null where it is no such query or the orders cannot say. In blocks. */
  *steps(query: Query): Steps<Groups | null> {
    const { orders, table } = this.#context;
    const names = query.by.filter((key) => key === 'transaction' || key === 'project');
    if (names.length !== query.by.length || !names.includes('transaction')) return null;
    const selected = yield* this.selectedBy(query);
    const rows = yield* this.preparedRows(query.range, query.where);
    const { candidates, present } = rows;
    const isIn = (index: number): boolean => selected === null || selected.has(candidates[index]!);
    const indices = selected === null ? present : present.filter(isIn);
    // Loops, because `from` with a function takes ten times as long.
    const ids: number[] = [];
    const transactions = new Int32Array(indices.length);
    const projects = new Int32Array(indices.length);
    for (let at = 0; at < indices.length; at++) {
      const group = candidates[indices[at]!]!;
      ids.push(group);
      transactions[at] = orders.groups.transactions[group]!;
      projects[at] = orders.groups.projects[group]!;
    }
    if (!names.includes('project') && new Set(transactions).size < ids.length) return null;
    const versus = query.versus === undefined ? null : yield* this.#versusRows(query, query.versus);
    // A group of the other side alone would be another group of the same name here.
    if (versus !== null && !names.includes('project') && this.#isAmbiguous(rows, versus)) return null;
    const otherRange = query.versus?.range ?? query.range;
    const used = versus === null ? [rows] : [rows, versus];
    for (const held of used) held.hold();
    return {
      keys: names.map((name) => fieldKey(table, name)),
      codes: names.map((name) => (name === 'transaction' ? transactions : projects)),
      count: ids.length,
      value: this.#sideOf(query, rows, ids, query.range, 'value'),
      versus: versus === null ? null : this.#sideOf(query, versus, ids, otherRange, 'versus'),
      edges: null,
      matched: rows.lengthOf(indices),
      sampled: rows.areSampled(indices),
      path: 'orders',
      release: () => {
        for (const held of used) held.release();
      },
    };
  }

  #versusRows(query: Query, versus: NonNullable<Query['versus']>): Steps<OrderedRows> {
    return this.preparedRows(versus.range ?? query.range, versus.where ?? query.where);
  }

  /** Whether two groups of one transaction have rows on either side. */
  #isAmbiguous(...sides: readonly OrderedRows[]): boolean {
    const { transactions } = this.#context.orders.groups;
    const all = new Set(
      sides.flatMap(({ present, candidates }) => Array.from(present, (index) => candidates[index]!)),
    );
    return new Set([...all].map((group) => transactions[group])).size < all.size;
  }

  #sideOf(
    query: Query,
    rows: OrderedRows,
    groups: readonly number[],
    range: Range,
    side: 'value' | 'versus',
  ): OrderedSide {
    const measure = this.measureOf(query, minutesOf(range));
    const { present, candidates } = rows;
    const indexOf = new Map<number, number>();
    for (let at = 0; at < present.length; at++) indexOf.set(candidates[present[at]!]!, present[at]!);
    const own = new Int32Array(groups.length);
    for (let at = 0; at < own.length; at++) own[at] = indexOf.get(groups[at]!) ?? NONE;
    const scan = this.#scan;
    const { transactions, projects } = this.#context.orders.groups;
    const codes = query.by.map((key) => takenCodes(key === 'project' ? projects : transactions, groups));
    return new OrderedSide(rows, own, measure, function* (stats) {
      return yield* ofSameGroups(yield* scan(query), side, codes, stats);
    });
  }
}
