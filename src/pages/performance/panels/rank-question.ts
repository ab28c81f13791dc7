import { both } from '../../../model/filter.ts';
import type { NumberColumn, Unit } from '../../../model/column.ts';
import { unitOfShow } from '../../../metrics/derive.ts';
import type { Show } from '../../../model/metric.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { withoutVersus } from '../../../view/compare.ts';
import { readShow, textsOf } from '../../../view/read-result.ts';
import type { PanelKind, TransactionId } from '../../../view/view.ts';

/** The list widgets that put transactions in an order. */
export type RankKind = Exclude<PanelKind, 'regressed' | 'improved' | 'errors' | 'durations'>;

/** What a list widget ranks transactions by. */
export interface RankSpec {
  readonly label: string;
  /** What its two numbers are, over them. */
  readonly head: string;
  readonly help: string;
  /** Only rows that have something of it. */
  readonly has: { readonly field: NumberColumn; readonly above: number };
  /** What is ranked by, the largest first. */
  readonly show: Show;
  /** What stands beside it. */
  readonly beside: Show;
  readonly isRare: boolean;
}

function work(name: 'http' | 'db' | 'resource' | 'browser', label: string): RankSpec {
  const field = `spans.${name}` as const;
  return {
    label: `Slowest ${label}`,
    head: `p75 of ${name} time, events`,
    help: `Transactions by the p75 of their time in ${name} spans, where they have any.`,
    has: { field, above: 0 },
    show: { metric: 'p75', of: field },
    beside: { metric: 'count' },
    isRare: true,
  };
}

/** Poor above: getsentry/sentry `VITAL_THRESHOLDS` for LCP and CLS, web.dev for INP. */
function worst(field: 'lcp' | 'inp' | 'cls', poor: number): RankSpec {
  const name = field.toUpperCase();
  return {
    label: `Worst ${name}`,
    head: `poor, p75 of those`,
    help: `Transactions by how many of their page loads have a poor ${name}.`,
    has: { field, above: poor },
    show: { metric: 'count' },
    beside: { metric: 'p75', of: field },
    isRare: false,
  };
}

export const RANKS: Readonly<Record<RankKind, RankSpec>> = {
  http: work('http', 'HTTP'),
  db: work('db', 'DB'),
  resource: work('resource', 'resources'),
  browser: work('browser', 'browser work'),
  lcp: worst('lcp', 4_000),
  inp: worst('inp', 500),
  cls: worst('cls', 0.25),
};

/** Slow work of what hardly ever happens is left out, as Sentry's `epm():>0.01`. */
const LEAST_PER_MINUTE = 0.01;

/** More than are shown: the rare ones are left out of them. */
const LOOKED_AT = 100;

export function rankQuery(scope: ComparedScope, kind: RankKind): Query {
  const { has, show, beside } = RANKS[kind];
  const rows = withoutVersus(scope);
  return {
    ...rows,
    where: both(rows.where, {
      kind: 'compare',
      field: has.field,
      is: has.above === 0 ? '>' : '>=',
      value: has.above,
    }),
    of: 'transactions',
    by: ['project', 'transaction'],
    show: [show, beside, { metric: 'throughput' }],
    order: [{ show: 0, desc: true }],
    limit: LOOKED_AT,
  };
}

/** A transaction of a list widget. */
export interface RankRow {
  readonly id: TransactionId;
  readonly value: number;
  readonly beside: number;
}

/** The first transactions of the order. */
export function toRanks(result: Result, kind: RankKind, limit: number): RankRow[] {
  const { show, beside, isRare } = RANKS[kind];
  const projects = textsOf(result, 'project');
  return textsOf(result, 'transaction')
    .map((transaction, group) => ({
      id: { project: projects[group] ?? '', transaction: transaction ?? '' },
      value: readShow(result, show, group),
      beside: readShow(result, beside, group),
      perMinute: readShow(result, { metric: 'throughput' }, group),
    }))
    .filter(({ value, perMinute }) => value > 0 && (!isRare || perMinute > LEAST_PER_MINUTE))
    .slice(0, limit)
    .map(({ id, value, beside }) => ({ id, value, beside }));
}

/** The units of the two numbers of a list widget. */
export function rankUnits(kind: RankKind): { readonly value: Unit; readonly beside: Unit } {
  const { show, beside } = RANKS[kind];
  return { value: unitOfShow(show), beside: unitOfShow(beside) };
}
