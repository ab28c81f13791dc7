import { VITALS, WORK } from './transaction.ts';
import type { Vital, Work } from './transaction.ts';

/** Unit of a number: part of every column's type, so that one place formats it. */
export type Unit = 'ms' | 'epoch' | 'count' | 'per-minute' | 'ratio' | 'score' | 'none';

/** Columns of a transaction row that hold text; a missing value is null. */
export const TEXT_COLUMNS = [
  'project',
  'transaction',
  'op',
  'status',
  'environment',
  'release',
  'user',
  'user.display',
  'sdk',
  'http.method',
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

export type WorkColumn = `spans.${Work}`;
export const WORK_COLUMNS = WORK.map((work): WorkColumn => `spans.${work}`);

/** Columns of a transaction row that hold numbers; a missing value is NaN. */
export type NumberColumn =
  | 'row'
  | 'timestamp'
  | 'received'
  | 'duration'
  | 'weight'
  | 'http.status_code'
  | 'errors'
  | 'spans'
  | Vital
  | WorkColumn;

/** How a number column is stored: 8 bytes where a fraction of a millisecond or 53 bits count, 4 elsewhere. */
export type Precision = 'float64' | 'float32';

export interface NumberColumnType {
  readonly unit: Unit;
  readonly precision: Precision;
}

function vitalType(vital: Vital): NumberColumnType {
  return { unit: vital === 'cls' ? 'none' : 'ms', precision: 'float32' };
}

/** Every number column with its unit and precision. `timestamp` is the transaction's end. */
export const NUMBER_COLUMNS: ReadonlyMap<NumberColumn, NumberColumnType> = new Map<
  NumberColumn,
  NumberColumnType
>([
  ['row', { unit: 'none', precision: 'float64' }],
  ['timestamp', { unit: 'epoch', precision: 'float64' }],
  ['received', { unit: 'epoch', precision: 'float64' }],
  ['duration', { unit: 'ms', precision: 'float32' }],
  ['weight', { unit: 'none', precision: 'float32' }],
  ['http.status_code', { unit: 'none', precision: 'float32' }],
  ['errors', { unit: 'count', precision: 'float32' }],
  ['spans', { unit: 'count', precision: 'float32' }],
  ...VITALS.map((vital): [NumberColumn, NumberColumnType] => [vital, vitalType(vital)]),
  ...WORK_COLUMNS.map((column): [NumberColumn, NumberColumnType] => [
    column,
    { unit: 'ms', precision: 'float32' },
  ]),
]);

/** Columns that hold binary ids, with their width in bytes. They are read out as lower-case hex, never searched. */
export const ID_COLUMNS = { event: 16, trace: 16, span: 8 } as const;
export type IdColumn = keyof typeof ID_COLUMNS;

/** A tag of the sender's own, by its key. */
export interface TagField {
  readonly tag: string;
}

/** What a filter tests or a query groups by. */
export type Field = TextColumn | NumberColumn | TagField;

export function isTag(field: Field | IdColumn): field is TagField {
  return typeof field === 'object';
}

const TEXT: ReadonlySet<string> = new Set(TEXT_COLUMNS);

export function isTextColumn(name: string): name is TextColumn {
  return TEXT.has(name);
}

export function isNumberColumn(name: string): name is NumberColumn {
  return NUMBER_COLUMNS.has(name as NumberColumn);
}

export function isIdColumn(name: string): name is IdColumn {
  return Object.hasOwn(ID_COLUMNS, name);
}

const TAG = 'tag:';

/** The name a field has in a Result and on the wire: a column's own, `tag:key` for a tag. */
export function nameOf(field: Field | IdColumn): string {
  return isTag(field) ? `${TAG}${field.tag}` : field;
}

/** The key of the tag that a column of this name holds; null where it is no tag's name. */
export function tagOf(name: string): string | null {
  return name.startsWith(TAG) ? name.slice(TAG.length) : null;
}
