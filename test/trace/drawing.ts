// Traces as drawings: indented text in, indented text out, so that a test shows what a person would see.
import type { Span } from '../../src/model/span.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import type { Row } from '../../src/trace/row-list.ts';
import { descriptionAt, faultsIn, isMissing, opAt } from '../../src/trace/trace.ts';
import type { Trace } from '../../src/model/trace.ts';

/** A moment far from zero, as real traces have, on which every drawing stands. */
export const ORIGIN = 1_763_550_000_000;

export const TRACE_ID = 'c09f27e4c09f27e4c09f27e4c09f27e4';

/** The span id that a name in a drawing gets. */
export function idOf(name: string): string {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 2 ** 48;
  return hash.toString(16).padStart(16, '0');
}

export function span(given: Partial<Span> = {}): Span {
  return {
    traceId: TRACE_ID,
    spanId: idOf('a'),
    parentId: null,
    project: 'shop',
    op: 'function',
    description: '',
    start: ORIGIN,
    duration: 0,
    exclusive: 0,
    status: 'ok',
    group: '',
    segment: null,
    attributes: new Map(),
    ...given,
  };
}

export function transaction(of: Span, given: Partial<Transaction> = {}): Transaction {
  return {
    eventId: of.spanId + of.spanId,
    traceId: of.traceId,
    spanId: of.spanId,
    project: of.project,
    transaction: of.description,
    op: of.op,
    status: of.status,
    start: of.start,
    duration: of.duration,
    environment: null,
    release: null,
    user: null,
    userDisplay: null,
    sdk: 'sentry.javascript.node/10.78.0',
    httpMethod: null,
    httpStatus: null,
    weight: 1,
    vitals: {},
    tags: new Map(),
    attributes: new Map(),
    row: 1,
    received: of.start + of.duration,
    spans: 0,
    errors: 0,
    work: {},
    ...given,
  };
}

export interface Drawn {
  readonly spans: Span[];
  readonly transactions: Transaction[];
}

const LINE = /^(\s*)(\S+)(?: (.*?))? (\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)((?: [@#!<]\S+)*)$/;

/**
 * Reads a drawing. A line is a span: two blanks of indentation a level, op, description, start..end in
 * milliseconds; then, where wanted: `#name` gives its id a name, `@service` says who sent it and makes it a
 * transaction of that service, `<name` names another parent than the line above, `!status` says how it ended.
 */
export function draw(drawing: string, given: Partial<Transaction> = {}): Drawn {
  const spans: Span[] = [];
  const transactions: Transaction[] = [];
  const above: Span[] = [];
  for (const line of drawing.split('\n').filter((line) => line.trim() !== '')) {
    const [, blanks = '', op = '', description = '', from = '', to = '', rest = ''] = LINE.exec(line) ?? [];
    if (op === '') throw new Error(`This line is no span: ${line}`);
    const marks = new Map(rest.split(' ').map((mark) => [mark.charAt(0), mark.slice(1)]));
    const level = (blanks.length - firstIndent(drawing)) / 2;
    const parent = above[level - 1];
    const spanId = idOf(marks.get('#') ?? `${spans.length}`);
    const project = marks.get('@') ?? parent?.project ?? 'shop';
    const named = marks.get('<');
    const drawn = span({
      spanId,
      parentId: named === undefined ? (parent?.spanId ?? null) : idOf(named),
      project,
      op: op === '-' ? '' : op,
      description,
      start: ORIGIN + Number(from),
      duration: Math.fround(Number(to) - Number(from)),
      status: (marks.get('!') ?? 'ok') as Span['status'],
      segment: marks.has('@') ? spanId : (parent?.segment ?? null),
    });
    spans.push(drawn);
    above[level] = drawn;
    if (marks.has('@')) transactions.push(transaction(drawn, given));
  }
  return { spans, transactions };
}

function firstIndent(drawing: string): number {
  return /^\n*( *)/.exec(drawing)?.[1]?.length ?? 0;
}

function amount(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function title(trace: Trace, node: number): string {
  const op = opAt(trace, node);
  const description = descriptionAt(trace, node);
  return `${op === '' ? '-' : op}${description === '' ? '' : ` ${description}`}`;
}

function lineOf(trace: Trace, row: Row): string {
  const time = `${amount(row.start)}..${amount(row.start + row.duration)}`;
  switch (row.kind) {
    case 'span':
      return `${title(trace, row.node)} ${time}${faultsIn(trace, row.node) > 0 ? ' !' : ''}`;
    case 'missing':
      return `missing parent ${time}`;
    case 'gap':
      return `no instrumentation ${time}`;
    case 'siblings': {
      const sum = row.members.reduce((sum, node) => sum + (trace.duration[node] ?? 0), 0);
      return `${row.members.length} × ${title(trace, row.node)} ${time} sum ${amount(sum)}`;
    }
    case 'chain':
      return `${row.members.length} hidden ${opAt(trace, row.node)} ${time}`;
  }
}

/** Writes rows as a drawing: `v` is open, `>` closed, two blanks a level, `!` something failed in it. */
export function drawing(trace: Trace, rows: Iterable<Row>): string {
  return [...rows]
    .map((row) => {
      const caret = row.open === null ? '-' : row.open ? 'v' : '>';
      return `${'  '.repeat(row.depth)}${caret} ${lineOf(trace, row)}`;
    })
    .join('\n');
}

/** Writes the tree alone, without groups and gaps. */
export function outline(trace: Trace): string {
  return Array.from(trace.row, (_, node) => {
    const name = isMissing(trace, node) ? 'missing parent' : title(trace, node);
    return '  '.repeat(trace.depth[node] ?? 0) + name;
  }).join('\n');
}

/** Takes the indentation of the first line off all lines, so that drawings can stand in a test's own. */
export function text(drawing: string): string {
  const indent = firstIndent(drawing);
  return drawing
    .split('\n')
    .map((line) => line.slice(indent))
    .join('\n')
    .trim();
}
