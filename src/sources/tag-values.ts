import { tagTests } from '../engine/rare-values.ts';
import type { RareValues } from '../engine/rare-values.ts';
import { nameOf } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { EVERYTHING } from '../model/filter.ts';
import { writtenWhole } from '../model/number-style.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Query, Scope } from '../model/query.ts';
import type { TextValues } from '../model/rows.ts';
import { SourceError } from '../model/source.ts';
import type { Range } from '../model/time.ts';
import type { Feed } from './feed.ts';
import { untilAborted } from './until-aborted.ts';
import { nextTurn } from './next-turn.ts';

/** Values of each tag that are kept in memory: the most frequent ones. */
export const KEPT_VALUES = 10_000;

/** When so many values and wildcards of a tag were asked for, they are let go before others are. */
const MOST_ASKED = 1_000;

/** What holds rows with the most frequent values of each tag: the engine. */
export interface TagStore {
  rareValues(filters: readonly Filter[]): RareValues[];
  admit(wanted: RareValues): void;
  assign(tag: string, rows: Float64Array, values: TextValues): void;
  dismiss(tag: string): void;
}

/** A request, and how many wait for it. */
interface Asked {
  readonly wanted: RareValues;
  told: Promise<void>;
  waiting: number;
}

function haveSame(one: RareValues, other: RareValues): boolean {
  return (
    one.values.some((value) => other.values.includes(value)) ||
    one.patterns.some((pattern) => other.patterns.includes(pattern))
  );
}

/** What has filters: queries, lists, scopes. */
type Question = Pick<Scope, 'where' | 'havingOver'> & Partial<Pick<Query, 'versus' | 'by'>>;

/** The filters of a question, each of which has to be known for its answer. */
function filtersOf({ where, versus, havingOver }: Question): Filter[] {
  return [where, versus?.where ?? EVERYTHING, havingOver?.where ?? EVERYTHING];
}

/**
 * Has filters on values of tags that are not kept here answered by the feed, which knows them all: it tells which rows
 * have such a value, and these are told apart from then on. All questions of a page wait for one request.
 */
export class TagValues {
  readonly #store: TagStore;
  readonly #feed: Feed;
  readonly #extent: () => Range;
  readonly #end = new AbortController();
  /** Requests under way, by what they ask. */
  readonly #underway = new Map<string, Asked>();
  /** Values and wildcards of each tag that the feed was asked for. */
  readonly #asked = new Map<string, Set<string>>();

  /** `extent`: in which time rows are held. */
  constructor(store: TagStore, feed: Feed, extent: () => Range) {
    this.#store = store;
    this.#feed = feed;
    this.#extent = extent;
  }

  /** Whether the answer to a question is not known from what is held and what was told. */
  isUnknown(question: Question): boolean {
    return this.#rareIn(question).length > 0;
  }

  /**
   * Resolves when a question can be answered from what is held. Rejects with a `SourceError` where the feed was asked and
   * did not answer, or with the signal's reason.
   */
  async know(question: Question, signal?: AbortSignal): Promise<void> {
    const tests = filtersOf(question).flatMap(tagTests);
    for (;;) {
      for (const wanted of this.#rareIn(question)) this.#ask(wanted);
      // Also what others have asked: until it is told, these values are told apart, but not of all rows.
      const all = [...this.#underway.values()].filter(({ wanted }) =>
        tests.some((test) => test.tag === wanted.tag && haveSame(test, wanted)),
      );
      if (all.length === 0) return;
      for (const asked of all) asked.waiting += 1;
      try {
        await untilAborted(Promise.all(all.map(({ told }) => told)), signal);
      } finally {
        for (const asked of all) asked.waiting -= 1;
      }
    }
  }

  /** The tags of a question of which the feed told rows. */
  toldTags(question: Question): string[] {
    const tags = filtersOf(question)
      .flatMap(tagTests)
      .filter(({ tag, values, patterns }) =>
        [...values, ...patterns].some((text) => this.#asked.get(tag)?.has(text) === true),
      )
      .map(({ tag }) => tag);
    return [...new Set(tags)];
  }

  close(): void {
    this.#end.abort();
  }

  /** What has to be told. Where values that match are listed, these are the ones that are kept, and the answer says so. */
  #rareIn(question: Question): RareValues[] {
    const listed = new Set(question.by?.map((key) => (isTimeKey(key) || isBinKey(key) ? '' : nameOf(key))));
    return this.#store
      .rareValues(filtersOf(question))
      .map((rare) => (listed.has(nameOf({ tag: rare.tag })) ? { ...rare, patterns: [] } : rare))
      .filter(({ values, patterns }) => values.length + patterns.length > 0);
  }

  #ask(wanted: RareValues): void {
    const key = JSON.stringify(wanted);
    if (this.#underway.has(key)) return;
    const ofTag = [...this.#underway.values()].filter((other) => other.wanted.tag === wanted.tag);
    const before = ofTag.at(-1)?.told;
    const asked: Asked = { wanted, told: Promise.resolve(), waiting: 0 };
    this.#underway.set(key, asked);
    asked.told = this.#take(asked, before).finally(() => this.#underway.delete(key));
    // Whoever waits for it hears of a failure.
    asked.told.catch(() => undefined);
  }

  /** One request after the other, so that of what somebody types only what is still asked for is looked for. */
  async #take(asked: Asked, before: Promise<void> | undefined): Promise<void> {
    const { wanted } = asked;
    const { tag, values, patterns } = wanted;
    await before?.catch(() => undefined);
    await nextTurn();
    if (asked.waiting === 0) return;
    const { feed, end } = { feed: this.#feed, end: this.#end.signal };
    if (feed.tagRows === undefined) throw notTold(tag);
    if ((this.#asked.get(tag)?.size ?? 0) > MOST_ASKED) this.#forget(tag);
    // First, so that rows which come meanwhile are told apart as well.
    this.#store.admit(wanted);
    this.#asked.set(tag, new Set([...(this.#asked.get(tag) ?? []), ...values, ...patterns]));
    try {
      for await (const rows of feed.tagRows({ tag, values, patterns, range: this.#extent() }, end)) {
        const numbers = rows.numbers.get('row');
        const own = rows.texts.get(nameOf({ tag }));
        if (numbers === undefined || own === undefined) continue;
        this.#store.assign(tag, Float64Array.from(numbers), own);
      }
    } catch (error) {
      this.#forget(tag);
      throw error;
    }
  }

  #forget(tag: string): void {
    this.#asked.delete(tag);
    this.#store.dismiss(tag);
  }
}

function notTold(tag: string): SourceError {
  return new SourceError('refused', {
    kind: 'refused',
    message: `“${tag}” has more values than are kept here, and this source does not tell the others.`,
    advice: `Search for one of the ${writtenWhole(KEPT_VALUES)} most frequent ones.`,
  });
}
