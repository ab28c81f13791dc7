import { readHex, writeHex } from '../model/hex.ts';
import type { ErrorEvent, Span } from '../model/span.ts';
import type { SpanTable } from '../model/span-table.ts';
import type { Transaction } from '../model/transaction.ts';
import { joinTables } from './join-tables.ts';
import { Numbering } from './numbering.ts';
import { tableOfSpans } from './span-table.ts';

/** Stands for "no span", "no id". */
const NONE = -1;

/** Room for what there are few of, as a rule. */
const FEW = 64;

/** The spans of a trace, each once, found by their id. They are numbered from 0 in the order in which they came. */
export interface DistinctSpans {
  readonly table: SpanTable;
  readonly length: number;
  /** The row of the table that holds a span. */
  readonly row: Int32Array;
  /** Numbers of ids, by row: those of equal ids are equal; -1 for "none". */
  readonly id: Int32Array;
  readonly parentId: Int32Array;
  readonly segmentId: Int32Array;
  /** How many different ids are named. */
  readonly ids: number;
  /** The span with an id; where several share it the one of that project, else the first; -1 where there is none. */
  readonly spanWithId: (id: number, project: number) => number;
  /** The same for an id, a project and a trace's id as texts. */
  readonly spanNamed: (id: string, project: string, trace: string) => number;
  /** Spans left out because they had been there. */
  readonly repeated: number;
  /** Spans that share an id with one of another start. */
  readonly sharedIds: number;
  /** Spans made of transactions that had none. */
  readonly made: number;
}

/** The span of a transaction whose own one was not sent or not kept. */
function toSpan(transaction: Transaction): Span {
  return {
    traceId: transaction.traceId,
    spanId: transaction.spanId,
    parentId: null,
    project: transaction.project,
    op: transaction.op,
    description: transaction.transaction,
    start: transaction.start,
    duration: transaction.duration,
    exclusive: transaction.duration,
    status: transaction.status,
    group: '',
    segment: transaction.spanId,
    attributes: transaction.attributes,
  };
}

/** Bytes as 32-bit words; copied where they do not lie at a multiple of 4. */
function wordsIn(bytes: Uint8Array): Int32Array {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(whole.buffer, whole.byteOffset, Math.floor(whole.byteLength / 4));
}

function wordsOfId(id: string): readonly [number, number] {
  const bytes = new Uint8Array(8);
  writeHex(bytes, 0, 8, id);
  const [high = 0, low = 0] = wordsIn(bytes);
  return [high, low];
}

/** The traces of a table by number: spans of several that share an id are different spans. */
function traceNumbers({ trace, length }: SpanTable): {
  readonly ofRow: Int32Array;
  readonly byId: ReadonlyMap<string, number>;
} {
  const words = wordsIn(trace);
  const halves = new Numbering(FEW);
  const numbers = new Numbering(FEW);
  const byId = new Map<string, number>();
  const ofRow = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const at = row * 4;
    const isSame =
      row > 0 &&
      words[at] === words[at - 4] &&
      words[at + 1] === words[at - 3] &&
      words[at + 2] === words[at - 2] &&
      words[at + 3] === words[at - 1];
    if (isSame) {
      ofRow[row] = ofRow[row - 1] ?? 0;
      continue;
    }
    const first = halves.add(words[at] ?? 0, words[at + 1] ?? 0, 0);
    const last = halves.add(words[at + 2] ?? 0, words[at + 3] ?? 0, 1);
    const number = numbers.add(first, last, 0);
    ofRow[row] = number;
    byId.set(readHex(trace, row * 16, 16) ?? '', number);
  }
  return { ofRow, byId };
}

/** The transactions that have no span of their own, each once. */
function withoutSpan(table: SpanTable, transactions: readonly Transaction[]): Transaction[] {
  if (transactions.length === 0) return [];
  const words = wordsIn(table.span);
  const wanted = new Numbering(transactions.length);
  for (const { spanId } of transactions) wanted.add(...wordsOfId(spanId), 0);
  const held = new Uint8Array(wanted.count);
  for (let row = 0; row < table.length; row++) {
    const at = wanted.find(words[row * 2] ?? 0, words[row * 2 + 1] ?? 0, 0);
    if (at >= 0) held[at] = 1;
  }
  return transactions.filter(({ spanId }) => {
    const at = wanted.find(...wordsOfId(spanId), 0);
    if (held[at] === 1) return false;
    held[at] = 1;
    return true;
  });
}

/** The two halves of a double, so that equal times have equal halves. */
function halvesOf(numbers: Float64Array): Int32Array {
  // All NaNs are one, and so are both zeros.
  return new Int32Array(Float64Array.from(numbers, (value) => (value === 0 ? 0 : value)).buffer);
}

/** The ids of a column as numbers, row by row; equal ones of one trace have the same. */
function numbersOfIds(bytes: Uint8Array, ofTrace: Int32Array, numbers: Numbering): Int32Array {
  const words = wordsIn(bytes);
  const ids = new Int32Array(ofTrace.length);
  for (let row = 0; row < ids.length; row++) {
    const high = words[row * 2] ?? 0;
    const low = words[row * 2 + 1] ?? 0;
    const trace = ofTrace[row] ?? 0;
    // Siblings name the same parent one after the other, and all spans of a transaction the same segment.
    const isSame =
      row > 0 && high === words[row * 2 - 2] && low === words[row * 2 - 1] && trace === ofTrace[row - 1];
    if (isSame) ids[row] = ids[row - 1] ?? NONE;
    else ids[row] = high === 0 && low === 0 ? NONE : numbers.add(high, low, trace);
  }
  return ids;
}

/**
 * Drops repeats: two spans are the same when id and start are. The later one stays, for it may know more. A span of
 * the same id and another start is a span of its own (Zipkin's client and server share an id). Most ids are there
 * once, for which nothing but the id is looked at.
 */
export function distinctSpans(given: SpanTable, transactions: readonly Transaction[]): DistinctSpans {
  const added = withoutSpan(given, transactions);
  const table = added.length === 0 ? given : joinTables([given, tableOfSpans(added.map(toSpan))]);
  const all = table.length;
  const numbers = new Numbering(all);
  const traces = traceNumbers(table);
  const id = numbersOfIds(table.span, traces.ofRow, numbers);
  const parentId = numbersOfIds(table.parent, traces.ofRow, numbers);
  const segmentId = numbersOfIds(table.segment, traces.ofRow, numbers);

  const starts = halvesOf(table.start);
  const first = new Int32Array(numbers.count).fill(NONE);
  const isShared = new Uint8Array(numbers.count);
  const row = new Int32Array(all);
  let length = 0;
  let sharedIds = 0;
  // Of ids that are there more than once, and of rows without one: each start, and each project, by its first span.
  const again = new Numbering(FEW);
  const spanOfAgain: number[] = [];
  const byProject = new Numbering(FEW);
  const spanOfProject: number[] = [];
  const noteAgain = (own: number, at: number, span: number): number => {
    const number = again.add(own, starts[at * 2] ?? 0, starts[at * 2 + 1] ?? 0);
    return (spanOfAgain[number] ??= span);
  };
  const noteProject = (own: number, at: number, span: number): void => {
    spanOfProject[byProject.add(own, table.project.codes[at] ?? NONE, 0)] ??= span;
  };
  for (let at = 0; at < all; at++) {
    const own = id[at] ?? NONE;
    const known = own === NONE ? NONE : (first[own] ?? NONE);
    if (own !== NONE && known === NONE) {
      first[own] = length;
      row[length] = at;
      length += 1;
      continue;
    }
    if (own !== NONE && isShared[own] === 0) {
      isShared[own] = 1;
      noteAgain(own, row[known] ?? 0, known);
      noteProject(own, row[known] ?? 0, known);
    }
    const span = noteAgain(own, at, length);
    row[span] = at;
    if (span < length) continue;
    length += 1;
    if (own === NONE) continue;
    sharedIds += 1;
    noteProject(own, at, span);
  }
  const spanWithId = (id: number, project: number): number => {
    if (id < 0) return NONE;
    const span = isShared[id] === 1 ? spanOfProject[byProject.find(id, project, 0)] : undefined;
    return span ?? first[id] ?? NONE;
  };
  return {
    table,
    length,
    row: row.slice(0, length),
    id,
    parentId,
    segmentId,
    ids: numbers.count,
    spanWithId,
    spanNamed: (id, project, trace) =>
      spanWithId(
        numbers.find(...wordsOfId(id), traces.byId.get(trace) ?? 0),
        table.project.dictionary.indexOf(project),
      ),
    repeated: all - length,
    sharedIds,
    made: added.length,
  };
}

/** Errors, each once by project and id, oldest first. */
export function distinctErrors(errors: readonly ErrorEvent[]): ErrorEvent[] {
  const byId = new Map(errors.map((error) => [`${error.project} ${error.eventId}`, error]));
  return [...byId.values()].sort((a, b) => a.timestamp - b.timestamp);
}
