import { nameOf } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { rangesOf } from '../model/query.ts';
import type { List, Query, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Rows, TextValues } from '../model/rows.ts';
import type { TagCount } from '../model/source.ts';
import { coveredBy, missingFrom, unionOf } from '../model/time.ts';
import type { Range } from '../model/time.ts';
import { answerList } from './answer-list.ts';
import { answerQuery } from './answer-query.ts';
import type { Answer } from './answer-query.ts';
import { checkQuery, checkScope } from './check-question.ts';
import { checkRows } from './check-rows.ts';
import { countTags } from './count-tags.ts';
import { ValueCounts } from './count-values.ts';
import { Groupings } from './groups.ts';
import type { Path } from './groups.ts';
import { Orders } from './orders/orders.ts';
import { assignValues, rareGroups, rareValuesOf, shortenTags } from './rare-values.ts';
import type { RareValues } from './rare-values.ts';
import { rowBytes } from './row-bytes.ts';
import { Selections } from './selection.ts';
import { finish } from './steps.ts';
import type { Steps } from './steps.ts';
import { Table } from './table.ts';
import { TUNING } from './tuning.ts';
import type { Tuning } from './tuning.ts';
import { Underway } from './underway.ts';

/** A tag's dictionary is shortened at once when it has so many times more values than it keeps; else in upkeep. */
const FAR_TOO_MANY = 4;

/** Holds transaction rows in columns and answers questions about them: filter, group, gather, derive. */
export class Engine {
  readonly #tuning: Tuning;
  #table!: Table;
  #orders!: Orders;
  #selections!: Selections;
  #groupings!: Groupings;
  #valueCounts!: ValueCounts;
  #revision = 0;
  #mostTagValues = Infinity;
  readonly #underway = new Underway();

  constructor(tuning: Partial<Tuning> = {}) {
    this.#tuning = { ...TUNING, ...tuning };
    this.#begin();
  }

  /** Rows that are held. */
  get rows(): number {
    return this.#table.alive;
  }

  /** Rises with every change of the rows. */
  get revision(): number {
    return this.#revision;
  }

  /** Makes room for so many rows in all, where it is known how many come: growing step by step costs copies. */
  reserve(rows: number): void {
    if (!this.#table.hasRoomFor(rows)) {
      this.#underway.interrupt();
      this.#table.reserve(rows);
    }
  }

  /**
   * Takes new rows, or later versions of rows that are held: the last version of a `row` counts. Throws a
   * RangeError, before anything is taken, where the batch is not well formed, and `NoMemory` where not all of it has room.
   */
  append(rows: Rows): void {
    checkRows(rows);
    if (rows.length === 0) return;
    this.#underway.interrupt();
    try {
      this.#table.append(rows);
    } finally {
      // Where memory ran out, what came before that is there.
      this.#changed();
    }
    this.#changedTexts(shortenTags(this.#table, FAR_TOO_MANY));
  }

  /** Takes rows out by their `row`; those that are not held are ignored. */
  remove(rows: Float64Array): void {
    this.#underway.interrupt();
    const before = this.#table.alive;
    this.#table.remove(rows);
    if (this.#table.alive !== before) this.#changed();
  }

  /** Takes out the rows whose end lies in none of the ranges. */
  keepOnly(ranges: readonly Range[]): void {
    this.#underway.interrupt();
    const before = this.#table.alive;
    this.#table.keepOnly(unionOf(ranges));
    if (this.#table.alive !== before) this.#changed();
  }

  /**
   * Works for about so many milliseconds on what makes answers fast: sorting rows that have come into the orders.
   * Whether there is more to do. Answers are the same before, meanwhile and after.
   */
  maintain(milliseconds: number): boolean {
    // It waits: what a question has found is of the orders as they are.
    if (this.#underway.isAny) return true;
    const { version } = this.#orders;
    const isMore = this.#orders.maintain(milliseconds);
    // Groups that were read from leaves know where these were.
    if (this.#orders.version !== version) this.#groupings.forgetOrders();
    this.#changedTexts(this.#orders.takeFreed());
    return isMore;
  }

  /** What the last step of upkeep was about; empty before the first. */
  get upkeep(): string {
    return this.#orders.doing;
  }

  /**
   * Keeps only so many values of each tag from now on, the most frequent ones. Groups leave rows with another value out,
   * and say so; filters that name one need to be told its rows (`rareValues`). Before the first rows.
   */
  limitTags(most: number): void {
    this.#mostTagValues = most;
    this.#table.limitTags(most);
  }

  /** What filters ask of tags that cannot be answered before `admit` and `assign` were called. */
  rareValues(filters: readonly Filter[]): RareValues[] {
    return rareValuesOf(this.#table, filters);
  }

  /** Tells these values apart from now on, also of rows that are still to come. Of those that are there `assign` tells. */
  admit({ tag, values, patterns }: RareValues): void {
    this.#table.text(nameOf({ tag }))?.admit(values, patterns);
  }

  /** Says which value of a tag rows have, where these have one that is not told apart. */
  assign(tag: string, rows: Float64Array, values: TextValues): void {
    this.#underway.interrupt();
    assignValues(this.#table, tag, rows, values);
    this.#changedTexts(new Set([nameOf({ tag })]));
  }

  /** Does not tell values of a tag apart any more that were admitted. */
  dismiss(tag: string): void {
    this.#underway.interrupt();
    this.#table.text(nameOf({ tag }))?.dismiss(this.#table.length);
    this.#changedTexts(new Set([nameOf({ tag })]));
  }

  /** Says that what came is a whole: `maintain` takes it into the orders from now on, not when a slot is full; `least` rows or more. */
  seal(least = 1): void {
    this.#table.closeSlot(least);
  }

  /** Does all of it at once, for one who has brought all rows and asks next. */
  settle(): void {
    this.seal();
    while (this.maintain(1000));
  }

  /** How a query is answered: from the orders, from bit-sliced durations, or by a scan. */
  explain(query: Query): Path {
    this.#underway.interrupt();
    return this.#groupings.of(query).path;
  }

  /** Bytes that a row of those that are held takes, about: columns, orders and texts, without what questions keep. */
  get rowBytes(): number {
    return rowBytes(this.#table);
  }

  /**
   * Bytes of memory that columns, orders and bitmaps take, and what the memory has grown to; and how many texts the
   * dictionaries hold beside it.
   */
  get memory(): { readonly used: number; readonly size: number; readonly texts: number } {
    const { heap, texts } = this.#table;
    const sizes = [...texts.values()].map(({ size }) => size - 1);
    return { used: heap.used, size: heap.size, texts: sizes.reduce((sum, size) => sum + size, 0) };
  }

  /**
   * Answers a query. `held` are the intervals of time that are held in full, sorted and disjoint. Throws a
   * SourceError of reason `refused` for a query that has no answer.
   */
  ask(query: Query, held: readonly Range[]): Result {
    return finish(this.askInSteps(query, () => held));
  }

  /**
   * The same in blocks of a few milliseconds: whoever takes the steps may do something else between two of them, or stop
   * (`return`). Where rows are changed meanwhile, or another question is asked, the answer begins anew.
   */
  *askInSteps(query: Query, held: () => readonly Range[]): Steps<Result> {
    checkQuery(query);
    const answer = yield* this.#underway.take(() => this.#answer(query));
    const result = this.#toResult(answer, rangesOf(query), held());
    return { ...result, problems: rareGroups(this.#table, query) };
  }

  *#answer(query: Query): Steps<Answer> {
    return (yield* this.#valueCounts.of(query)) ?? (yield* answerQuery(this.#groupings, query));
  }

  /** Answers a list, as `ask` does a query. */
  list(list: List, held: readonly Range[]): Result {
    return finish(this.listInSteps(list, () => held));
  }

  /** As `askInSteps`. */
  *listInSteps(list: List, held: () => readonly Range[]): Steps<Result> {
    const answer = yield* this.#underway.take(() =>
      answerList(this.#table, this.#selections, this.#groupings, list),
    );
    return this.#toResult(answer, rangesOf(list), held());
  }

  /** The tags that the rows of a scope have, the most frequent first. Throws as `ask` does. */
  tags(scope: Scope): TagCount[] {
    return finish(this.tagsInSteps(scope));
  }

  /** As `askInSteps`. */
  *tagsInSteps(scope: Scope): Steps<TagCount[]> {
    checkScope(scope);
    return yield* this.#underway.take(() => countTags(this.#table, this.#selections, scope));
  }

  /** Gives all memory back. The engine is as new then, but for its revision. */
  close(): void {
    this.#underway.interrupt();
    this.#begin();
    this.#revision += 1;
  }

  #begin(): void {
    this.#table = new Table();
    this.#table.limitTags(this.#mostTagValues);
    this.#orders = new Orders(this.#table, this.#tuning);
    this.#selections = new Selections(this.#table, (query) => this.#groupings.steps(query));
    this.#groupings = new Groupings(this.#table, this.#orders, this.#selections, this.#tuning.narrow);
    this.#valueCounts = new ValueCounts(this.#table, this.#selections.filters, this.#groupings);
    this.#table.listen(this.#orders);
  }

  #toResult(answer: Answer, ranges: readonly Range[], held: readonly Range[]): Result {
    return {
      ...answer,
      covered: unionOf(ranges.flatMap((range) => coveredBy(range, held))),
      complete: ranges.every((range) => missingFrom(range, held).length === 0),
      revision: this.#revision,
      problems: [],
    };
  }

  /** Codes of these text columns stand for other texts now. */
  #changedTexts(names: ReadonlySet<string>): void {
    if (names.size === 0) return;
    this.#selections.filters.forget(names);
    this.#forget();
  }

  #changed(): void {
    this.#revision += 1;
    this.#forget();
  }

  #forget(): void {
    this.#selections.forget();
    this.#groupings.forget();
  }
}
