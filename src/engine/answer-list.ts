import type { Field, IdColumn as IdName } from '../model/column.ts';
import { NUMBER_COLUMNS, isIdColumn, isNumberColumn, nameOf } from '../model/column.ts';
import { both } from '../model/filter.ts';
import type { List } from '../model/query.ts';
import type { ResultColumn } from '../model/result.ts';
import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import { gather } from './answer-query.ts';
import type { Answer } from './answer-query.ts';
import { checkList } from './check-question.ts';
import { firstRows, readNumbers } from './first-rows.ts';
import type { Groupings } from './groups.ts';
import { readsRow } from './reads-row.ts';
import type { Selections } from './selection.ts';
import type { Steps } from './steps.ts';
import { slowestRows } from './slowest-rows.ts';
import type { Table } from './table.ts';
import type { TextColumn } from './text-column.ts';

/** The list without its quantile: of the rows whose value is at most what the quantile is. */
function* upTo(list: List, groupings: Groupings): Steps<List> {
  if (list.upTo === undefined) return list;
  const { fields: _fields, order: _order, limit: _limit, upTo: _upTo, ...scope } = list;
  const { of, q } = list.upTo;
  const { range, where, having, havingOver } = list;
  const { value } = yield* groupings.steps({ ...scope, by: [], show: [] });
  const stat: Stat = { kind: 'quantile', of, q };
  const most = (yield* gather(value, [stat])).get(statName(stat))?.[0] ?? Number.NaN;
  return {
    ...list,
    where: both(where, { kind: 'compare', field: of, is: '<=', value: most }),
    ...(having !== undefined && { havingOver: havingOver ?? { range, where } }),
  };
}

/** What a row has whose value is not told apart from others. */
const RARE = '…';

function shownOf(column: TextColumn | undefined, code: number): string | null {
  return code === column?.others ? RARE : (column?.valueOf(code) ?? null);
}

function toColumn(table: Table, field: Field | IdName, positions: Uint32Array): ResultColumn {
  const name = nameOf(field);
  if (typeof field === 'string' && isNumberColumn(field)) {
    const unit = NUMBER_COLUMNS.get(field)?.unit ?? 'none';
    return { kind: 'number', name, unit, values: readNumbers(table, field, positions) };
  }
  if (typeof field === 'string' && isIdColumn(field)) {
    const column = table.ids.get(field);
    return { kind: 'text', name, values: Array.from(positions, (at) => column.hexAt(at)) };
  }
  const column = table.text(name);
  const codes = column?.codes ?? null;
  const values = Array.from(positions, (at) => (codes === null ? null : shownOf(column, codes[at]!)));
  return { kind: 'text', name, values };
}

/** The rows of a list in order, how many there are to choose from, and how many matched. */
interface Listed {
  readonly positions: Uint32Array;
  readonly total: number;
  readonly matched: number;
  readonly sampled: boolean;
}

/** The slowest rows, where the orders have them; null where they do not. */
function* fromOrders(groupings: Groupings, list: List): Steps<Listed | null> {
  const { field, desc } = list.order;
  if (field !== 'duration' || !desc || list.upTo !== undefined) return null;
  const rows = yield* groupings.orderedRows(list);
  if (rows === null) return null;
  const total = rows.lengthOf(rows.present);
  const sampled = rows.areSampled(rows.present);
  return { positions: slowestRows(rows, list.limit), total, matched: total, sampled };
}

function* fromRows(table: Table, selections: Selections, groupings: Groupings, list: List): Steps<Listed> {
  yield* selections.prepare(list);
  const all = selections.value(list);
  all.hold();
  try {
    const own = yield* upTo(list, groupings);
    yield* selections.prepare(own);
    const kept = selections.value(own);
    const { field, desc } = list.order;
    const positions = yield* firstRows(table, kept, field, desc, list.limit);
    return {
      positions,
      total: kept.length,
      matched: all.length,
      sampled: selections.isSampled(all),
    };
  } finally {
    all.release();
  }
}

/** Answers a list: filter, keep up to the quantile, order. Throws a SourceError where it cannot be answered. */
export function* answerList(
  table: Table,
  selections: Selections,
  groupings: Groupings,
  list: List,
): Steps<Answer> {
  checkList(list);
  if (readsRow(list)) table.rows.widen();
  const listed =
    (yield* fromOrders(groupings, list)) ?? (yield* fromRows(table, selections, groupings, list));
  const { positions, ...rest } = listed;
  return {
    ...rest,
    length: positions.length,
    columns: list.fields.map((column) => toColumn(table, column, positions)),
    edges: null,
  };
}
