import {
  Table,
  columnFromArray,
  columnFromValues,
  fixedSizeBinary,
  float64,
  int32,
  int8,
  dictionary,
  nullType,
  tableFromColumns,
  tableToIPC,
  timestamp,
  uint16,
  uint32,
  utf8,
} from '@uwdata/flechette';
import type { Column } from '@uwdata/flechette';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FrameError, decodeFrames, encodeFrame } from '../../../src/formats/arrow/frames.ts';
import type { Frame } from '../../../src/formats/arrow/frames.ts';
import type { Rows } from '../../../src/model/rows.ts';
import { fromRows, toRows } from '../../../src/formats/arrow/rows.ts';
import { BARE, sampleError, sampleSpan, sampleTransaction } from './sample-rows.ts';

/** A body that hands out the bytes in chunks of the given sizes, then the rest. */
function bodyOf(bytes: Uint8Array, sizes: readonly number[] = []): ReadableStream<Uint8Array> {
  let at = 0;
  const left = [...sizes];
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const size = left.shift() ?? bytes.length;
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function framesOf(body: ReadableStream<Uint8Array>): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of decodeFrames(body)) frames.push(frame);
  return frames;
}

/** A frame as a foreign sender would write it, with the library's own builders. */
function foreignFrame(columns: [string, Column<unknown>][], metadata: Record<string, string>): Uint8Array {
  const table = tableFromColumns(columns);
  const bytes = tableToIPC(
    new Table({ ...table.schema, metadata: new Map(Object.entries(metadata)) }, table.children),
    {},
  );
  if (bytes === null) throw new Error('no bytes');
  const prefix = new Uint8Array(4);
  new DataView(prefix.buffer).setUint32(0, bytes.length, true);
  return joined(prefix, bytes);
}

const LAST = { table: 'transactions', end: 'true' };

const FOUR: readonly Frame[] = [
  { table: 'transactions', rows: toRows([sampleTransaction(), BARE]), meta: { end: false, total: 2 } },
  { table: 'removed', removed: Float64Array.of(3, 2 ** 53 - 1), meta: { end: false } },
  {
    table: 'spans',
    spans: [sampleSpan(), sampleSpan({ parentId: '00ff00ff00ff00ff', segment: '00ff00ff00ff00ff' })],
    rows: Float64Array.of(7, NaN),
    meta: { end: false, events: 1, eventsTotal: 9 },
  },
  {
    table: 'errors',
    errors: [sampleError(), sampleError({ traceId: null, spanId: null, transaction: null })],
    meta: { end: true, after: 12, revision: 4 },
  },
];

describe('frames', () => {
  it('come back as they were written, however the body is cut', async () => {
    const bytes = joined(...FOUR.map(encodeFrame));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 20 }), async (sizes) => {
        expect(await framesOf(bodyOf(bytes, sizes))).toEqual(FOUR);
      }),
      { numRuns: 30 },
    );
  });

  it('carry an empty answer in one frame', async () => {
    const empty = encodeFrame({ table: 'transactions', rows: toRows([]), meta: { end: true, after: 0 } });
    const [frame, ...more] = await framesOf(bodyOf(empty));
    expect(more).toEqual([]);
    expect(frame).toMatchObject({
      table: 'transactions',
      rows: { length: 0 },
      meta: { end: true, after: 0 },
    });
  });

  it('share the memory of the frame for numbers and ids', async () => {
    const [frame] = await framesOf(
      bodyOf(
        encodeFrame({ table: 'transactions', rows: toRows([sampleTransaction()]), meta: { end: true } }),
      ),
    );
    if (frame?.table !== 'transactions') throw new Error('no rows');
    const { numbers, ids } = frame.rows;
    expect(numbers.get('duration')?.buffer).toBe(numbers.get('timestamp')?.buffer);
    expect(ids.get('trace')?.buffer).toBe(numbers.get('timestamp')?.buffer);
  });

  it('take as few bytes for a code as the number of words allows', async () => {
    const sizes: number[] = [];
    for (const words of [0x80, 0x81, 0x8000, 0x8001]) {
      const dictionary = Array.from({ length: words }, (_, word) => String(word));
      const codes = Int32Array.from({ length: 40_000 }, (_, row) => (row % (words + 1)) - 1);
      const texts = new Map([['release', { codes, dictionary }]]);
      const rows: Rows = { length: codes.length, numbers: new Map(), texts, ids: new Map() };
      const bytes = encodeFrame({ table: 'transactions', rows, meta: { end: true } });
      const [frame] = await framesOf(bodyOf(bytes));
      if (frame?.table !== 'transactions') throw new Error('no rows');
      const { codes: read, dictionary: found } = frame.rows.texts.get('release')!;
      expect(Array.from(read, (code) => found[code])).toEqual(Array.from(codes, (code) => dictionary[code]));
      const textBytes = dictionary.reduce((sum, word) => sum + word.length + 4, 0);
      sizes.push(Math.round((bytes.length - textBytes) / codes.length));
    }
    expect(sizes).toEqual([1, 2, 2, 4]);
  });

  it.each([
    ['short', (index: number) => `id:${index}`],
    ['long', (index: number) => `somebody-${'x'.repeat(index % 40)}-${index}@example.com`],
    ['of characters of several bytes', (index: number) => `Łódź 🦊 ${index}`],
    ['of one character', (index: number) => String.fromCodePoint(0x21 + index)],
  ])('have the same words, %s', async (_name, wordOf) => {
    const words = Array.from({ length: 90 }, (_, index) => wordOf(index));
    const codes = Int32Array.from({ length: 200 }, (_, row) => (row * 7) % 90);
    const texts = new Map([['user', { codes, dictionary: words }]]);
    const rows: Rows = { length: codes.length, numbers: new Map(), texts, ids: new Map() };
    const [frame] = await framesOf(bodyOf(encodeFrame({ table: 'transactions', rows, meta: { end: true } })));
    if (frame?.table !== 'transactions') throw new Error('no rows');
    const { codes: read, dictionary: found } = frame.rows.texts.get('user')!;
    expect(Array.from(read, (code) => found[code])).toEqual(Array.from(codes, (code) => words[code]));
  });

  it('have dictionaries that are read at once, and not text by text', async () => {
    const words = Array.from({ length: 500 }, (_, index) => `id:${index}`);
    const texts = new Map([['user', { codes: Int32Array.from(words.keys()), dictionary: words }]]);
    const rows: Rows = { length: words.length, numbers: new Map(), texts, ids: new Map() };
    const bytes = encodeFrame({ table: 'transactions', rows, meta: { end: true } });
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    await framesOf(bodyOf(bytes));
    // Names and what travels beside the columns are read one by one.
    expect(decode.mock.calls.length).toBeLessThan(20);
    decode.mockRestore();
  });

  it.each([
    [3, Int8Array],
    [0x81, Int16Array],
    [0x8001, Int32Array],
  ])('are refused with a code beyond a dictionary of %i words', async (length, Codes) => {
    const codes = [2, 1, 0, 2, 1, 1, 2];
    const texts = new Map([
      [
        'user',
        { codes: Int32Array.from(codes), dictionary: Array.from({ length }, (_, word) => `w${word}`) },
      ],
    ]);
    const rows: Rows = { length: codes.length, numbers: new Map(), texts, ids: new Map() };
    const bytesOf = (values: readonly number[]): Buffer => Buffer.from(Codes.from(values).buffer);
    const outcomes: string[] = [];
    for (const code of [length - 1, length, -2]) {
      // The encoder takes every code below 0 for "absent": the wrong one is written into its bytes.
      const frame = encodeFrame({ table: 'transactions', rows, meta: { end: true } });
      const at = Buffer.from(frame.buffer).indexOf(bytesOf(codes));
      frame.set(bytesOf(codes.with(2, code)), at);
      const read = framesOf(bodyOf(frame));
      outcomes.push(await read.then(({ length: frames }) => `${frames} frame`, String));
    }
    const refused = 'FrameError: Column "user" has a code beyond its dictionary.';
    expect(outcomes).toEqual(['1 frame', refused, refused]);
  });

  it('are refused when cut off, at every byte', async () => {
    const bytes = encodeFrame({ table: 'removed', removed: Float64Array.of(1), meta: { end: true } });
    for (let length = 0; length < bytes.length; length += 1) {
      await expect(framesOf(bodyOf(bytes.slice(0, length))), `at ${length}`).rejects.toThrow(FrameError);
    }
    await expect(framesOf(bodyOf(joined(bytes, Uint8Array.of(0))))).rejects.toThrow(FrameError);
    await expect(framesOf(bodyOf(joined(bytes, bytes)))).rejects.toThrow(/goes on after/);
  });

  it('that are garbled give a FrameError or other values, never another failure', async () => {
    const bytes = joined(...FOUR.map(encodeFrame));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
        const garbled = bytes.slice();
        garbled[at] = byte;
        const error = await framesOf(bodyOf(garbled)).then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error === null || error instanceof FrameError).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('whose counts and offsets lie are never believed', async () => {
    const bytes = encodeFrame({ table: 'transactions', rows: toRows([BARE]), meta: { end: true } });
    for (let at = 4; at + 4 <= bytes.length; at += 4) {
      for (const lie of [-16, 2_000_000_000]) {
        const lying = bytes.slice();
        new DataView(lying.buffer).setInt32(at, lie, true);
        const error = await framesOf(bodyOf(lying)).then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error === null || error instanceof FrameError, `at ${at}`).toBe(true);
      }
    }
  });

  it('cancel the body when no more is wanted', async () => {
    let cancelled = false;
    const bytes = encodeFrame({ table: 'removed', removed: Float64Array.of(1), meta: { end: false } });
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytes),
      cancel: () => void (cancelled = true),
    });
    for await (const frame of decodeFrames(body)) {
      expect(frame.table).toBe('removed');
      break;
    }
    expect(cancelled).toBe(true);
  });
});

describe('a foreign sender', () => {
  it('may use other types for the same values', async () => {
    const bytes = foreignFrame(
      [
        ['row', columnFromArray([1, 2, 3], int32())],
        ['timestamp', columnFromArray([1_700_000_000_000, 1_700_000_000_500, null], timestamp(1))],
        ['duration', columnFromArray([12.3, null, 4], float64())],
        ['http.status_code', columnFromArray([200, null, 404], uint16())],
        ['lcp', columnFromArray([null, null, null], nullType())],
        ['transaction', columnFromArray(['/a', null, '/a'], utf8())],
        ['op', columnFromArray(['db', 'http', null], dictionary(utf8(), int8()))],
        ['release', columnFromArray([12, null, 13], int32())],
        ['tag:plan', columnFromArray(['pro', null, 'pro'], utf8())],
        ['tag:tier', columnFromArray(['gold', null, 'tin'], dictionary(utf8(), uint32()))],
        ['trace', columnFromArray(['FEDCBA9876543210fedcba9876543210', null, null], utf8())],
        ['span', columnFromArray([Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), null, null], fixedSizeBinary(8))],
        ['nobody.knows.this', columnFromArray([1, 2, 3], int32())],
      ],
      LAST,
    );
    const [frame] = await framesOf(bodyOf(bytes));
    if (frame?.table !== 'transactions') throw new Error('no rows');
    const [first, second, third] = fromRows(frame.rows);
    expect(frame.rows.numbers.has('nobody.knows.this')).toBe(false);
    expect(first).toMatchObject({
      row: 1,
      duration: Math.fround(12.3),
      start: 1_700_000_000_000 - Math.fround(12.3),
      httpStatus: 200,
      transaction: '/a',
      op: 'db',
      release: '12',
      environment: null,
      weight: 1,
      traceId: 'fedcba9876543210fedcba9876543210',
      spanId: '0102030405060708',
      vitals: {},
    });
    expect(first?.tags).toEqual(
      new Map([
        ['plan', 'pro'],
        ['tier', 'gold'],
      ]),
    );
    expect(third?.tags.get('tier')).toBe('tin');
    expect(second).toMatchObject({ duration: NaN, httpStatus: null, transaction: '', op: 'http' });
    expect(third).toMatchObject({ start: NaN, op: '', httpStatus: 404 });
  });

  it('may send a frame in several record batches, with nulls', async () => {
    const names = ['/a', '/b', null, '/a', '/c'];
    const bytes = foreignFrame(
      [
        ['row', columnFromValues(names.keys(), float64(), { maxBatchRows: 2 })],
        ['transaction', columnFromArray(names, dictionary(utf8()), { maxBatchRows: 2 })],
        ['project', columnFromArray(names, utf8(), { maxBatchRows: 2 })],
        ['duration', columnFromArray([1, null, 3, 4, 5], float64(), { maxBatchRows: 2 })],
      ],
      LAST,
    );
    const [frame] = await framesOf(bodyOf(bytes));
    if (frame?.table !== 'transactions') throw new Error('no rows');
    const rows = fromRows(frame.rows);
    expect(rows.map((row) => row.transaction)).toEqual(['/a', '/b', '', '/a', '/c']);
    expect(rows.map((row) => row.project)).toEqual(['/a', '/b', '', '/a', '/c']);
    expect(rows.map((row) => row.duration)).toEqual([1, NaN, 3, 4, 5]);
    expect(rows.map((row) => row.row)).toEqual([0, 1, 2, 3, 4]);
  });

  it('hears what is wrong with its frame', async () => {
    const wrong = (columns: [string, Column<unknown>][], metadata: Record<string, string>) =>
      framesOf(bodyOf(foreignFrame(columns, metadata)));
    const texts = columnFromArray(['a'], utf8());
    await expect(wrong([['duration', texts]], LAST)).rejects.toThrow(/"duration" holds string values/);
    await expect(wrong([['trace', texts]], LAST)).rejects.toThrow(/"trace" holds something else than ids/);
    await expect(wrong([['row', texts]], { table: 'weather' })).rejects.toThrow(/"weather"/);
    await expect(wrong([['op', texts]], { ...LAST, total: 'many' })).rejects.toThrow(/"total" is "many"/);
    await expect(wrong([['op', texts]], { table: 'spans' })).rejects.toThrow(/no trace id/);
    const other = encodeFrame({ table: 'removed', removed: Float64Array.of(1), meta: { end: true } });
    new DataView(other.buffer).setUint32(0, 4_000_000_000, true);
    await expect(framesOf(bodyOf(other))).rejects.toThrow(/claims 4000000000 bytes/);
  });
});

describe('rows', () => {
  it('of transactions and back are the same transactions', () => {
    const rows = toRows([sampleTransaction(), BARE]);
    expect(fromRows(rows)).toEqual([sampleTransaction(), BARE]);
    expect(rows.numbers.get('timestamp')).toEqual(
      Float64Array.of(1_700_000_000_512.75, 1_700_000_000_512.75),
    );
    expect(rows.numbers.get('spans.db')).toEqual(Float32Array.of(12.5, NaN));
    expect(rows.texts.get('environment')).toEqual({
      codes: Int32Array.of(0, -1),
      dictionary: ['production'],
    });
    expect(rows.texts.get('tag:__proto__')?.codes).toEqual(Int32Array.of(0, -1));
  });
});
