import * as fc from 'fast-check';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Accepted } from '../../src/collector/spool/accepted.ts';
import { segmentBytes } from '../../src/collector/keep-limits.ts';
import { encodeRecord, scanSegment } from '../../src/collector/spool/record.ts';
import type { Kept } from '../../src/collector/spool/record.ts';
import { Losses } from '../../src/collector/spool/losses.ts';
import { replay } from '../../src/collector/spool/replay.ts';
import { BEGINNING, listSegments, segmentPath } from '../../src/collector/spool/segments.ts';
import { FileSpool } from '../../src/collector/spool/spool.ts';
import type { Entry } from '../../src/collector/spool/spool.ts';
import { encodeOldRecord } from './old-record.ts';
import { emptyDirectory } from './running.ts';

// Bodies may hold what looks like the beginning of a record.
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .constantFrom('LTR1', 'LTR2', 'LTR1\u0004\u0000\u0000\u0000abcd', 'LTR2\u0004\u0000\u0000\u0000abcd')
    .map((text) => Uint8Array.from(Buffer.from(text))),
);

const accepted = fc.record({
  format: fc.constantFrom('sentry', 'otlp-json', 'otlp-protobuf', 'tally'),
  project: fc.string({ maxLength: 20 }),
  received: fc.double({ min: 0, max: 1e15, noNaN: true }),
  encoding: fc.constantFrom('', 'gzip', 'deflate', 'br'),
  body,
}) satisfies fc.Arbitrary<Accepted>;

/** Records of today, and requests of older spools between them. */
const kept: fc.Arbitrary<Kept> = fc.oneof(
  fc.record({ kind: fc.constant('parcel' as const), bytes: body }),
  fc.record({ kind: fc.constant('request' as const), accepted }),
);

const plain = (one: Kept) =>
  one.kind === 'parcel'
    ? [...one.bytes]
    : { ...one.accepted, body: [...one.accepted.body], received: one.accepted.received + 0 };

function segmentOf(records: readonly Kept[]): { readonly bytes: Buffer; readonly starts: number[] } {
  const encoded = records.map((one) =>
    one.kind === 'parcel' ? encodeRecord(one.bytes) : encodeOldRecord(one.accepted),
  );
  const starts = encoded.map((_, index) =>
    encoded.slice(0, index).reduce((sum, { length }) => sum + length, 0),
  );
  return { bytes: Buffer.concat(encoded), starts };
}

const recordsIn = (bytes: Buffer, start = 0) =>
  [...scanSegment(bytes, start)].flatMap((found) => (found.kind === 'record' ? [plain(found.kept)] : []));

describe('a segment', () => {
  it('gives back every record, from any of them on', () => {
    fc.assert(
      fc.property(fc.array(kept, { maxLength: 8 }), fc.nat(), (records, from) => {
        const { bytes, starts } = segmentOf(records);
        expect(recordsIn(bytes)).toEqual(records.map(plain));
        const index = records.length === 0 ? 0 : from % records.length;
        expect(recordsIn(bytes, starts[index] ?? 0)).toEqual(records.slice(index).map(plain));
      }),
    );
  });

  it('that is cut off, overwritten or interspersed gives back every record that was not touched', () => {
    const damage = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('cut', 'flip', 'zeros', 'insert'),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(kept, { minLength: 1, maxLength: 8 }), damage, (records, { at, kind, bytes }) => {
        const segment = segmentOf(records);
        const offset = at % segment.bytes.length;
        const [before, behind] = [segment.bytes.subarray(0, offset), segment.bytes.subarray(offset)];
        const length = Math.min(bytes.length, behind.length);
        const changed = {
          cut: () => before,
          flip: () => Buffer.concat([before, Buffer.of((behind[0] ?? 0) ^ 1), behind.subarray(1)]),
          zeros: () => Buffer.concat([before, Buffer.alloc(length), behind.subarray(length)]),
          insert: () => Buffer.concat([before, bytes, behind]),
        }[kind]();
        const touchedTo =
          kind === 'cut' ? Infinity : offset + (kind === 'zeros' ? length : kind === 'flip' ? 1 : 0);
        const ends = [...segment.starts.slice(1), segment.bytes.length];
        const untouched = records.filter(
          (_, index) => (ends[index] ?? 0) <= offset || (segment.starts[index] ?? 0) >= touchedTo,
        );
        const found = recordsIn(changed).map((one) => JSON.stringify(one));
        for (const record of untouched) expect(found).toContain(JSON.stringify(plain(record)));
        const all = [...scanSegment(changed, 0)];
        expect(all.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(changed.length);
      }),
      { numRuns: 500 },
    );
  });
});

const one = (body: string) => encodeRecord(Buffer.from(body));

const textOf = ({ kept }: Entry): string =>
  kept.kind === 'parcel' ? Buffer.from(kept.bytes).toString() : 'a request';

const END = { segment: 99, offset: Infinity };

async function entriesOf(directory: string, quarantine: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of replay(directory, quarantine, BEGINNING, END, new Losses())) entries.push(entry);
  return entries;
}

describe('the spool', () => {
  it('hands over what is safe in order, with the place behind it, and only then says so', async () => {
    const directory = emptyDirectory();
    const received: Entry[] = [];
    const spool = new FileSpool(directory, 1, (entries) => received.push(...entries));
    const told: number[] = [];
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await spool.append(one(String(index)));
        expect(received.length).toBeGreaterThan(index);
        const onDisk = readFileSync(join(directory, '000000000001.spool'));
        expect(recordsIn(onDisk).length).toBeGreaterThan(index);
        told.push(index);
      }),
    );
    await spool.close();
    const again = await entriesOf(directory, emptyDirectory());
    expect(again.map(({ next }) => next)).toEqual(received.map(({ next }) => next));
    expect(again.map(textOf)).toEqual(told.map(String));
  });

  it('refuses what cannot be written, goes on in a new segment, and does not bring the refused back', async () => {
    const directory = emptyDirectory();
    const received: Entry[] = [];
    const spool = new FileSpool(directory, 1, (entries) => received.push(...entries));
    await spool.append(one('first'));
    const probe = await open(join(directory, '000000000001.spool'));
    const handles = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> };
    await probe.close();
    const failing = vi.spyOn(handles, 'datasync').mockRejectedValueOnce(new Error('EIO: input/output error'));
    const refused = spool.append(one('second'));
    await expect(refused).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    failing.mockRestore();
    await spool.append(one('third'));
    await spool.close();
    expect(await listSegments(directory)).toEqual([1, 2]);
    const bodies = (entries: Entry[]) => entries.map(textOf);
    expect(bodies(received)).toEqual(['first', 'third']);
    expect(bodies(await entriesOf(directory, emptyDirectory()))).toEqual(['first', 'third']);
  });

  it('begins a new segment after so many bytes, or when it is told to, and says which', async () => {
    const directory = emptyDirectory();
    const places: number[] = [];
    const spool = new FileSpool(
      directory,
      1,
      (entries) => places.push(...entries.map(({ next }) => next.segment)),
      segmentBytes({ days: null, bytes: 200e6 }),
    );
    const half = encodeRecord(new Uint8Array(5e6));
    for (let written = 0; written < 3; written += 1) await spool.append(half);
    expect(places).toEqual([1, 1, 2]);
    expect(await spool.roll()).toBe(3);
    await spool.append(half);
    // What is being written when it is told to is handed on before it says so.
    const [, segment] = await Promise.all([spool.append(half), spool.roll()]);
    expect(places).toEqual([1, 1, 2, 3, 3]);
    expect(segment).toBe(4);
    await spool.close();
  });

  it('refuses with the reason where the directory is gone', async () => {
    const spool = new FileSpool(join(emptyDirectory(), 'missing'), 1, () => undefined);
    await expect(spool.append(one('x'))).rejects.toMatchObject({ status: 503 });
    await spool.close();
  });

  it('names what cannot be read or put aside, and hands over the rest', async () => {
    const directory = emptyDirectory();
    const spool = new FileSpool(directory, 2, () => undefined);
    await spool.append(one('whole'));
    await spool.close();
    mkdirSync(segmentPath(directory, 1));
    const path = segmentPath(directory, 3);
    writeFileSync(path, 'no record');
    const losses = new Losses();
    const entries: Entry[] = [];
    const nowhere = join(directory, 'no such quarantine');
    for await (const entry of replay(directory, nowhere, BEGINNING, END, losses)) entries.push(entry);
    expect(entries).toHaveLength(1);
    expect(losses.all).toMatchObject([
      { name: segmentPath(directory, 1), bytes: null },
      { name: `${path} from byte 0 on`, bytes: 9 },
    ]);
    const gone = new Losses();
    for await (const _ of replay(nowhere, nowhere, BEGINNING, END, gone)) expect.fail('there is nothing');
    expect(gone.all).toMatchObject([{ name: nowhere }]);
  });

  it('hands over nothing behind the place it is read up to', async () => {
    const directory = emptyDirectory();
    const received: Entry[] = [];
    const spool = new FileSpool(directory, 1, (entries) => received.push(...entries));
    for (const body of ['a', 'b', 'c']) await spool.append(one(body));
    await spool.close();
    const until = received[1]?.next ?? BEGINNING;
    const entries: Entry[] = [];
    for await (const entry of replay(directory, emptyDirectory(), BEGINNING, until, new Losses())) {
      entries.push(entry);
    }
    expect(entries.map(({ next }) => next)).toEqual(received.slice(0, 2).map(({ next }) => next));
  });

  it('leaves no empty segment behind for every request that a full disk refuses', async () => {
    const directory = emptyDirectory();
    const spool = new FileSpool(directory, 1, () => undefined);
    const probe = await open(join(directory, 'probe'), 'w');
    const handles = Object.getPrototypeOf(probe) as { writev: () => Promise<unknown> };
    await probe.close();
    const failing = vi
      .spyOn(handles, 'writev')
      .mockRejectedValue(new Error('ENOSPC: no space left on device'));
    for (let time = 0; time < 3; time += 1) {
      await expect(spool.append(one('x'))).rejects.toMatchObject({ status: 503 });
    }
    failing.mockRestore();
    expect(await listSegments(directory)).toEqual([]);
    await spool.append(one('y'));
    await spool.close();
    expect(await listSegments(directory)).toEqual([4]);
  });

  it('puts damaged bytes aside once, under a name that says where they stood', async () => {
    const [directory, quarantine] = [emptyDirectory(), emptyDirectory()];
    const spool = new FileSpool(directory, 1, () => undefined);
    for (const body of ['a', 'b']) await spool.append(one(body));
    await spool.close();
    const path = join(directory, '000000000001.spool');
    const end = readFileSync(path).length;
    const handle = await open(path, 'a');
    await handle.write(Buffer.from('torn'));
    await handle.close();
    for (let time = 0; time < 2; time += 1) {
      expect(await entriesOf(directory, quarantine)).toHaveLength(2);
      expect(readdirSync(quarantine)).toEqual([`spool-1-at-${end}.damaged`]);
    }
    expect(readFileSync(join(quarantine, `spool-1-at-${end}.damaged`), 'utf8')).toBe('torn');
    mkdirSync(join(directory, 'not-a-segment'));
    expect(await listSegments(directory)).toEqual([1]);
  });
});
