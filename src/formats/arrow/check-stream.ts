import { FrameError } from './frame-error.ts';

// An Arrow stream is a row of messages, each a description (a FlatBuffer) and a body. The library that reads them
// trusts every count and offset in a description: one wrong byte can make it read backwards for ever, or gather two
// thousand million entries. Here the counts are compared with what is there, before it sees them.
// https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format

/** Rows of one batch at most; the contract has 65,536 in a frame, a receiver takes more. */
export const MOST_ROWS = 1_048_576;

const CONTINUATION = 0xffff_ffff;
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;

/** A FlatBuffer. Reading outside of it throws a RangeError. */
class Description {
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Where the root table stands. */
  root(): number {
    return this.#view.getUint32(0, true);
  }

  /** Where a table has the field of that number; 0 when it has none. */
  field(table: number, number: number): number {
    const fields = table - this.#view.getInt32(table, true);
    const slot = 4 + 2 * number;
    if (slot >= this.#view.getUint16(fields, true)) return 0;
    const offset = this.#view.getUint16(fields + slot, true);
    return offset === 0 ? 0 : table + offset;
  }

  byte(at: number): number {
    return at === 0 ? 0 : this.#view.getUint8(at);
  }

  /** A whole number of 64 bits; one that a double cannot hold comes out too large for any check. */
  long(at: number): number {
    return at === 0 ? 0 : Number(this.#view.getBigInt64(at, true));
  }

  /** What a reference points at. */
  target(at: number): number {
    return at + this.#view.getUint32(at, true);
  }

  /** The positions of a vector's entries, `stride` bytes each, all of which are inside. */
  entries(at: number, stride: number): number[] {
    if (at === 0) return [];
    const vector = this.target(at);
    const count = this.#view.getUint32(vector, true);
    if (vector + 4 + count * stride > this.#view.byteLength)
      throw new RangeError('a list is longer than it can be');
    return Array.from({ length: count }, (_, index) => vector + 4 + index * stride);
  }
}

function ensure(condition: boolean, what: string): void {
  if (!condition) throw new RangeError(what);
}

/** Fields of a schema, their children and all texts that go with them. Columns of the contract have no children. */
function checkSchema(description: Description, schema: number): void {
  description.entries(description.field(schema, 2), 4);
  for (const entry of description.entries(description.field(schema, 1), 4)) {
    const field = description.target(entry);
    description.entries(description.field(field, 6), 4);
    ensure(
      description.entries(description.field(field, 5), 4).length === 0,
      'a column has columns of its own',
    );
  }
}

function checkBatch(
  description: Description,
  batch: number,
  bodyLength: number,
  isDictionary: boolean,
): void {
  const nodes = description.entries(description.field(batch, 1), 16).map((at) => description.long(at));
  for (const length of nodes) ensure(length >= 0 && length <= MOST_ROWS, `a batch claims ${length} rows`);
  const buffers = description.entries(description.field(batch, 2), 16).map((at) => {
    const [offset, length] = [description.long(at), description.long(at + 8)];
    ensure(offset >= 0 && length >= 0 && offset + length <= bodyLength, 'a column lies outside of its batch');
    return length;
  });
  for (const at of description.entries(description.field(batch, 4), 8)) {
    const count = description.long(at);
    ensure(count >= 0 && count <= buffers.length, 'a column claims more parts than there are');
  }
  // Of the texts of a dictionary: validity, where each begins, and the texts. The library reads them all at once.
  const [length = 0] = nodes;
  const isCompressed = description.field(batch, 3) !== 0;
  if (isDictionary && length > 0 && !isCompressed) {
    ensure((buffers[1] ?? 0) >= 4 * (length + 1), 'a dictionary is shorter than it claims');
  }
}

/** Checks one message from `at` and returns where the next one begins; null at the end of the stream. */
function checkMessage(bytes: Uint8Array, view: DataView, at: number): number | null {
  if (at === bytes.length) return null;
  let start = at + 4;
  let length = view.getUint32(at, true);
  if (length === CONTINUATION) {
    length = view.getUint32(start, true);
    start += 4;
  }
  if (length === 0) return null;
  ensure(start + length <= bytes.length, 'a message is cut off');
  const description = new Description(bytes.subarray(start, start + length));
  const message = description.root();
  const bodyLength = description.long(description.field(message, 3));
  ensure(bodyLength >= 0 && start + length + bodyLength <= bytes.length, 'the body of a message is cut off');
  const kind = description.byte(description.field(message, 1));
  const header = description.field(message, 2);
  ensure(header !== 0, 'a message says nothing');
  const table = description.target(header);
  if (kind === SCHEMA) checkSchema(description, table);
  else if (kind === RECORD_BATCH) checkBatch(description, table, bodyLength, false);
  else if (kind === DICTIONARY_BATCH) {
    checkBatch(description, description.target(description.field(table, 1)), bodyLength, true);
  } else throw new RangeError(`a message is of the unknown kind ${kind}`);
  return start + length + bodyLength;
}

/** Throws a `FrameError` when an Arrow stream is not safe to be read. */
export function checkStream(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let at: number | null = 0;
    while (at !== null) at = checkMessage(bytes, view, at);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FrameError(`A frame is not a readable Arrow stream: ${reason}.`, cause);
  }
}
