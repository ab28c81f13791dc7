import { showName } from '../metrics/derive.ts';
import { OF_USERS } from '../model/metric.ts';
import type { Show } from '../model/metric.ts';
import { isTimeKey } from '../model/query.ts';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';

/** What tells that nobody was named: no users; of User Misery, whose prior is above zero, a zero of its own. */
function toldBy({ metric, read }: Show): Show {
  const of: Show = { metric: metric === 'user_misery' ? metric : 'users' };
  return read === 'versus' ? { ...of, read } : of;
}

/** The question, with the number of users wherever it is needed to know whether anybody was named. */
export function withNamed(query: Query): Query {
  const needed = query.show.filter(({ metric }) => metric === 'miserable_users').map(toldBy);
  const names = new Set(query.show.map(showName));
  const more = needed.filter((show) => !names.has(showName(show)));
  return more.length === 0 ? query : { ...query, show: [...query.show, ...more] };
}

/**
 * The answer to what `withNamed` asked, with no data in place of 0 users wherever no transaction named one: a job that
 * names nobody has no users, rather than none of them. Over time a bucket in which nobody came is a zero, unless nobody
 * was named in any bucket.
 */
export function withoutUnnamed(query: Query, result: Result): Result {
  const shows = query.show.filter(({ metric }) => OF_USERS.has(metric));
  if (shows.length === 0) return result;
  const columns = new Map(result.columns.map((column) => [column.name, column]));
  const isOverTime = query.by.some(isTimeKey);
  const texts = result.columns.filter((column) => column.kind === 'text');
  const lineOf = (group: number): string => JSON.stringify(texts.map(({ values }) => values[group]));
  const told = new Map(result.columns.map((column) => [column.name, column]));
  for (const show of shows) {
    const [own, by] = [columns.get(showName(show)), columns.get(showName(toldBy(show)))];
    if (own?.kind !== 'number' || by?.kind !== 'number') continue;
    const isZero = isOverTime && show.metric !== 'user_misery';
    const named = new Set(
      isZero ? [...by.values.keys()].filter((group) => by.values[group] !== 0).map(lineOf) : [],
    );
    const values = own.values.map((value, group) =>
      by.values[group] === 0 && !(isZero && named.has(lineOf(group))) ? Number.NaN : value,
    );
    told.set(own.name, { ...own, values });
  }
  return { ...result, columns: result.columns.map((column) => told.get(column.name) ?? column) };
}
