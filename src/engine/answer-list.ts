import type { Field, IdColumn as IdName, NumberColumn as NumberName } from '../model/column.ts';
import { NUMBER_COLUMNS, isIdColumn, isNumberColumn, nameOf } from '../model/column.ts';
import type { List } from '../model/query.ts';
import type { ResultColumn } from '../model/result.ts';
import type { Answer } from './answer-query.ts';
import { checkList } from './check-question.ts';
import { quantiles } from './quantile.ts';
import type { Selections } from './selection.ts';
import type { Table } from './table.ts';
import { topRows } from './top-rows.ts';
import { weightedQuantiles } from './weighted-quantile.ts';
import { isSampled, weightsAt } from './weights.ts';

/** The values of a number column at some positions; NaN where there is none. */
function readNumbers(table: Table, name: NumberName, positions: Uint32Array): Float64Array {
  const column = table.values(name);
  const values = new Float64Array(positions.length).fill(Number.NaN);
  if (column === null) return values;
  for (let index = 0; index < positions.length; index++) values[index] = column[positions[index]!]!;
  return values;
}

/** Those positions whose value is at most `most`; NaN is not. */
function keepWhere(positions: Uint32Array, values: Float64Array, most: number): Uint32Array {
  const kept = new Uint32Array(positions.length);
  let count = 0;
  for (let index = 0; index < positions.length; index++) {
    if (values[index]! <= most) kept[count++] = positions[index]!;
  }
  return kept.subarray(0, count);
}

/** The rows whose value is at most a quantile of the same rows; those without a value drop out. */
function keepUpTo(table: Table, list: List, positions: Uint32Array): Uint32Array {
  if (list.upTo === undefined) return positions;
  const { of, q } = list.upTo;
  const present = keepWhere(positions, readNumbers(table, of, positions), Number.POSITIVE_INFINITY);
  const values = readNumbers(table, of, present);
  const weights = list.weighted === false ? null : weightsAt(table, present);
  const scratch = values.slice();
  const [most = Number.NaN] =
    weights === null
      ? quantiles(scratch, 0, scratch.length, [q])
      : weightedQuantiles(scratch, weights, 0, scratch.length, [q]);
  return keepWhere(present, values, most);
}

function toColumn(table: Table, field: Field | IdName, positions: Uint32Array): ResultColumn {
  const name = nameOf(field);
  if (typeof field === 'string' && isNumberColumn(field)) {
    const unit = NUMBER_COLUMNS.get(field)?.unit ?? 'none';
    return { kind: 'number', name, unit, values: readNumbers(table, field, positions) };
  }
  if (typeof field === 'string' && isIdColumn(field)) {
    const column = table.ids.get(field);
    return { kind: 'text', name, values: Array.from(positions, (at) => column?.hexAt(at) ?? null) };
  }
  const column = table.text(name);
  const codes = column?.codes ?? null;
  const values = Array.from(positions, (at) =>
    codes === null ? null : (column?.valueOf(codes[at]!) ?? null),
  );
  return { kind: 'text', name, values };
}

/** Answers a list: filter, keep up to the quantile, order. Throws a SourceError where it cannot be answered. */
export function answerList(table: Table, selections: Selections, list: List): Answer {
  checkList(list);
  const matched = selections.value(list);
  const kept = keepUpTo(table, list, matched);
  const { field, desc } = list.order;
  const order = topRows(readNumbers(table, field, kept), readNumbers(table, 'row', kept), desc, list.limit);
  const positions = order.map((index) => kept[index]!);
  return {
    length: positions.length,
    columns: list.fields.map((column) => toColumn(table, column, positions)),
    total: kept.length,
    matched: matched.length,
    sampled: isSampled(table, matched),
    edges: null,
  };
}
