import type { Rows } from '../../../src/model/rows.ts';

/** One transaction as a first version would hold it. Null: absent. */
export interface RowObject {
  readonly row: number;
  readonly timestamp: number;
  readonly duration: number;
  readonly weight: number;
  readonly 'http.status_code': number;
  readonly lcp: number | null;
  readonly fcp: number | null;
  readonly cls: number | null;
  readonly inp: number | null;
  readonly ttfb: number | null;
  readonly project: string;
  readonly transaction: string;
  readonly op: string;
  readonly status: string;
  readonly environment: string;
  readonly release: string;
  readonly user: string;
  readonly 'http.method': string;
  readonly 'tag:plan': string | null;
}

/** The rows of a frame as objects. */
export function toObjects({ length, numbers, texts }: Rows): RowObject[] {
  const number = (name: string, row: number): number => numbers.get(name)![row]!;
  const vital = (name: string, row: number): number | null => {
    const value = number(name, row);
    return Number.isNaN(value) ? null : value;
  };
  const text = (name: string, row: number): string => {
    const { codes, dictionary } = texts.get(name)!;
    return dictionary[codes[row]!]!;
  };
  const plan = texts.get('tag:plan')!;
  return Array.from({ length }, (_, row) => ({
    row: number('row', row),
    timestamp: number('timestamp', row),
    duration: number('duration', row),
    weight: number('weight', row),
    'http.status_code': number('http.status_code', row),
    lcp: vital('lcp', row),
    fcp: vital('fcp', row),
    cls: vital('cls', row),
    inp: vital('inp', row),
    ttfb: vital('ttfb', row),
    project: text('project', row),
    transaction: text('transaction', row),
    op: text('op', row),
    status: text('status', row),
    environment: text('environment', row),
    release: text('release', row),
    user: text('user', row),
    'http.method': text('http.method', row),
    'tag:plan': plan.dictionary[plan.codes[row]!] ?? null,
  }));
}
