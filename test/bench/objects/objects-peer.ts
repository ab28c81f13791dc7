import type { List } from '../../../src/model/query.ts';
import type { Range } from '../../../src/model/time.ts';
import type { Filter } from '../../../src/model/filter.ts';
import type { Answer } from '../answer.ts';
import type { Loading, Peer } from '../peer.ts';
import { toPredicate, valueOf } from './filter-objects.ts';
import { answerOfObjects } from './group-objects.ts';
import { toObjects } from './row-object.ts';
import type { RowObject } from './row-object.ts';

/** Answers a list about rows that matched: sort, and cut. */
export function listOfObjects({ order: { field, desc }, limit }: List, rows: readonly RowObject[]): Answer {
  const number = (row: RowObject): number => Number(valueOf(row, field));
  const sorted = [...rows].sort(
    (a, b) => (desc ? number(b) - number(a) : number(a) - number(b)) || a.row - b.row,
  );
  const limited = sorted.slice(0, limit);
  return {
    keys: limited.map(({ row }) => [row]),
    values: new Map([[field, Float64Array.from(limited, number)]]),
  };
}

/** One object a row, filter, a Map of arrays, sort, Set: what a first version would be. */
export function objectsPeer(rows: readonly RowObject[]): Peer {
  const matching = ({ start, end }: Range, where: Filter): RowObject[] => {
    const passes = toPredicate(where);
    return rows.filter((row) => row.timestamp >= start && row.timestamp < end && passes(row));
  };
  return {
    name: 'objects',
    ask(ask) {
      if (ask.kind === 'list') {
        const answer = listOfObjects(ask.list, matching(ask.list.range, ask.list.where));
        return () => answer;
      }
      const { query } = ask;
      const { versus } = query;
      const others =
        versus === undefined ? [] : matching(versus.range ?? query.range, versus.where ?? query.where);
      const answer = answerOfObjects(query, matching(query.range, query.where), others);
      return () => answer;
    },
    close() {},
  };
}

/** Makes an object of each row for a peer that takes them all at once. */
export function loadingObjects(make: (rows: readonly RowObject[]) => Peer | Promise<Peer>): Loading {
  const rows: RowObject[] = [];
  return {
    take(frame) {
      for (const row of toObjects(frame)) rows.push(row);
    },
    done: () => make(rows),
  };
}
