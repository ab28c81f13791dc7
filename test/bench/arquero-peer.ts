import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameOf } from '../../src/model/column.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import { isBinKey, isTimeKey } from '../../src/model/query.ts';
import type { List, Query } from '../../src/model/query.ts';
import type { Range } from '../../src/model/time.ts';
import { isFailure } from '../../src/model/status.ts';
import { toMatcher } from '../../src/model/wildcard.ts';
import type { Answer } from './answer.ts';
import type { BenchData, BenchText, Dictionaries } from './bench-data.ts';
import { LAYOUT, frameReader, storedAs } from './duckdb/layout.ts';
import type { Loading, Peer } from './peer.ts';

/** What is used of arquero; the package is no dependency. Expressions are given as text, which it compiles. */
interface ArqueroTable {
  filter(expression: string): ArqueroTable;
  groupby(keys: Record<string, string>): ArqueroTable;
  rollup(values: Record<string, string>): ArqueroTable;
  orderby(...keys: unknown[]): ArqueroTable;
  slice(from: number, to: number): ArqueroTable;
  array(name: string): ArrayLike<number | null | undefined>;
  numRows(): number;
}

interface Arquero {
  table(columns: Record<string, ArrayLike<number>>): ArqueroTable;
  desc(name: string): unknown;
}

/** Questions of one table, without a comparison, a limit or weights. */
const ANSWERS: ReadonlySet<string> = new Set([
  'table',
  'table-day',
  'table-general',
  'series',
  'histogram',
  'heatmap',
  'count',
  'release-status',
  'contains',
  'method-code',
]);

function inCodes(column: string, codes: readonly number[]): string {
  const [first = 0] = codes;
  const last = codes.at(-1) ?? -1;
  if (last - first + 1 === codes.length) return `(d.${column} >= ${first} && d.${column} <= ${last})`;
  return `(${codes.map((code) => `d.${column} === ${code}`).join(' || ')})`;
}

/** A filter as arquero's expression, texts resolved to codes first. */
function expressionOf(filter: Filter, dictionaries: Dictionaries): string {
  switch (filter.kind) {
    case 'and':
      return filter.of.map((part) => expressionOf(part, dictionaries)).join(' && ') || 'true';
    case 'in':
    case 'like': {
      const name = nameOf(filter.field);
      const matches =
        filter.kind === 'like' ? toMatcher(filter.pattern) : (text: string) => filter.values.includes(text);
      const codes = dictionaries[name as BenchText].flatMap((text, code) => (matches(text) ? [code] : []));
      return inCodes(storedAs(name).name, codes);
    }
    default:
      throw new Error(`The bench asks arquero for no "${filter.kind}".`);
  }
}

function keysOf(
  query: Query,
  dictionaries: Dictionaries,
): { expression: string; valueOf: (code: number) => string | number | null }[] {
  return query.by.map((key) => {
    if (isTimeKey(key))
      return { expression: `d => op.floor(d.ts / ${key.time})`, valueOf: (code) => code * key.time };
    if (isBinKey(key)) {
      const [first = 0, second = 1] = key.edges ?? [];
      const column = storedAs(key.bin).name;
      const last = (key.edges?.length ?? 2) - 2;
      const place =
        key.scale === 'linear'
          ? `(d.${column} - ${first}) / ${second - first}`
          : `(op.log2(d.${column}) - ${Math.log2(first)}) * ${Math.round(1 / Math.log2(second / first))}`;
      return {
        expression: `d => op.least(op.floor(${place}), ${last})`,
        valueOf: (code) => key.edges?.[code] ?? null,
      };
    }
    const name = nameOf(key);
    const { name: column, isText } = storedAs(name);
    return {
      expression: `d => d.${column}`,
      valueOf: (code) => (isText ? (dictionaries[name as BenchText][code] ?? null) : code),
    };
  });
}

const QUANTILES: Readonly<Record<string, number>> = { p50: 0.5, p75: 0.75, p95: 0.95, p99: 0.99 };

/** A metric as arquero's aggregate; null for those that need rows of their own. */
function aggregateOf(metric: string): string | null {
  const q = QUANTILES[metric];
  if (q !== undefined) return `d => op.quantile(d.dur, ${q})`;
  switch (metric) {
    case 'count':
      return 'd => op.count()';
    case 'failed':
      return 'd => op.sum(d.failed)';
    case 'apdex':
      return 'd => op.mean(d.dur <= d.t ? 1 : d.dur <= 4 * d.t ? 0.5 : 0)';
    case 'users':
      return 'd => op.distinct(d.usr)';
    case 'sum':
      return 'd => op.sum(d.dur)';
    case 'miserable_users':
      return null;
    default:
      throw new Error(`The bench does not ask arquero for ${metric}.`);
  }
}

function rangeAnd({ start, end }: Range, where: string): string {
  return `d => d.ts >= ${start} && d.ts < ${end} && ${where}`;
}

/** The edges of a bin key bound what is counted. */
function binBounds(query: Query): string {
  return query.by
    .filter(isBinKey)
    .map(({ bin, edges = [] }) => {
      const column = storedAs(bin).name;
      return ` && d.${column} >= ${edges[0]} && d.${column} <= ${edges.at(-1)}`;
    })
    .join('');
}

class ArqueroPeer implements Peer {
  readonly name = 'arquero';
  readonly #arquero: Arquero;
  readonly #data: BenchData;
  readonly #columns: Record<string, ArrayLike<number>> = {};
  #table: ArqueroTable;

  constructor(arquero: Arquero, data: BenchData, columns: readonly ArrayLike<number>[]) {
    this.#arquero = arquero;
    this.#data = data;
    for (const [index, { name }] of LAYOUT.entries()) this.#columns[name] = columns[index]!;
    const isFailed = Uint8Array.from(data.dictionaries.status, (word) => (isFailure(word) ? 1 : 0));
    this.#columns['failed'] = Uint8Array.from(this.#columns['status']!, (code) => isFailed[code]!);
    this.#table = arquero.table(this.#columns);
  }

  answers(name: string): boolean {
    return ANSWERS.has(name);
  }

  /** A column of the thresholds; not timed, in its favour. */
  async prepare(asks: Parameters<NonNullable<Peer['prepare']>>[0]): Promise<void> {
    for (const ask of asks) {
      if (ask.kind === 'query' && ask.query.thresholds !== undefined)
        this.#setThresholds(ask.query.thresholds);
    }
  }

  ask(ask: Parameters<Peer['ask']>[0]): () => Answer {
    return ask.kind === 'list' ? this.#list(ask.list) : this.#query(ask.query);
  }

  close(): void {}

  #setThresholds({ default: others, transactions }: Thresholds): void {
    const own = new Map(transactions.map(({ transaction, threshold }) => [transaction, threshold.ms]));
    const byCode = Float32Array.from(
      this.#data.dictionaries.transaction,
      (name) => own.get(name) ?? others.ms,
    );
    this.#columns['t'] = Float32Array.from(this.#columns['txn']!, (code) => byCode[code]!);
    this.#table = this.#arquero.table(this.#columns);
  }

  #list({ range, where, limit }: List): () => Answer {
    const { dictionaries } = this.#data;
    const found = this.#table
      .filter(rangeAnd(range, expressionOf(where, dictionaries)))
      .orderby(this.#arquero.desc('dur'), 'id')
      .slice(0, limit);
    return () => ({
      keys: Array.from(found.array('id'), (row) => [Number(row)]),
      values: new Map([['duration', Float64Array.from(found.array('dur'), Number)]]),
    });
  }

  #query(query: Query): () => Answer {
    const { dictionaries } = this.#data;
    const keys = keysOf(query, dictionaries);
    const by = Object.fromEntries(keys.map(({ expression }, index) => [`k${index}`, expression]));
    const grouped = (table: ArqueroTable): ArqueroTable => (keys.length === 0 ? table : table.groupby(by));
    const rows = this.#table.filter(
      rangeAnd(query.range, expressionOf(query.where, dictionaries) + binBounds(query)),
    );
    const aggregates = query.show.flatMap(({ metric }) => {
      const aggregate = aggregateOf(metric);
      return aggregate === null ? [] : [[metric, aggregate] as const];
    });
    const found = grouped(rows).rollup(Object.fromEntries(aggregates));
    const hasMiserable = query.show.some(({ metric }) => metric === 'miserable_users');
    const miserable = hasMiserable
      ? grouped(rows.filter('d => d.dur > 4 * d.t')).rollup({ miserable_users: 'd => op.distinct(d.usr)' })
      : null;
    return () => {
      const keyAt = (table: ArqueroTable, row: number): Answer['keys'][number] =>
        keys.map(({ valueOf }, index) => valueOf(Number(table.array(`k${index}`)[row])));
      const groups = Array.from({ length: found.numRows() }, (_, row) => keyAt(found, row));
      const byKey = new Map<string, number>();
      for (let row = 0; row < (miserable?.numRows() ?? 0); row++) {
        byKey.set(JSON.stringify(keyAt(miserable!, row)), Number(miserable!.array('miserable_users')[row]));
      }
      const values = query.show.map(
        ({ metric }) =>
          [
            metric,
            metric === 'miserable_users'
              ? Float64Array.from(groups, (key) => byKey.get(JSON.stringify(key)) ?? 0)
              : Float64Array.from(found.array(metric), Number),
          ] as const,
      );
      return { keys: groups, values: new Map<string, Float64Array>(values) };
    };
  }
}

/** arquero on typed arrays of codes. */
export async function loadingArquero(data: BenchData, peers: string): Promise<Loading> {
  const program = pathToFileURL(join(peers, 'arquero/src/index.js')).href;
  const arquero = (await import(/* @vite-ignore */ program)) as Arquero;
  const read = frameReader(data.dictionaries);
  const columns = LAYOUT.map(({ type }) =>
    type === 'DOUBLE' ? new Float64Array(data.rows) : new Float32Array(data.rows),
  );
  let at = 0;
  return {
    take(rows) {
      for (const [index, values] of read(rows).entries()) columns[index]!.set(values, at);
      at += rows.length;
    },
    done: () => new ArqueroPeer(arquero, data, columns),
  };
}
