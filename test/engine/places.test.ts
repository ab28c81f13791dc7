// The kernels of the orders over more places than a chunk has, against what a loop says.
import { describe, expect, it } from 'vitest';
import { CodeSet } from '../../src/engine/code-set.ts';
import { Heap } from '../../src/engine/heap.ts';
import type { Address } from '../../src/engine/kernels.ts';
import { FilterProgram } from '../../src/engine/orders/filter-program.ts';
import type { Test } from '../../src/engine/orders/filter-program.ts';
import { SlicedColumn } from '../../src/engine/orders/sliced-column.ts';
import { TextColumn } from '../../src/engine/text-column.ts';
import { createRandom } from '../random.ts';

/** Not a multiple of a chunk, with an odd number of words. */
const PLACES = 64 * 197;
const random = createRandom(11);

function several(value: () => number): number[] {
  return Array.from({ length: PLACES }, value);
}

/** Bits of a bitmap as booleans. */
function read(heap: Heap, at: Address): boolean[] {
  const words = heap.u32(at, PLACES / 32);
  return Array.from({ length: PLACES }, (_, place) => ((words[place >>> 5]! >>> (place & 31)) & 1) === 1);
}

function writeBits(heap: Heap, bits: readonly boolean[]): Address {
  const at = heap.allocateZeros(PLACES / 8 + 64);
  const words = heap.u32(at, PLACES / 32);
  for (const [place, bit] of bits.entries()) if (bit) words[place >>> 5]! |= 1 << (place & 31);
  return at;
}

function writePositions(heap: Heap): Address {
  const at = heap.allocate(PLACES * 4);
  heap.u32(at, PLACES).set(several(() => 0).map((_, place) => place));
  return at;
}

function slice(heap: Heap, codes: readonly number[], bits: number): SlicedColumn {
  const column = new SlicedColumn(heap, 1);
  column.widen(bits, PLACES);
  for (const block of column.blocks) block.grow(PLACES);
  const at = heap.allocate(PLACES * 2);
  heap.u16(at, PLACES).set(codes);
  column.write(at, 0, PLACES, heap.allocate(64));
  return column;
}

function textOf(heap: Heap, values: readonly string[]): TextColumn {
  const column = new TextColumn(heap);
  const codes = Int32Array.from(values, (_, code) => code);
  column.write(0, { codes, dictionary: values }, 0, values.length, 64);
  return column;
}

describe('durations above a limit', () => {
  const heap = new Heap();
  const positions = writePositions(heap);
  const durations = heap.allocate(PLACES * 4);
  heap
    .f32(durations, PLACES)
    .set(several(() => random.pick([0, 250, 2 ** random.whole(-12, 24) * random.next()])));
  const codes = heap.allocate(PLACES * 2);
  heap.kernels.coarseDurations(positions, PLACES, durations, codes);
  const column = slice(heap, [...heap.u16(codes, PLACES)], 11);
  const slices = column.writeAddresses(heap.allocate(64));
  const out = heap.allocateZeros(PLACES / 8 + 64);

  it.each([0, 1e-9, 0.5, 249.999999, 250, 250.00001, 1e6, 1e12])('are those of a loop, limit %d', (limit) => {
    for (const share of [0, 0.01, 0.7, 1]) {
      const bits = several(() => 0).map(() => random.chance(share));
      heap.kernels.durationsAbove(
        writeBits(heap, bits),
        slices,
        positions,
        durations,
        limit,
        out,
        0,
        PLACES / 64,
      );
      const values = heap.f32(durations, PLACES);
      expect(read(heap, out)).toEqual(bits.map((bit, place) => bit && values[place]! > limit));
    }
  });
});

describe('a filter as a decision diagram', () => {
  const heap = new Heap();
  const values = Array.from({ length: 21 }, (_, code) => (code === 0 ? '' : `value ${code}`));
  const one = several(() => random.whole(0, 20));
  const two = several(() => random.whole(0, 20));
  const columns = [slice(heap, one, 5), slice(heap, two, 7)];
  const positions = writePositions(heap);
  const times = heap.allocate(PLACES * 8);
  heap.f64(times, PLACES).set(several(() => random.next() * 1000));
  const coarse = heap.allocate(PLACES * 2);
  heap.kernels.coarseTimes(positions, PLACES, times, 0, 0.1, coarse);
  const live = several(() => 0).map(() => random.chance(0.9));
  const liveAt = writeBits(heap, live);
  const out = heap.allocateZeros(PLACES / 8 + 64);
  const text = textOf(heap, values);
  heap.scratch.grow(4096);

  /** A random test, and what it says of a place. */
  function draw(depth: number): { readonly test: Test; readonly passes: (place: number) => boolean } {
    const kind = depth === 0 ? 'set' : random.pick(['set', 'not', 'and', 'or'] as const);
    if (kind === 'set') {
      const own = random.pick([0, 1]);
      const wanted = new Set(values.filter(() => random.chance(0.4)));
      const set = new CodeSet((value) => wanted.has(value ?? ''));
      set.learn(text);
      const codes = own === 0 ? one : two;
      return {
        test: { kind: 'carried', column: columns[own]!, set, codes: values.length },
        passes: (place) => wanted.has(values[codes[place]!]!),
      };
    }
    if (kind === 'not') {
      const { test, passes } = draw(depth - 1);
      return { test: { kind: 'not', of: test }, passes: (place) => !passes(place) };
    }
    const parts = random.several(0, 3, () => draw(depth - 1));
    return {
      test: { kind, of: parts.map(({ test }) => test) },
      passes: (place) =>
        kind === 'and'
          ? parts.every(({ passes }) => passes(place))
          : parts.some(({ passes }) => passes(place)),
    };
  }

  it.each(Array.from({ length: 20 }, (_, index) => index))('selects what a loop selects, filter %i', () => {
    const { test, passes } = draw(3);
    const program = new FilterProgram(heap, PLACES, test);
    const [start, end] = [random.next() * 400, 400 + random.next() * 600];
    const code = (time: number): number => Math.floor(time * 0.1);
    // Two of them, the first of which is no whole chunk.
    const spans = heap.allocate(16);
    heap.u32(spans, 4).set([0, 77, 77, PLACES / 64]);
    const select = (steps: Address, result: Address, window: Address, into: Address): void =>
      heap.kernels.selectPlaces(
        steps,
        steps === 0 ? 0 : program.count,
        result,
        coarse,
        positions,
        times,
        liveAt,
        window,
        into,
        spans,
        2,
        start,
        end,
        code(start),
        code(end),
      );
    select(program.steps, program.result, 0, out);
    const own = heap.f64(times, PLACES);
    const expected = live.map(
      (isLive, place) => isLive && own[place]! >= start && own[place]! < end && passes(place),
    );
    expect(read(heap, out)).toEqual(expected);
    // The same from what is known of the time.
    const window = heap.allocate(PLACES / 8 + 64);
    select(0, 0, 0, window);
    select(program.steps, program.result, window, out);
    expect(read(heap, out)).toEqual(expected);
    program.clear();
  });
});

it('users of many rows are counted by flags as they are by bits', () => {
  const heap = new Heap();
  const codes = several(() => random.whole(0, 3000));
  const at = heap.allocate(PLACES * 4);
  heap.u32(at, PLACES).set(codes);
  for (const share of [0.1, 0.6, 1]) {
    const bits = several(() => 0).map(() => random.chance(share));
    const words = writeBits(heap, bits);
    const parts = heap.allocate(8);
    heap.u32(parts, 2).set([0, PLACES]);
    const flags = heap.allocateZeros(3008);
    heap.kernels.flagCodes(words, parts, 1, at, flags);
    const found = [...heap.u8(flags, 3001).keys()].filter(
      (code) => code > 0 && heap.u8(flags, 3001)[code] === 1,
    );
    expect(new Set(found)).toEqual(new Set(codes.filter((code, place) => bits[place] && code > 0)));
  }
});
