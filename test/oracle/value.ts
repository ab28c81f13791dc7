import type { Field, IdColumn, NumberColumn, TextColumn, Unit } from '../../src/model/column.ts';
import type { Transaction, Vital, Work } from '../../src/model/transaction.ts';

/** What one row holds in one field. Null: nothing; an empty text is nothing as well. */
export type Value = string | number | null;

/** When a transaction ended: what dates it in ranges and buckets. */
export function endOf(row: Transaction): number {
  return row.start + row.duration;
}

/** A row's text, or null where it is absent or empty. */
export function textOf(row: Transaction, column: TextColumn): string | null {
  const texts: Readonly<Record<TextColumn, string | null>> = {
    project: row.project,
    transaction: row.transaction,
    op: row.op,
    status: row.status,
    environment: row.environment,
    release: row.release,
    user: row.user,
    'user.display': row.userDisplay,
    sdk: row.sdk,
    'http.method': row.httpMethod,
  };
  const text = texts[column];
  return text === '' ? null : text;
}

/** A row's number as its column holds it, or null where it is absent. */
export function numberOf(row: Transaction, column: NumberColumn): number | null {
  switch (column) {
    case 'row':
      return present(row.row);
    case 'timestamp':
      return present(endOf(row));
    case 'received':
      return present(row.received);
    default: {
      const number = shortNumberOf(row, column);
      return present(number === null || number === undefined ? Number.NaN : Math.fround(number));
    }
  }
}

/** The numbers whose columns are float32. */
function shortNumberOf(
  row: Transaction,
  column: Exclude<NumberColumn, 'row' | 'timestamp' | 'received'>,
): number | null | undefined {
  switch (column) {
    case 'duration':
      return row.duration;
    case 'weight':
      return row.weight;
    case 'http.status_code':
      return row.httpStatus;
    case 'errors':
      return row.errors;
    case 'spans':
      return row.spans;
    default:
      return column.startsWith('spans.')
        ? row.work[column.slice('spans.'.length) as Work]
        : row.vitals[column as Vital];
  }
}

function present(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}

function idOf(row: Transaction, column: IdColumn): string | null {
  const ids: Readonly<Record<IdColumn, string>> = {
    event: row.eventId,
    trace: row.traceId,
    span: row.spanId,
  };
  const id = ids[column].toLowerCase();
  return /^0*$/.test(id) ? null : id;
}

/** What a row holds in any field that a filter, a key or a list can name. */
export function valueOf(row: Transaction, field: Field | IdColumn): Value {
  if (typeof field === 'object') {
    const text = row.tags.get(field.tag);
    return text === undefined || text === '' ? null : text;
  }
  if (isNumber(field)) return numberOf(row, field);
  if (field === 'event' || field === 'trace' || field === 'span') return idOf(row, field);
  return textOf(row, field);
}

const UNITS: Readonly<Record<NumberColumn, Unit>> = {
  row: 'none',
  timestamp: 'epoch',
  received: 'epoch',
  duration: 'ms',
  weight: 'none',
  'http.status_code': 'none',
  errors: 'count',
  spans: 'count',
  lcp: 'ms',
  fcp: 'ms',
  fp: 'ms',
  cls: 'none',
  inp: 'ms',
  fid: 'ms',
  ttfb: 'ms',
  'spans.http': 'ms',
  'spans.db': 'ms',
  'spans.cache': 'ms',
  'spans.queue': 'ms',
  'spans.browser': 'ms',
  'spans.resource': 'ms',
  'spans.ui': 'ms',
};

/** Whether a field holds numbers. */
export function isNumber(field: Field | IdColumn): field is NumberColumn {
  return typeof field === 'string' && Object.hasOwn(UNITS, field);
}

export function unitOf(column: NumberColumn): Unit {
  return UNITS[column];
}

export function nameOf(field: Field | IdColumn): string {
  return typeof field === 'object' ? `tag:${field.tag}` : field;
}

/** Ascending, texts by their UTF-16 code units; what is absent comes last. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
