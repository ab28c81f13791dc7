/**
 * Answers every Query and List row by row over plain transactions: slowly, and obviously right. It is written from
 * the formulas of Sentry Performance and the docstrings of `src/model` alone and shares no code with what it checks.
 *
 * What is answered where there is nothing to measure:
 * - A group without rows has count, sampled_count, throughput, failed, users and miserable_users 0; every other
 *   metric is NaN.
 * - Percentiles, p100, min, avg and sum are NaN where no row has the column; Apdex where no row has what its
 *   threshold measures.
 * - User Misery is 0 where there are rows but no user with a value above 0.
 * - A ratio to 0 is NaN, and so is t where a side has fewer than two rows or nothing varies.
 * - A query by nothing has one group and a query by time alone every bucket, also without rows; all others have the
 *   groups of the value side. `versus` answers the same groups and adds none.
 */
import type { NumberColumn, Unit } from '../src/model/column.ts';
import type { Show, Thresholds } from '../src/model/metric.ts';
import type { Having, Key, List, Query, Scope } from '../src/model/query.ts';
import type { Result, ResultColumn } from '../src/model/result.ts';
import type { TagCount } from '../src/model/source.ts';
import type { Range } from '../src/model/time.ts';
import type { Transaction } from '../src/model/transaction.ts';
import { holds, passes } from './oracle/filter.ts';
import { edgesOf, groupsOf, isBin, isTime } from './oracle/group.ts';
import { measure, percentile, read, weigh } from './oracle/measure.ts';
import type { Side } from './oracle/measure.ts';
import { refuseBadQuery, refuseBadScope } from './oracle/refuse.ts';
import { compareValues, endOf, isNumber, nameOf, numberOf, textOf, unitOf, valueOf } from './oracle/value.ts';
import type { Value } from './oracle/value.ts';

/** A Result without what only a source knows: what it holds. */
export type OracleResult = Omit<Result, 'covered' | 'complete' | 'revision' | 'problems'>;

const MINUTE = 60_000;

const THRESHOLDS: Thresholds = { default: { metric: 'duration', ms: 300 }, projects: [], transactions: [] };

/** The answer to a query. Throws a RangeError where the query cannot be answered. */
export function ask(transactions: readonly Transaction[], query: Query): OracleResult {
  refuseBadQuery(query);
  const isSelected = selectionOf(transactions, query);
  const versusRange = query.versus?.range ?? query.range;
  const value = rowsOf(transactions, query.range, query).filter(isSelected);
  const versus =
    query.versus === undefined
      ? []
      : rowsOf(transactions, versusRange, { where: query.versus.where ?? query.where }).filter(isSelected);
  const edges = edgesOf(query, value);

  const step = query.by.find(isTime)?.time;
  const sideOf = (rows: readonly Transaction[], range: Range): Side => toSide(query, rows, range, step);
  const answers = groupsOf(query, edges ?? [], value, versus).map((group) => ({
    keys: group.keys,
    shown: query.show.map((show) =>
      read(
        show,
        sideOf(group.value, query.range),
        query.versus === undefined ? null : sideOf(group.versus, versusRange),
      ),
    ),
  }));
  answers.sort((a, b) => compareShown(a.shown, b.shown, query) || compareKeys(a.keys, b.keys));
  const limited = answers.slice(0, query.limit);

  return {
    length: limited.length,
    columns: [
      ...query.by.map((key, index) =>
        keyColumn(
          key,
          limited.map(({ keys }) => keys[index] ?? null),
        ),
      ),
      ...query.show.map((show, index) =>
        showColumn(
          show,
          limited.map(({ shown }) => shown[index] ?? Number.NaN),
        ),
      ),
    ],
    total: answers.length,
    matched: value.length,
    sampled: value.some(standsForMore),
    edges,
  };
}

/** The answer to a list. Throws a RangeError where the list cannot be answered. */
export function list(transactions: readonly Transaction[], list: List): OracleResult {
  refuseBadScope(list);
  const matched = rowsOf(transactions, list.range, list).filter(selectionOf(transactions, list));
  const kept = upTo(matched, list);
  const { field, desc } = list.order;
  const sorted = [...kept].sort(
    (a, b) => compareNumbers(numberOf(a, field), numberOf(b, field), desc) || a.row - b.row,
  );
  const limited = sorted.slice(0, list.limit);
  return {
    length: limited.length,
    columns: list.fields.map((field) => {
      const values = limited.map((row) => valueOf(row, field));
      return isNumber(field)
        ? numbersColumn(nameOf(field), unitOf(field), values)
        : textsColumn(nameOf(field), values);
    }),
    total: kept.length,
    matched: matched.length,
    sampled: matched.some(standsForMore),
    edges: null,
  };
}

/** The tags of the matching rows, each with how many rows have a value of it. */
export function tags(transactions: readonly Transaction[], scope: Scope): TagCount[] {
  refuseBadScope(scope);
  const rows = rowsOf(transactions, scope.range, scope).filter(selectionOf(transactions, scope));
  const keys = new Set(rows.flatMap((row) => [...row.tags.keys()]));
  return [...keys]
    .map((tag) => ({ tag, rows: rows.filter((row) => (row.tags.get(tag) ?? '') !== '').length }))
    .filter((counted) => counted.rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.tag < b.tag ? -1 : 1));
}

function upTo(rows: readonly Transaction[], list: List): readonly Transaction[] {
  if (list.upTo === undefined) return rows;
  const { of, q } = list.upTo;
  const most = percentile(weigh({ rows, weighted: list.weighted ?? true }, of), q);
  return rows.filter((row) => {
    const value = numberOf(row, of);
    return value !== null && value <= most;
  });
}

function rowsOf(
  transactions: readonly Transaction[],
  range: Range,
  { where }: Pick<Scope, 'where'>,
): Transaction[] {
  return transactions
    .filter((row) => endOf(row) >= range.start && endOf(row) < range.end)
    .filter((row) => passes(row, where));
}

function standsForMore(row: Transaction): boolean {
  return (numberOf(row, 'weight') ?? 1) > 1;
}

function toSide(scope: Scope, rows: readonly Transaction[], range: Range, step?: number): Side {
  return {
    rows,
    minutes: (step ?? Math.max(range.end - range.start, 0)) / MINUTE,
    weighted: scope.weighted ?? true,
    thresholds: scope.thresholds ?? THRESHOLDS,
  };
}

/** Whether a row is of a transaction that `having` selects, over the scope's own range and filter. */
function selectionOf(transactions: readonly Transaction[], scope: Scope): (row: Transaction) => boolean {
  const { having } = scope;
  if (having === undefined) return () => true;
  const nameOfRow = (row: Transaction): string =>
    JSON.stringify([textOf(row, 'project'), textOf(row, 'transaction')]);
  const over = scope.havingOver ?? scope;
  const rows = rowsOf(transactions, over.range, over);
  const selected = new Set(
    [...new Set(rows.map(nameOfRow))].filter((name) => {
      const own = rows.filter((row) => nameOfRow(row) === name);
      return fulfils(
        having,
        (range) =>
          toSide(
            scope,
            own.filter((row) => endOf(row) >= range.start && endOf(row) < range.end),
            range,
          ),
        over.range,
      );
    }),
  );
  return (row) => selected.has(nameOfRow(row));
}

/** Whether a transaction fulfils a condition over a range, given its rows in any part of it. */
function fulfils(having: Having, within: (range: Range) => Side, range: Range): boolean {
  switch (having.kind) {
    case 'and':
      return having.of.every((part) => fulfils(part, within, range));
    case 'or':
      return having.of.some((part) => fulfils(part, within, range));
    case 'not':
      return !fulfils(having.of, within, range);
    case 'metric': {
      const middle = range.start + (range.end - range.start) / 2;
      const value =
        (having.show.read ?? 'value') === 'value'
          ? measure(having.show.metric, having.show.of ?? 'duration', within(range))
          : read(
              having.show,
              within({ start: middle, end: range.end }),
              within({ start: range.start, end: middle }),
            );
      return !Number.isNaN(value) && holds(value, having.is, having.value);
    }
  }
}

/** Ascending or descending; what is absent comes last either way. */
function compareNumbers(a: number | null, b: number | null, desc: boolean): number {
  if (a === null || b === null) return compareValues(a, b);
  return desc ? b - a : a - b;
}

function compareShown(a: readonly number[], b: readonly number[], query: Query): number {
  const present = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  for (const { show, desc } of query.order ?? []) {
    const order = compareNumbers(present(a[show]), present(b[show]), desc);
    if (order !== 0) return order;
  }
  return 0;
}

function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function keyColumn(key: Key, values: readonly Value[]): ResultColumn {
  if (isTime(key)) return numbersColumn('time', 'epoch', values);
  if (isBin(key)) return numbersColumn(`bin:${key.bin}`, unitOf(key.bin), values);
  return isNumber(key) ? numbersColumn(nameOf(key), unitOf(key), values) : textsColumn(nameOf(key), values);
}

function showColumn(show: Show, values: readonly number[]): ResultColumn {
  const of = show.of ?? 'duration';
  const unit = unitOfMetric(show, of);
  const takesColumn = /^(p\d[\d.]*|min|avg|sum)$/.test(show.metric);
  const name = takesColumn && of !== 'duration' ? `${show.metric}(${of})` : show.metric;
  switch (show.read ?? 'value') {
    case 'value':
      return numbersColumn(name, unit, values);
    case 'versus':
      return numbersColumn(`${name}:versus`, unit, values);
    case 'difference':
      return numbersColumn(`${name}:difference`, unit === 'epoch' ? 'ms' : unit, values);
    case 'ratio':
      return numbersColumn(`${name}:ratio`, 'ratio', values);
    case 't':
      return numbersColumn(`${name}:t`, 'none', values);
  }
}

function unitOfMetric(show: Show, of: NumberColumn): Unit {
  switch (show.metric) {
    case 'count':
    case 'sampled_count':
    case 'failed':
    case 'users':
    case 'miserable_users':
      return 'count';
    case 'throughput':
      return 'per-minute';
    case 'failure_rate':
      return 'ratio';
    case 'apdex':
    case 'user_misery':
      return 'score';
    case 'last_seen':
      return 'epoch';
    case 'score':
      return 'score';
    case 'unscored':
      return 'count';
    default:
      return unitOf(of);
  }
}

function numbersColumn(name: string, unit: Unit, values: readonly Value[]): ResultColumn {
  const numbers = values.map((value) => (typeof value === 'number' ? value : Number.NaN));
  return { kind: 'number', name, unit, values: Float64Array.from(numbers) };
}

function textsColumn(name: string, values: readonly Value[]): ResultColumn {
  return {
    kind: 'text',
    name,
    values: values.map((value) => (typeof value === 'string' ? value : null)),
  };
}
