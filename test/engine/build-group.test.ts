// The leaves of a group are made in a block behind which the memory may end: no view of it reaches further.
import { expect, it } from 'vitest';
import { buildGroup } from '../../src/engine/orders/build-group.ts';
import { Order } from '../../src/engine/orders/order.ts';
import { Table } from '../../src/engine/table.ts';
import { manyRows } from './table-builder.ts';

const ROWS = 20_000;
const LEAF = 4096;
/** What a group of so many rows is sorted in. */
const BLOCK = ROWS * 16 + 8192;

it('a group whose rows are the last of the memory is cut into leaves', () => {
  const table = new Table();
  table.append(
    manyRows({ length: ROWS, end: (index) => index, duration: (index) => (index * 7919) % 10_007 }),
  );
  const { heap } = table;
  const order = new Order(table, 'duration', LEAF);
  const renewal = order.renew(ROWS, 0, ROWS);
  while (renewal.next().done !== true);
  const sample = heap.allocate(4096);
  let last = heap.allocate(64);
  while (last + 64 !== heap.size - BLOCK) last = heap.allocate(64);
  heap.free(sample, 4096);
  const positions = Uint32Array.from({ length: ROWS }, (_, position) => position);
  const steps = buildGroup(table, order, 0, positions);
  while (steps.next().done !== true);
  const leaves = order.leaves[0] ?? [];
  expect(leaves.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
  const durations = leaves.flatMap((leaf) => [...heap.f32(order.durations.at + leaf.at * 4, leaf.rows)]);
  expect(durations).toEqual(durations.toSorted((one, two) => one - two));
});
