import { Batch, Column, utf8 } from '@uwdata/flechette';
import type { SpanTable } from '../../model/span-table.ts';
import type { Columns } from './table-columns.ts';
import { writeCodes, writeIds, writeNumbers } from './write-columns.ts';

/** The texts of some rows on the table's own bytes. */
function jsonColumn({ attributes }: SpanTable, from: number, to: number): Column<string> {
  const starts = attributes.starts.subarray(from, to + 1);
  const first = starts[0] ?? 0;
  return new Column([
    new Batch<string>({
      length: to - from,
      nullCount: 0,
      type: utf8(),
      validity: new Uint8Array(0),
      offsets: Int32Array.from(starts, (start) => start - first),
      values: attributes.bytes.slice(first, starts.at(-1) ?? first),
    }),
  ]);
}

/** The columns of some rows of a table, as a frame has them; spans of one trace, each of an unknown transaction row. */
export function columnsOfTable(table: SpanTable, from: number, to: number): Columns {
  const ids = (name: 'trace' | 'span' | 'parent' | 'segment', width: number) =>
    writeIds(table[name].slice(from * width, to * width), width);
  const codes = (name: 'project' | 'op' | 'description' | 'status' | 'group') =>
    writeCodes({ codes: table[name].codes.slice(from, to), dictionary: table[name].dictionary });
  return [
    ['trace', ids('trace', 16)],
    ['span', ids('span', 8)],
    ['parent', ids('parent', 8)],
    ['segment', ids('segment', 8)],
    ['project', codes('project')],
    ['op', codes('op')],
    ['description', codes('description')],
    ['status', codes('status')],
    ['group', codes('group')],
    ['start', writeNumbers(table.start.slice(from, to))],
    ['duration', writeNumbers(table.duration.slice(from, to))],
    ['exclusive', writeNumbers(table.exclusive.slice(from, to))],
    ['row', writeNumbers(new Float64Array(to - from).fill(NaN))],
    ['drift', writeNumbers(table.drift.slice(from, to))],
    ['attributes', jsonColumn(table, from, to)],
  ];
}
