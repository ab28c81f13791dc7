import { both } from '../../../model/filter.ts';
import type { Unit } from '../../../model/column.ts';
import { unitOfShow } from '../../../metrics/derive.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { withoutVersus } from '../../../view/compare.ts';
import { readShow, textsOf } from '../../../view/read-result.ts';
import type { TransactionId } from '../../../view/view.ts';
import { RANKS } from './ranks.ts';
import type { RankKind } from './ranks.ts';

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
