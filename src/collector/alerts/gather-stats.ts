import { DOUBLE } from '@duckdb/node-api';
import { thresholdLookup } from '../../metrics/threshold-lookup.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { NumberColumn } from '../../model/column.ts';
import { DEFAULT_THRESHOLDS } from '../../model/metric.ts';
import type { Threshold } from '../../model/metric.ts';
import type { Query } from '../../model/query.ts';
import { isFailure } from '../../model/status.ts';
import { MINUTE } from '../../model/time.ts';
import { Conditions, textsWithin, toCondition, withinRange } from './row-filter.ts';
import type { RowsWithin } from './row-filter.ts';

/** A sum of weights; 0 of nothing. */
function weigh(weight: string, condition: string): string {
  return `coalesce(sum(${weight}) FILTER (WHERE ${condition}), 0)`;
}

/** T and the value that it is compared with, of each row, as SQL. */
interface Measured {
  readonly threshold: string;
  readonly value: string;
}

/** The threshold of each pair of project and transaction that rows of the range have. */
async function measuredOf(rows: RowsWithin, query: Query, conditions: Conditions): Promise<Measured> {
  const thresholdOf = thresholdLookup(query.thresholds ?? DEFAULT_THRESHOLDS);
  const usual = (query.thresholds ?? DEFAULT_THRESHOLDS).default;
  const projects = await textsWithin(rows, 'project');
  const transactions = await textsWithin(rows, 'transaction');
  const cases: { readonly when: string; readonly threshold: Threshold }[] = [];
  for (const project of projects) {
    const ofProject = `project = ${project.code}`;
    const byThreshold = new Map<Threshold, number[]>();
    // What no transaction is named falls to the project's own threshold, or to the default.
    const general = thresholdOf(project.text, null);
    for (const { code, text } of transactions) {
      const threshold = thresholdOf(project.text, text);
      if (threshold === general) continue;
      byThreshold.set(threshold, [...(byThreshold.get(threshold) ?? []), code]);
    }
    for (const [threshold, codes] of byThreshold) {
      cases.push({ when: `${ofProject} AND ${conditions.amongCodes('"transaction"', codes)}`, threshold });
    }
    if (general !== usual) cases.push({ when: ofProject, threshold: general });
  }
  const choose = (of: (threshold: Threshold) => string): string =>
    cases.length === 0
      ? of(usual)
      : `CASE ${cases.map(({ when, threshold }) => `WHEN ${when} THEN ${of(threshold)}`).join(' ')} ELSE ${of(usual)} END`;
  return {
    threshold: choose(({ ms }) => conditions.bind(ms, DOUBLE)),
    value: choose(({ metric }) => (metric === 'lcp' ? '"lcp"' : '"duration"')),
  };
}

function isOfThreshold({ kind }: Stat): boolean {
  return kind === 'measured' || kind === 'satisfied' || kind === 'tolerating';
}

/** What one statistic is as SQL over rows with the columns `x` and `t`; null for what is not gathered here. */
function aggregateOf(stat: Stat, weight: string, failing: string): string | null {
  switch (stat.kind) {
    case 'rows':
      return 'count(*)';
    case 'count':
      return `coalesce(sum(${weight}), 0)`;
    case 'failed':
      return weigh(weight, failing);
    case 'measured':
      return weigh(weight, 'NOT isnan(x) AND x >= 0');
    case 'satisfied':
      return weigh(weight, 'NOT isnan(x) AND x <= t');
    case 'tolerating':
      return weigh(weight, 'NOT isnan(x) AND x > t AND x <= 4 * t');
    case 'present':
      return weigh(weight, `NOT isnan("${stat.of}")`);
    case 'sum':
      return `sum("${stat.of}"::DOUBLE * ${weight}) FILTER (WHERE NOT isnan("${stat.of}"))`;
    case 'min':
    case 'max':
      return `${stat.kind}("${stat.of}"::DOUBLE) FILTER (WHERE NOT isnan("${stat.of}"))`;
    default:
      return null;
  }
}

/** The rows of a question with what its statistics need, as a subquery, and the values of its parameters. */
interface Subquery {
  readonly sql: string;
  readonly conditions: Conditions;
}

async function subqueryOf(rows: RowsWithin, query: Query, isMeasured: boolean): Promise<Subquery> {
  const conditions = new Conditions();
  const measured = isMeasured ? await measuredOf(rows, query, conditions) : null;
  const more = measured === null ? '' : `, ${measured.value}::DOUBLE AS x, ${measured.threshold} AS t`;
  const range = withinRange(rows, conditions);
  const where = await toCondition(rows, query.where, conditions);
  return { sql: `(SELECT *${more} FROM ${rows.from} WHERE ${range} AND ${where})`, conditions };
}

async function rowOf(rows: RowsWithin, sql: string, { values, types }: Conditions): Promise<number[]> {
  const answer = await rows.connection.runAndReadAll(sql, values, types);
  return (answer.getRows()[0] ?? []).map((value) => (value === null ? Number.NaN : Number(value)));
}

/**
 * The weighted quantile of semantics A9: sorted by value, with cum the sum of the weights up to each, the first value
 * whose cum exceeds ⌊h⌋ and the first whose cum exceeds the rank above it.
 */
async function quantileOf(
  rows: RowsWithin,
  { sql, conditions }: Subquery,
  of: NumberColumn,
  q: number,
  weight: string,
): Promise<number> {
  const present = `FROM ${sql} WHERE NOT isnan("${of}")`;
  const [total = Number.NaN] = await rowOf(rows, `SELECT sum(${weight}) ${present}`, conditions);
  if (!(total > 0)) return Number.NaN;
  const h = Math.min(Math.max(q * (total - 1), 0), Math.max(total - 1, 0));
  const lower = Math.floor(h);
  const upper = Math.min(lower + 1, Math.ceil(total) - 1);
  const [below = Number.NaN, above = Number.NaN] = await rowOf(
    rows,
    `WITH weighed AS (SELECT "${of}"::DOUBLE AS v, sum(${weight}) AS w ${present} GROUP BY 1),
       summed AS (SELECT v, sum(w) OVER (ORDER BY v ROWS UNBOUNDED PRECEDING) AS cum FROM weighed)
     SELECT min(v) FILTER (WHERE cum > ${lower}), min(v) FILTER (WHERE cum > ${upper}) FROM summed`,
    conditions,
  );
  return h === lower ? below : below + (h - lower) * (above - below);
}

/**
 * The statistics of all rows of a question, by `statName`. Throws a RangeError for those that are not gathered here:
 * what alerts measure has no users.
 */
export async function gatherStats(
  rows: RowsWithin,
  query: Query,
  stats: readonly Stat[],
): Promise<ReadonlyMap<string, number>> {
  const weight = query.weighted === false ? '1.0::DOUBLE' : 'weight::DOUBLE';
  const subquery = await subqueryOf(rows, query, stats.some(isOfThreshold));
  const statuses = stats.some(({ kind }) => kind === 'failed') ? await textsWithin(rows, 'status') : [];
  const failing = statuses.filter(({ text }) => isFailure(text)).map(({ code }) => code);
  const isFailing = failing.length === 0 ? 'false' : `status IN (${failing.join(', ')})`;
  const aggregates = stats.flatMap((stat) => {
    const sql = aggregateOf(stat, weight, isFailing);
    return sql === null ? [] : [{ name: statName(stat), sql }];
  });
  const gathered = new Map<string, number>();
  if (aggregates.length > 0) {
    const list = aggregates.map(({ sql }) => sql).join(', ');
    const values = await rowOf(rows, `SELECT ${list} FROM ${subquery.sql}`, subquery.conditions);
    for (const [index, { name }] of aggregates.entries()) gathered.set(name, values[index] ?? Number.NaN);
  }
  for (const stat of stats) {
    const name = statName(stat);
    if (gathered.has(name)) continue;
    if (stat.kind === 'minutes') gathered.set(name, (query.range.end - query.range.start) / MINUTE);
    else if (stat.kind === 'quantile') {
      gathered.set(name, await quantileOf(rows, subquery, stat.of, stat.q, weight));
    } else throw new RangeError(`The collector does not gather the statistic "${name}".`);
  }
  return gathered;
}
