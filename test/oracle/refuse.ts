import type { Show } from '../../src/model/metric.ts';
import type { BinKey, Having, Query, Scope } from '../../src/model/query.ts';
import { isBin, isTime } from './group.ts';

/** Throws a RangeError where a scope asks for what cannot be answered. */
export function refuseBadScope(scope: Scope): void {
  if (scope.having !== undefined) refuseBadHaving(scope.having);
}

/** Throws a RangeError where a query asks for what cannot be answered. */
export function refuseBadQuery(query: Query): void {
  refuseBadScope(query);
  for (const show of query.show) refuseBadShow(show, query.versus !== undefined);
  const times = query.by.filter(isTime);
  const bins = query.by.filter(isBin);
  if (times.length > 1 || bins.length > 1) throw new RangeError('One key of time and one of bins at most.');
  if (times.some((key) => key.time <= 0)) throw new RangeError('A bucket has a width above 0.');
  for (const bin of bins) refuseBadBin(bin);
  for (const { show } of query.order ?? []) {
    if (query.show[show] === undefined) throw new RangeError(`There is no show ${show} to order by.`);
  }
}

function refuseBadHaving(having: Having): void {
  if (having.kind === 'metric') {
    if (having.show.read === 'versus') throw new RangeError('A condition has no reading of the other side.');
    refuseBadShow(having.show, true);
  } else if (having.kind === 'not') refuseBadHaving(having.of);
  else for (const part of having.of) refuseBadHaving(part);
}

function refuseBadShow(show: Show, hasVersus: boolean): void {
  const isValue = show.read === undefined || show.read === 'value';
  if (!isValue && !hasVersus) throw new RangeError(`There is no other side to read ${show.read} of.`);
  if (show.read === 't' && show.metric !== 'avg') throw new RangeError('t goes with avg only.');
}

function refuseBadBin(key: BinKey): void {
  const { count, edges } = key;
  if ((count === undefined) === (edges === undefined)) throw new RangeError('Bins have a count or edges.');
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
    throw new RangeError('Bins are counted in whole numbers from 1.');
  }
  if (edges === undefined) return;
  const ascends = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? Number.NaN));
  if (edges.length < 2 || !ascends) throw new RangeError('Edges are two or more, ascending.');
}
