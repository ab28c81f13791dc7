import { showName, unitOfShow } from '../metrics/derive.ts';
import { isNumberColumn, isTag, nameOf } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Query } from '../model/query.ts';
import type { Answer } from './answer-query.ts';
import { wordsFor } from './bitmap.ts';
import type { FilterBitmaps } from './filter-bitmaps.ts';
import type { Groupings } from './groups.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';
import { ABSENT } from './text-column.ts';
import { partsOf } from './time-parts.ts';

/** Values that are picked one by one; for more of them all are sorted, as `answerQuery` does. */
const MOST = 256;

/** The text field whose most frequent values are asked for, with their rows and nothing else; null: another question. */
function fieldOf({ by, show, order, limit, versus }: Query): Field | null {
  const [key, ...more] = by;
  const isSimple = versus === undefined && more.length === 0 && limit !== undefined && limit <= MOST;
  if (key === undefined || !isSimple || !isCount(show) || !isByCount(order)) return null;
  // The orders know how many rows a transaction has.
  if (isTimeKey(key) || isBinKey(key) || key === 'transaction' || key === 'project') return null;
  return isTag(key) || !isNumberColumn(key) ? key : null;
}

function isCount([show, ...more]: Query['show']): boolean {
  return show?.metric === 'sampled_count' && (show.read ?? 'value') === 'value' && more.length === 0;
}

function isByCount(order: Query['order']): boolean {
  return order?.length === 1 && order[0]?.show === 0 && order[0].desc;
}

/** How many rows have each code, and how many there are at all. */
interface Counted {
  readonly rows: Uint32Array;
  readonly matched: number;
  readonly sampled: boolean;
}

/**
 * Counts the rows of each value of a text column without listing or grouping them: what a search box asks for with
 * every key has to be there at once, also for a column of as many values as there are users. Answers as `answerQuery`
 * does.
 */
export class ValueCounts {
  readonly #table: Table;
  readonly #filters: FilterBitmaps;
  readonly #groupings: Groupings;

  constructor(table: Table, filters: FilterBitmaps, groupings: Groupings) {
    this.#table = table;
    this.#filters = filters;
    this.#groupings = groupings;
  }

  /** The answer to a query that `checkQuery` let pass; null where it asks for something else. */
  *of(query: Query): Steps<Answer | null> {
    const field = fieldOf(query);
    const [show] = query.show;
    if (field === null || show === undefined) return null;
    const name = nameOf(field);
    const { rows, matched, sampled } = yield* this.#count(query, name);
    const others = this.#table.text(name)?.others ?? -1;
    // Values that are not told apart are none that could be named.
    if (others >= 0) rows[others] = 0;
    const valueOf = (code: number): string | null => this.#table.text(name)?.valueOf(code) ?? null;
    const codes = mostFrequent(rows, valueOf, query.limit ?? 0);
    const counts = Float64Array.from(codes, (code) => rows[code]!);
    return {
      length: codes.length,
      columns: [
        { kind: 'text', name, values: codes.map(valueOf) },
        { kind: 'number', name: showName(show), unit: unitOfShow(show), values: counts },
      ],
      total: rows.reduce((values, count) => (count > 0 ? values + 1 : values), 0),
      matched,
      sampled,
      edges: null,
    };
  }

  *#count(query: Query, name: string): Steps<Counted> {
    const table = this.#table;
    const selected = yield* this.#selected(query);
    const parts = partsOf(table, query.range);
    const at = yield* this.#filters.steps(
      query.where,
      parts.map(({ slot }) => slot),
    );
    // Nothing is allocated from here on: a memory that grows detaches what is read.
    const passing = table.heap.u32(at, wordsFor(table.capacity));
    const { live } = table;
    const codes = table.text(name)?.codes ?? null;
    const projects = selected === null ? null : (table.text('project')?.codes ?? null);
    const transactions = selected === null ? null : (table.text('transaction')?.codes ?? null);
    const weights = table.hasWeights ? table.values('weight') : null;
    const rows = new Uint32Array(table.text(name)?.values.length ?? 1);
    let matched = 0;
    let sampled = false;
    for (const { from, to } of parts) {
      for (let word = from >>> 5; word < wordsFor(to); word++) {
        const first = word * 32;
        let bits = live[word]! & passing[word]!;
        if (first < from) bits &= -1 << (from - first);
        if (first + 32 > to) bits &= -1 >>> (first + 32 - to);
        for (; bits !== 0; bits &= bits - 1) {
          const position = first + 31 - Math.clz32(bits & -bits);
          if (
            selected !== null &&
            !selected.has(transactions?.[position] ?? ABSENT, projects?.[position] ?? ABSENT)
          ) {
            continue;
          }
          const code = codes === null ? ABSENT : codes[position]!;
          rows[code]! += 1;
          matched += 1;
          if (weights !== null && weights[position]! > 1) sampled = true;
        }
      }
      yield;
    }
    return { rows, matched, sampled };
  }

  /** The transactions that `having` selects; null where there is no such condition. */
  *#selected(query: Query): Steps<SelectedCodes | null> {
    const { having, havingOver, range, where, thresholds, weighted } = query;
    if (having === undefined) return null;
    const { codes } = yield* this.#groupings.steps({
      of: 'transactions',
      ...(havingOver ?? { range, where }),
      having,
      ...(thresholds !== undefined && { thresholds }),
      ...(weighted !== undefined && { weighted }),
      by: ['project', 'transaction'],
      show: [],
    });
    const [projects = new Int32Array(), transactions = new Int32Array()] = codes;
    return new SelectedCodes(projects, transactions, this.#table.text('project')?.values.length ?? 1);
  }
}

/** Pairs of codes. */
class SelectedCodes {
  readonly #projects: number;
  readonly #pairs: ReadonlySet<number>;

  constructor(projects: Int32Array, transactions: Int32Array, all: number) {
    this.#projects = all;
    this.#pairs = new Set(Array.from(transactions, (code, group) => code * all + projects[group]!));
  }

  has(transaction: number, project: number): boolean {
    return this.#pairs.has(transaction * this.#projects + project);
  }
}

/** The codes with the most rows, those of equally many by their text, "absent" behind the others. */
function mostFrequent(rows: Uint32Array, valueOf: (code: number) => string | null, limit: number): number[] {
  const isBefore = (one: number, two: number): boolean => {
    if (rows[one] !== rows[two]) return rows[one]! > rows[two]!;
    const left = valueOf(one);
    const right = valueOf(two);
    return left !== null && (right === null || left < right);
  };
  const best: number[] = [];
  for (let code = 0; code < rows.length; code++) {
    if (rows[code] === 0) continue;
    const last = best.at(-1);
    if (best.length === limit && (last === undefined || !isBefore(code, last))) continue;
    let at = best.length;
    while (at > 0 && isBefore(code, best[at - 1]!)) at -= 1;
    best.splice(at, 0, code);
    if (best.length > limit) best.pop();
  }
  return best;
}
