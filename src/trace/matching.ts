import { isNumberColumn, isTag } from '../model/column.ts';
import type { Field, NumberColumn } from '../model/column.ts';
import { compares } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { TextValues } from '../model/rows.ts';
import type { Trace } from '../model/trace.ts';
import type { Transaction } from '../model/transaction.ts';
import { VITALS, WORK } from '../model/transaction.ts';
import { versionOrder } from '../model/version.ts';
import { toMatcher } from '../model/wildcard.ts';
import { attributeColumn } from './attribute-column.ts';
import { descriptionAt, endOf, idAt, NONE, opAt } from './trace.ts';

type Test = (node: number) => boolean;
type TextTest = (value: string | null) => boolean;

/** A test of a text that is done once for each word of a dictionary. */
function ofWords(trace: Trace, { codes, dictionary }: TextValues, test: TextTest): Test {
  const passed = dictionary.map((word) => test(word));
  const ofNone = test(null);
  return (node) => {
    const row = trace.row[node] ?? NONE;
    return passed[codes[row] ?? NONE] ?? ofNone;
  };
}

/** The transaction whose work a node is part of. */
function ownerOf(trace: Trace, node: number): Transaction | undefined {
  return trace.transactions.get(trace.owner[node] ?? NONE);
}

const OF_OWNER: Readonly<Record<string, (transaction: Transaction) => string | null>> = {
  environment: (transaction) => transaction.environment,
  release: (transaction) => transaction.release,
  user: (transaction) => transaction.user,
  'user.display': (transaction) => transaction.userDisplay,
  sdk: (transaction) => transaction.sdk,
};

/** A test of a text that each transaction of the trace has or has not. */
function ofOwners(
  trace: Trace,
  read: (transaction: Transaction) => string | null | undefined,
  test: TextTest,
): Test {
  return (node) => {
    const owner = ownerOf(trace, node);
    const value = owner === undefined ? null : read(owner);
    return test(value === undefined || value === '' ? null : value);
  };
}

/** What a span is called: its description, else its op. */
function ofTitles(trace: Trace, test: TextTest): Test {
  const known = new Map<number, boolean>();
  return (node) => {
    const look = trace.look[node] ?? NONE;
    const passed = known.get(look) ?? test(descriptionAt(trace, node) || opAt(trace, node) || null);
    known.set(look, passed);
    return passed;
  };
}

const METHOD = ['http.request.method', 'http.method', 'method'];
const STATUS_CODE = ['http.response.status_code', 'http.status_code'];

/** The first of some attributes that a span has, as text. */
function attributeReader(trace: Trace, keys: readonly string[]): (node: number) => string | null {
  const columns = keys.map((key) => attributeColumn(trace.table, key));
  return (node) => {
    const row = trace.row[node] ?? NONE;
    for (const { codes, dictionary } of columns) {
      const word = dictionary[codes[row] ?? NONE];
      if (word !== undefined) return word;
    }
    return null;
  };
}

function tagTest(trace: Trace, tag: string, test: TextTest): Test {
  if (tag === 'description' || tag === 'span.description') {
    return ofWords(trace, trace.table.description, test);
  }
  if (tag === 'span.op') return ofWords(trace, trace.table.op, test);
  const column = attributeColumn(trace.table, tag);
  const ofSpan = ofWords(trace, column, test);
  return (node) => {
    const known = column.codes[trace.row[node] ?? NONE] ?? NONE;
    const value = known === NONE ? trace.transactions.get(node)?.tags.get(tag) : undefined;
    return value === undefined ? ofSpan(node) : test(value);
  };
}

function textTest(trace: Trace, field: Field, test: TextTest): Test {
  const { table } = trace;
  if (isTag(field)) return tagTest(trace, field.tag, test);
  if (field === 'transaction') return ofTitles(trace, test);
  if (field === 'op') return ofWords(trace, table.op, test);
  if (field === 'status') return ofWords(trace, table.status, test);
  if (field === 'project') return ofWords(trace, table.project, test);
  if (field === 'http.method') {
    const read = attributeReader(trace, METHOD);
    return (node) => test(read(node));
  }
  const read = OF_OWNER[field];
  if (read !== undefined) return ofOwners(trace, read, test);
  const number = isNumberColumn(field) ? numberReader(trace, field) : () => NaN;
  return (node) => {
    const value = number(node);
    return test(Number.isNaN(value) ? null : String(value));
  };
}

function numberReader(trace: Trace, field: NumberColumn): (node: number) => number {
  switch (field) {
    case 'duration':
      return (node) => trace.duration[node] ?? NaN;
    case 'timestamp':
      return (node) => trace.startTime + endOf(trace, node);
    case 'errors':
      return (node) => trace.errors.get(node)?.length ?? 0;
    case 'spans':
      return (node) => (trace.size[node] ?? 1) - 1;
    case 'http.status_code': {
      const read = attributeReader(trace, STATUS_CODE);
      return (node) => Number(read(node) ?? trace.transactions.get(node)?.httpStatus ?? NaN);
    }
    case 'row':
    case 'received':
    case 'weight':
      return (node) => ownerOf(trace, node)?.[field] ?? NaN;
    default: {
      const vital = VITALS.find((name) => name === field);
      const work = WORK.find((name) => field === `spans.${name}`);
      return (node) => {
        const transaction = trace.transactions.get(node);
        if (transaction === undefined) return NaN;
        return (
          (vital === undefined ? undefined : transaction.vitals[vital]) ??
          (work === undefined ? undefined : transaction.work[work]) ??
          NaN
        );
      };
    }
  }
}

/**
 * Whether nodes of a trace match a filter. The words of the search mean of a span what they mean of a transaction:
 * `duration` is the span's, `transaction` and free text what it is called, a tag an attribute or, on a transaction's
 * own span, a tag. Environment, release and user are those of the transaction it belongs to.
 */
function toTest(trace: Trace, filter: Filter): Test {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.of.map((part) => toTest(trace, part));
      return (node) => parts.every((part) => part(node));
    }
    case 'or': {
      const parts = filter.of.map((part) => toTest(trace, part));
      return (node) => parts.some((part) => part(node));
    }
    case 'not': {
      const part = toTest(trace, filter.of);
      return (node) => !part(node);
    }
    case 'in': {
      const wanted = new Set(filter.values.map((value) => (value === null ? null : String(value))));
      return textTest(trace, filter.field, (value) => wanted.has(value));
    }
    case 'like': {
      const matches = toMatcher(filter.pattern);
      return textTest(trace, filter.field, (value) => value !== null && matches(value));
    }
    case 'has':
      return textTest(trace, filter.field, (value) => value !== null);
    case 'compare': {
      const read = numberReader(trace, filter.field);
      return (node) => compares(read(node), filter.is, filter.value);
    }
    case 'id': {
      const wanted = new Set(filter.values);
      return (node) => {
        const owner = trace.transactions.get(node);
        const id =
          filter.column === 'span'
            ? idAt(trace, node)
            : filter.column === 'event'
              ? owner?.eventId
              : owner?.traceId;
        return id !== null && id !== undefined && wanted.has(id);
      };
    }
    case 'version':
      return ofOwners(
        trace,
        (transaction) => transaction.release,
        (release) =>
          release !== null && compares(versionOrder(release, filter.part, filter.value), filter.is, 0),
      );
  }
}

/** The spans of a trace that match a filter, ascending; a missing parent never does. */
export function matchesOf(trace: Trace, filter: Filter): Int32Array {
  const test = toTest(trace, filter);
  const found: number[] = [];
  for (let node = 0; node < trace.length; node++) {
    if (trace.row[node] !== NONE && test(node)) found.push(node);
  }
  return Int32Array.from(found);
}

/** 1 for each of some nodes and for all above them: what has to be shown so that they are. */
export function withAncestors(trace: Trace, nodes: Int32Array): Uint8Array {
  const kept = new Uint8Array(trace.length);
  for (const node of nodes) {
    for (let at = node; at !== NONE && kept[at] !== 1; at = trace.parent[at] ?? NONE) kept[at] = 1;
  }
  return kept;
}
