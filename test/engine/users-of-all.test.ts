// The users of all groups together, told by the runs of order B: those of a loop over the rows.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Heap } from '../../src/engine/heap.ts';
import type { Address } from '../../src/engine/kernels.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import { createRandom } from '../random.ts';
import { manyRows } from './table-builder.ts';

const EVERYTHING: Filter = { kind: 'and', of: [] };
const TRANSACTIONS = 7;

interface Row {
  readonly user: number;
  readonly name: string;
  readonly ms: number;
}

/** Rows of many users, of whom some stand next to one another in a group that are more than 65,536 apart. */
function someRows(length: number, seed: number): Row[] {
  const random = createRandom(seed);
  return Array.from({ length }, (_, index) => {
    const isFirst = index < 80_000;
    const user = isFirst ? index : random.whole(0, 79_999);
    const name = isFirst || random.chance(0.998) ? `t${user % TRANSACTIONS}` : 'rare';
    return { user, name, ms: random.whole(1, 1000) };
  });
}

function fill(engine: Engine, rows: readonly Row[], from: number): void {
  engine.append(
    manyRows({
      from,
      length: rows.length,
      duration: (index) => rows[index]!.ms,
      texts: {
        user: (index) => (rows[index]!.user % 97 === 0 ? null : `id:${rows[index]!.user}`),
        transaction: (index) => rows[index]!.name,
        project: () => 'api',
      },
    }),
  );
}

describe('users of all transactions', () => {
  const thresholds: Thresholds = {
    default: { metric: 'duration', ms: 150 },
    projects: [],
    transactions: [{ project: 'api', transaction: 't3', threshold: { metric: 'duration', ms: 20 } }],
  };
  const engine = new Engine({ ordersFrom: 1, leafRows: 256, narrow: 0 });
  const old = someRows(120_000, 5);
  const young = someRows(90_000, 6).slice(80_000);
  fill(engine, old, 1);
  engine.settle();
  fill(engine, young, 1_000_000);
  const all = [...old, ...young];
  const FILTERS: readonly { where: Filter; passes: (row: Row) => boolean }[] = [
    { where: EVERYTHING, passes: () => true },
    { where: { kind: 'compare', field: 'duration', is: '<', value: 700 }, passes: ({ ms }) => ms < 700 },
    {
      where: { kind: 'in', field: 'transaction', values: ['t3', 'rare'] },
      passes: ({ name }) => name === 't3' || name === 'rare',
    },
    { where: { kind: 'in', field: 'transaction', values: ['t9'] }, passes: () => false },
  ];

  it.each(FILTERS)('are those of a loop, filter %#', ({ where, passes }) => {
    const query: Query = {
      of: 'transactions',
      range: { start: 0, end: 1e9 },
      where,
      thresholds,
      weighted: false,
      by: [],
      show: [{ metric: 'users' }, { metric: 'miserable_users' }, { metric: 'user_misery' }],
    };
    const usersOf = (rows: readonly Row[]): number =>
      new Set(rows.map(({ user }) => user).filter((user) => user % 97 !== 0)).size;
    const own = all.filter(passes);
    const limitOf = ({ name }: Row): number => (name === 't3' ? 80 : 600);
    const [users, miserable] = engine.ask(query, []).columns;
    expect(users?.values[0]).toBe(usersOf(own));
    expect(miserable?.values[0]).toBe(usersOf(own.filter((row) => row.ms > limitOf(row))));
  });
});

/** Leaves as kernels read them, at multiples of 64, and what a loop needs of them. */
interface Place {
  readonly group: number;
  readonly user: number;
  readonly isLast: boolean;
}

it.each([1, 2, 3, 4])('the kernel that flags users counts what a loop counts, seed %i', (seed) => {
  const random = createRandom(seed);
  const heap = new Heap();
  const groups = 5;
  const farthest = 300_000;
  const places: (Place | null)[] = [];
  const leaves: number[] = [];
  const starts = [0];
  const pairs: { at: number; users: readonly number[] }[] = [];
  for (let group = 0; group < groups; group++) {
    const users = Array.from({ length: random.whole(0, 400) }, () =>
      random.whole(1, random.chance(0.5) ? 50 : farthest),
    ).toSorted((a, b) => a - b);
    for (let from = 0; from < users.length;) {
      const own = users.slice(from, from + random.whole(1, 150));
      const at = places.length;
      leaves.push(at, own.length);
      pairs.push({ at, users: own });
      for (const [index, user] of own.entries()) {
        places.push({ group, user, isLast: users[from + index + 1] !== user });
      }
      while (places.length % 64 !== 0) places.push(null);
      from += own.length;
    }
    starts.push(leaves.length / 2);
  }
  const count = places.length;
  const bits = (of: (place: Place) => boolean): Address => {
    const at = heap.allocateZeros(count / 8 + 64);
    const words = heap.u32(at, count / 32);
    for (const [index, place] of places.entries()) {
      if (place !== null && of(place)) words[index >>> 5]! |= 1 << (index & 31);
    }
    return at;
  };
  const list = (values: readonly number[]): Address => {
    const at = heap.allocate(values.length * 4 + 4);
    heap.u32(at, values.length).set(values);
    return at;
  };
  const isSelected = new Set(places.filter((place) => place !== null && random.chance(0.5)));
  const isMarked = new Set(places.filter((place) => place !== null && random.chance(0.3)));
  const selected = bits((place) => isSelected.has(place));
  const marks = bits((place) => isMarked.has(place));
  const ends = bits(({ isLast }) => isLast);
  const offsets = heap.allocateZeros(count * 2 + 64);
  const bases = heap.allocateZeros(count / 16 + 64);
  for (const { at, users } of pairs) {
    const own = list(users.flatMap((user, index) => [index, user]));
    heap.kernels.writeNearKeys(own, users.length, offsets, bases, at);
  }
  // Places are their own positions here.
  const positions = list(places.map((_, index) => index));
  const codes = list(places.map((place) => place?.user ?? 0));
  const [leavesAt, startsAt] = [list(leaves), list(starts)];
  const out = heap.allocateZeros(groups * 4);
  const flags = heap.allocate(farthest + 8);
  for (const own of [0, marks]) {
    heap.u8(flags, farthest + 8).fill(0);
    heap.kernels.noteUsers(
      selected,
      own,
      ends,
      leavesAt,
      startsAt,
      groups,
      offsets,
      bases,
      positions,
      codes,
      4,
      flags,
      out,
    );
    const counted = places.filter(
      (place) => place !== null && isSelected.has(place) && (own === 0 || isMarked.has(place)),
    );
    const byGroup = Array.from(
      { length: groups },
      (_, group) =>
        new Set(counted.filter((place) => place!.group === group).map((place) => place!.user)).size,
    );
    expect([...heap.u32(out, groups)]).toEqual(byGroup);
    const flagged = heap.u8(flags, farthest + 8).reduce<number[]>((all, flag, code) => {
      if (flag !== 0) all.push(code);
      return all;
    }, []);
    expect(flagged).toEqual([...new Set(counted.map((place) => place!.user))].toSorted((a, b) => a - b));
  }
});
