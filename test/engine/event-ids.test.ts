// Event ids that were made of trace and span take no memory, and are what was sent all the same.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { toIds } from '../../src/formats/arrow/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { IdColumn } from '../../src/model/column.ts';
import type { List } from '../../src/model/query.ts';
import { createRandom } from '../random.ts';
import { manyRows } from './table-builder.ts';

type Id = string | null;
interface Sent {
  readonly event: Id;
  readonly trace: Id;
  readonly span: Id;
}

const random = createRandom(11);
const hex = (width: number): string =>
  Array.from({ length: width }, () => random.whole(0, 255).toString(16).padStart(2, '0')).join('');

/** A row whose event id was made, as OpenTelemetry has none. */
function made(): Sent {
  const [trace, span] = [hex(16), hex(8)];
  return { event: trace.slice(0, 16) + span, trace, span };
}

function own(): Sent {
  return { event: hex(16), trace: hex(16), span: hex(8) };
}

/** Brings rows that follow others, newest first, so that they move. */
function bring(engine: Engine, from: number, sent: readonly Sent[], names: readonly IdColumn[]): void {
  const { length } = sent;
  const rows = manyRows({ from, length, end: (index) => 1e6 - from - index });
  const ids = names.map(
    (name) =>
      [
        name,
        toIds(
          sent.map((row) => row[name]),
          name === 'span' ? 8 : 16,
        ),
      ] as const,
  );
  engine.append({ ...rows, ids: new Map(ids) });
}

const ALL = ['event', 'trace', 'span'] as const;
const LIST: List = {
  of: 'transactions',
  range: { start: 0, end: Infinity },
  where: EVERYTHING,
  fields: ['row', ...ALL],
  order: { field: 'timestamp', desc: true },
  limit: 1_000_000,
};

function read(engine: Engine, list: Partial<List> = {}): Sent[] {
  const { columns, length } = engine.list({ ...LIST, ...list }, []);
  const [events, traces, spans] = ALL.map(
    (name) => columns.find((column) => column.name === name)!.values as readonly Id[],
  );
  return Array.from({ length }, (_, row) => ({
    event: events![row]!,
    trace: traces![row]!,
    span: spans![row]!,
  }));
}

/** Bytes that so many rows take, all in one slot. */
function bytesOf(sent: readonly Sent[], names: readonly IdColumn[]): number {
  const engine = new Engine();
  bring(engine, 0, sent, names);
  return engine.memory.used;
}

describe('event ids', () => {
  const some = Array.from({ length: 300 }, made);

  it('take no memory where they were made of trace and span', () => {
    const none = bytesOf(some, []);
    expect(bytesOf(some, ALL) - none).toBe(24 * SLOT);
    expect(bytesOf([...some, own()], ALL) - none).toBe(40 * SLOT);
    // No event ids at all are others than those that were made.
    expect(bytesOf(some, ['trace', 'span']) - none).toBe(40 * SLOT);
  });

  it.each([
    ['all were made', [some]],
    ['senders have their own', [Array.from({ length: 300 }, own)]],
    ['others come later', [some, [own(), made(), own()], Array.from({ length: 200 }, made)]],
    ['others come first', [[own()], some]],
    [
      'some are absent',
      [
        some,
        [
          { ...made(), event: null },
          { event: null, trace: null, span: null },
        ],
      ],
    ],
    ['a trace is absent', [[{ event: '0'.repeat(16) + 'ab'.repeat(8), trace: null, span: 'ab'.repeat(8) }]]],
    ['all that is there is an event', [[{ event: hex(16), trace: null, span: null }]]],
  ] as [string, Sent[][]][])('are what was sent when %s', (_, batches) => {
    const engine = new Engine();
    let from = 0;
    for (const batch of batches) {
      bring(engine, from, batch, ALL);
      from += batch.length;
    }
    const all = batches.flat();
    expect(read(engine)).toEqual(all);
    for (const { event } of [...all.slice(0, 1), ...all.slice(-1)]) {
      if (event === null) continue;
      const where = { kind: 'id', column: 'event', values: [event] } as const;
      expect(read(engine, { where })).toEqual(all.filter((row) => row.event === event));
    }
  });

  it('are absent in rows that come without, in a slot that has some', () => {
    const engine = new Engine();
    bring(engine, 0, [own()], ALL);
    bring(engine, 1, [own()], []);
    bring(engine, 2, some, ['trace', 'span']);
    expect(read(engine).map(({ event }) => event === null)).toEqual([false, true, ...some.map(() => true)]);
  });

  it('are found beyond the first slot', () => {
    const engine = new Engine();
    const many = Array.from({ length: SLOT + 500 }, (_, index): Sent => {
      const digits = (index + 1).toString(16).padStart(16, '0');
      return index > SLOT && index % 100 === 0
        ? { event: `ee${digits.padStart(30, '0')}`, trace: digits + digits, span: digits }
        : { event: digits + digits, trace: digits + digits, span: digits };
    });
    bring(engine, 0, many, ALL);
    engine.settle();
    for (const index of [0, SLOT - 1, SLOT, SLOT + 100, SLOT + 464, SLOT + 499]) {
      for (const column of ALL) {
        const where = { kind: 'id', column, values: [many[index]![column]!] } as const;
        expect(read(engine, { where })).toEqual([many[index]]);
      }
    }
  });
});
