import { Engine } from '../engine/engine.ts';
import { isIdColumn, isTag } from '../model/column.ts';
import type { Field, IdColumn } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import type { List } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Rows } from '../model/rows.ts';
import type { EpochMs } from '../model/time.ts';
import type { Feed } from './feed.ts';

function isField(column: Field | IdColumn): column is Field {
  return isTag(column) || !isIdColumn(column);
}

/** The columns that a filter looks at. */
function fieldsOf(filter: Filter): readonly Field[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(filter.of);
    case 'id':
      return [];
    case 'version':
      return ['release'];
    default:
      return [filter.field];
  }
}

/** A version of a row: seen from one time to another, which is no part of it. */
export interface FormerVersion {
  readonly row: number;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** What rows were before they changed. */
export class FormerRows {
  readonly #engine = new Engine();
  readonly #versions: FormerVersion[] = [];

  /** Reads, of what a list is about, the versions that are no more, with the columns that it needs. */
  static async read(
    feed: Pick<Feed, 'former'>,
    list: List,
    signal: AbortSignal | undefined,
  ): Promise<FormerRows> {
    const rows = new FormerRows();
    const fields = [...list.fields.filter(isField), ...fieldsOf(list.where)];
    for await (const batch of feed.former?.(list.range, fields, signal) ?? []) rows.#add(batch);
    rows.#order();
    return rows;
  }

  /** By the number that `list` says in the column `row`. */
  get versions(): readonly FormerVersion[] {
    return this.#versions;
  }

  /** The versions that pass a list's filter. */
  list(list: List): Result {
    return this.#engine.list(list, [list.range]);
  }

  close(): void {
    this.#engine.close();
  }

  #add({ rows, until }: { readonly rows: Rows; readonly until: Float64Array }): void {
    const received = rows.numbers.get('received') ?? until;
    const before = this.#versions.length;
    for (const [index, row] of (rows.numbers.get('row') ?? []).entries()) {
      this.#versions.push({ row, from: received[index] ?? NaN, until: until[index] ?? NaN });
    }
    // Of one row there may be several: each is one of its own to the engine.
    const numbered = Float64Array.from({ length: rows.length }, (_, index) => before + index);
    this.#engine.append({ ...rows, numbers: new Map([...rows.numbers, ['row', numbered]]) });
  }

  /** Each version of a row was seen from when the one before it ended. */
  #order(): void {
    const places = this.#versions.map((_, place) => place);
    const at = (place: number | undefined): FormerVersion | undefined => this.#versions[place ?? -1];
    places.sort((a, b) => {
      const [one, other] = [at(a), at(b)];
      return (one?.row ?? 0) - (other?.row ?? 0) || (one?.until ?? 0) - (other?.until ?? 0);
    });
    for (const [index, place] of places.entries()) {
      const [version, last] = [at(place), at(places[index - 1])];
      if (version === undefined || last?.row !== version.row) continue;
      this.#versions[place] = { ...version, from: Math.max(version.from, last.until) };
    }
  }
}
