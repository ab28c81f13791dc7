import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameOf } from '../../src/model/column.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Peer } from './peer.ts';
import { toPredicate } from './objects/filter-objects.ts';
import { answerOfObjects } from './objects/group-objects.ts';
import { listOfObjects } from './objects/objects-peer.ts';
import type { RowObject } from './objects/row-object.ts';

/** What is used of crossfilter2; the package is no dependency. */
interface Dimension<V> {
  filterRange(range: readonly [V, V]): void;
  filterFunction(passes: (value: V) => boolean): void;
  filterAll(): void;
}

interface Crossfilter {
  dimension<V>(value: (row: RowObject) => V): Dimension<V>;
  groupAll(): { value(): number };
  allFiltered(): RowObject[];
}

/** Its filters keep what matched before; the rest is a Map of arrays, sort and Set, as crossfilter has no quantile. */
const ANSWERS: ReadonlySet<string> = new Set([
  'table',
  'table-day',
  'table-general',
  'series',
  'histogram',
  'count',
]);

/** The leaves of a filter that is an "and" of them, each on a field of its own. */
function leavesOf(filter: Filter): Filter[] {
  return filter.kind === 'and' ? filter.of.flatMap(leavesOf) : [filter];
}

/** crossfilter2 over objects: a dimension for the time and one for each field that is filtered by. */
export async function crossfilterPeer(rows: readonly RowObject[], peers: string): Promise<Peer> {
  const program = pathToFileURL(join(peers, 'crossfilter2/crossfilter.js')).href;
  const { default: crossfilter } = (await import(/* @vite-ignore */ program)) as {
    default: (rows: readonly RowObject[]) => Crossfilter;
  };
  const all = crossfilter(rows);
  const times = all.dimension((row) => row.timestamp);
  const fields = ['environment', 'transaction', 'release', 'op'] as const;
  const dimensions = new Map(fields.map((field) => [field as string, all.dimension((row) => row[field])]));
  const select = (range: { start: number; end: number }, where: Filter): void => {
    times.filterRange([range.start, range.end]);
    const leaves = leavesOf(where);
    for (const [name, dimension] of dimensions) {
      const leaf = leaves.find((candidate) => 'field' in candidate && nameOf(candidate.field) === name);
      if (leaf === undefined) {
        dimension.filterAll();
        continue;
      }
      const passes = toPredicate(leaf);
      // The value alone is given; a row with nothing else is enough to look at it.
      dimension.filterFunction((value) => passes({ [name]: value } as unknown as RowObject));
    }
  };
  return {
    name: 'crossfilter2',
    answers: (name) => ANSWERS.has(name),
    ask(ask) {
      const scope = ask.kind === 'list' ? ask.list : ask.query;
      select(scope.range, scope.where);
      if (ask.kind === 'list') {
        const answer = listOfObjects(ask.list, all.allFiltered());
        return () => answer;
      }
      if (ask.query.by.length === 0 && ask.query.show.every(({ metric }) => metric === 'count')) {
        const count = all.groupAll().value();
        return () => ({ keys: [[]], values: new Map([['count', Float64Array.of(count)]]) });
      }
      const answer = answerOfObjects(ask.query, all.allFiltered(), []);
      return () => answer;
    },
    close() {},
  };
}
