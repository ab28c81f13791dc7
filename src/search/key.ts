import { WORK_COLUMNS } from '../model/column.ts';
import type { Field, IdColumn, NumberColumn, TextColumn } from '../model/column.ts';
import { STATUSES } from '../model/status.ts';
import { DAY, HOUR } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { VITALS } from '../model/transaction.ts';
import type { Vital } from '../model/transaction.ts';
import type { VersionPart } from '../model/version.ts';

/** How the value behind a key is read, and what it is compared with. */
export type KeyReading =
  | { readonly kind: 'text'; readonly field: Field }
  | { readonly kind: 'status' }
  | { readonly kind: 'release' }
  | { readonly kind: 'version'; readonly part: VersionPart }
  | { readonly kind: 'number'; readonly field: NumberColumn }
  /** With `step`, the moment rounded down to whole hours or days. */
  | { readonly kind: 'date'; readonly field: 'timestamp' | 'received'; readonly step: Milliseconds | null }
  | { readonly kind: 'id'; readonly column: IdColumn }
  | { readonly kind: 'user id' }
  | { readonly kind: 'user email' }
  | { readonly kind: 'project id' }
  | { readonly kind: 'event type' };

/** A name that a search knows: for its parser, and for whoever completes what is typed. */
export interface SearchKey {
  readonly name: string;
  /** Other names of the same, as people know them from Sentry and OpenTelemetry. */
  readonly aliases: readonly string[];
  readonly type: 'text' | 'number' | 'duration' | 'date' | 'version' | 'id';
  /** What it is, in one sentence. */
  readonly meaning: string;
  readonly takesWildcard: boolean;
  /** Every value there can be, where these are fixed. */
  readonly values: readonly string[];
  readonly reading: KeyReading;
}

function text(name: TextColumn, meaning: string, ...aliases: string[]): SearchKey {
  const reading: KeyReading = { kind: 'text', field: name };
  return { name, aliases, type: 'text', meaning, takesWildcard: true, values: [], reading };
}

function number(
  name: NumberColumn,
  type: 'number' | 'duration',
  meaning: string,
  ...aliases: string[]
): SearchKey {
  const reading: KeyReading = { kind: 'number', field: name };
  return { name, aliases, type, meaning, takesWildcard: false, values: [], reading };
}

function date(
  name: string,
  field: 'timestamp' | 'received',
  meaning: string,
  step: Milliseconds | null,
  ...aliases: string[]
): SearchKey {
  const reading: KeyReading = { kind: 'date', field, step };
  return { name, aliases, type: 'date', meaning, takesWildcard: false, values: [], reading };
}

function id(name: string, column: IdColumn, meaning: string, ...aliases: string[]): SearchKey {
  const reading: KeyReading = { kind: 'id', column };
  return { name, aliases, type: 'id', meaning, takesWildcard: false, values: [], reading };
}

const VITAL_MEANINGS: Readonly<Record<Vital, string>> = {
  lcp: 'Largest Contentful Paint: when the largest thing in view was painted.',
  fcp: 'First Contentful Paint: when the first content was painted.',
  fp: 'First Paint: when anything was painted at all.',
  cls: 'Cumulative Layout Shift: how much the page moved under its reader; no unit.',
  inp: 'Interaction to Next Paint: how long the slowest interaction took to show.',
  fid: 'First Input Delay: how long the first input waited to be handled.',
  ttfb: 'Time To First Byte: until the server’s answer began.',
};

/** Every key that is no tag, the most used first. */
export const SEARCH_KEYS: readonly SearchKey[] = [
  text('transaction', 'The transaction’s name, such as GET /api/documents.'),
  number('duration', 'duration', 'How long the transaction took.', 'transaction.duration'),
  text('op', 'The kind of operation, such as http.server or pageload.', 'transaction.op'),
  {
    name: 'status',
    aliases: ['transaction.status'],
    type: 'text',
    meaning: 'How the transaction ended.',
    takesWildcard: false,
    values: STATUSES,
    reading: { kind: 'status' },
  },
  text('environment', 'Where it ran, such as production.', 'env'),
  {
    name: 'release',
    aliases: [],
    type: 'text',
    meaning: 'The release that ran; >1.2.3 compares versions, latest is the newest one.',
    takesWildcard: true,
    values: [],
    reading: { kind: 'release' },
  },
  text('user', 'Who waited, as id:42, username:ada, email:… or ip:…'),
  text('user.display', 'Who waited, as it is shown: e-mail, else user name, id, address.'),
  text('project', 'The project or service that sent it.'),
  text('http.method', 'The method of the HTTP request.', 'http.request.method'),
  number('http.status_code', 'number', 'The status code of the HTTP response.', 'http.response.status_code'),
  text('sdk', 'What sent it, with its version.'),
  date('timestamp', 'timestamp', 'When the transaction ended.', null, 'event.timestamp'),
  number('errors', 'number', 'How many errors were reported in it.'),
  number('spans', 'number', 'How many spans it has.'),
  ...VITALS.map((vital) =>
    number(vital, vital === 'cls' ? 'number' : 'duration', VITAL_MEANINGS[vital], `measurements.${vital}`),
  ),
  ...WORK_COLUMNS.map((column) =>
    number(column, 'duration', `Time spent in spans of the kind ${column.slice('spans.'.length)}.`),
  ),
  id('trace', 'trace', 'The trace it belongs to: 32 hex digits.'),
  id('event', 'event', 'The transaction’s own id: 32 hex digits.', 'id'),
  id('span', 'span', 'The id of its span: 16 hex digits.', 'trace.span'),
  {
    name: 'release.version',
    aliases: [],
    type: 'version',
    meaning: 'The version in the release’s name, compared as versions are.',
    takesWildcard: true,
    values: [],
    reading: { kind: 'version', part: 'version' },
  },
  {
    name: 'release.package',
    aliases: [],
    type: 'text',
    meaning: 'The package in the release’s name: what stands before the @.',
    takesWildcard: false,
    values: [],
    reading: { kind: 'version', part: 'package' },
  },
  {
    name: 'release.build',
    aliases: [],
    type: 'version',
    meaning: 'The build in the release’s name: what stands behind the +.',
    takesWildcard: false,
    values: [],
    reading: { kind: 'version', part: 'build' },
  },
  {
    name: 'user.id',
    aliases: [],
    type: 'text',
    meaning: 'The id of who waited.',
    takesWildcard: true,
    values: [],
    reading: { kind: 'user id' },
  },
  {
    name: 'user.email',
    aliases: [],
    type: 'text',
    meaning: 'The e-mail of who waited, where it is known.',
    takesWildcard: true,
    values: [],
    reading: { kind: 'user email' },
  },
  {
    name: 'project.id',
    aliases: ['project_id'],
    type: 'number',
    meaning: 'The project by its number, as Sentry’s SDKs know it.',
    takesWildcard: false,
    values: [],
    reading: { kind: 'project id' },
  },
  {
    name: 'event.type',
    aliases: [],
    type: 'text',
    meaning: 'What is searched: transactions, always.',
    takesWildcard: true,
    values: ['transaction'],
    reading: { kind: 'event type' },
  },
  date('received', 'received', 'When it reached the collector.', null),
  date('timestamp.to_hour', 'timestamp', 'The hour in which it ended.', HOUR),
  date('timestamp.to_day', 'timestamp', 'The UTC day on which it ended.', DAY),
  number('weight', 'number', 'How many transactions it stands for, where clients send a sample.'),
];
