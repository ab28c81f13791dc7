import type { Stat } from '../../metrics/stat.ts';
import { failedCodes } from '../failed-codes.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { BELOW_ZERO, boundsOf } from '../number-bounds.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { TextColumn } from '../text-column.ts';
import { describeGroups, floatLayout, quantilesOfGroups } from './gather-column.ts';
import { Stretches, numbersAt } from './gathering.ts';
import type { Gathering, Piece } from './gathering.ts';
import type { Visit } from './row-groups.ts';

const OF_ROWS: ReadonlySet<Stat['kind']> = new Set([
  'failed',
  'measured',
  'satisfied',
  'tolerating',
  'users',
  'measured users',
  'miserable users',
]);

/** Whether a statistic follows from each row's duration, user and status, and the threshold of its group. */
export function isOfRows(stat: Stat): boolean {
  return 'of' in stat ? stat.of === 'duration' : OF_ROWS.has(stat.kind);
}

/**
 * Gathers what `isOfRows` names in one pass, every row counting as one: durations and users are brought to their groups
 * side by side, so that a threshold is a comparison of neighbours with one number.
 */
export class GatherRows implements Gathering {
  readonly visit: Visit;
  readonly #heap: Heap;
  readonly #stats: readonly Stat[];
  readonly #limits: Float64Array;
  readonly #durations: Address;
  readonly #user: TextColumn | undefined;
  readonly #stretches: Stretches;
  readonly #bytes: number;
  /** Durations (f32), users (u32), and by group how many rows failed (u32). */
  readonly #values: Address;
  readonly #users: Address;
  readonly #failed: Address;

  /** Groups have at most `counts` rows, all with a duration; `limits` are their thresholds T in milliseconds. */
  constructor(table: Table, counts: Uint32Array, limits: Float64Array, stats: readonly Stat[]) {
    const { heap } = table;
    const status = table.text('status');
    const user = table.text('user');
    const failing = failedCodes(status);
    this.#heap = heap;
    this.#stats = stats;
    this.#limits = limits;
    this.#durations = table.numbers.get('duration')!.at;
    this.#user = user;
    this.#stretches = new Stretches(heap, counts);
    this.#bytes = this.#stretches.total * 8 + counts.length * 4 + failing.length + 64;
    this.#values = this.#stretches.allocate(this.#bytes);
    this.#users = this.#values + this.#stretches.total * 4;
    this.#failed = this.#users + this.#stretches.total * 4;
    const isFailing = this.#failed + counts.length * 4;
    heap.u32(this.#failed, counts.length).fill(0);
    heap.u8(isFailing, failing.length).set(failing);
    this.visit = (list, groups, count) =>
      heap.kernels.spreadRows(
        list,
        groups,
        count,
        this.#durations,
        user?.at ?? 0,
        user?.width ?? 0,
        status?.at ?? 0,
        status?.width ?? 0,
        isFailing,
        this.#stretches.next,
        this.#values,
        this.#users,
        this.#failed,
      );
  }

  *done(): Steps<Float64Array[]> {
    const layout = floatLayout(this.#heap, this.#durations);
    const hasVariance = this.#stats.some(({ kind }) => kind === 'variance');
    const columns = yield* describeGroups(this.#heap, layout, this.#values, this.#stretches, hasVariance);
    const others: (Float64Array | null)[] = [];
    for (const { kind } of this.#stats) {
      if (kind === 'quantile') others.push(null);
      else others.push(columns.get(kind) ?? (yield* this.#gather(kind)));
    }
    const qs = this.#stats.flatMap((stat) => (stat.kind === 'quantile' ? [stat.q] : []));
    // Last, because they reorder the durations.
    const byQ = yield* quantilesOfGroups(this.#heap, layout, this.#values, this.#stretches, new Set(qs));
    return this.#stats.map((stat, index) => (stat.kind === 'quantile' ? byQ.get(stat.q)! : others[index]!));
  }

  release(): void {
    this.#heap.free(this.#values, this.#bytes);
    this.#stretches.release();
  }

  *#gather(kind: Stat['kind']): Steps<Float64Array> {
    switch (kind) {
      case 'failed':
        return new Float64Array(this.#heap.u32(this.#failed, this.#stretches.groups));
      case 'measured':
        return difference(yield* this.#within(() => Infinity), yield* this.#within(() => BELOW_ZERO));
      case 'satisfied':
        return yield* this.#within((group) => this.#upTo(1, group));
      case 'tolerating':
        return difference(
          yield* this.#within((group) => this.#upTo(4, group)),
          yield* this.#within((group) => this.#upTo(1, group)),
        );
      case 'users':
        return yield* this.#usersAbove(() => -Infinity);
      case 'measured users':
        return yield* this.#usersAbove(() => 0);
      case 'miserable users':
        return yield* this.#usersAbove((group) => this.#upTo(4, group));
      default:
        throw new RangeError(`${kind} does not follow from rows' durations and users.`);
    }
  }

  /** The largest float32 up to so many times T. */
  #upTo(factor: number, group: number): number {
    return boundsOf('<=', factor * this.#limits[group]!, 'float32')?.high ?? -Infinity;
  }

  #within(boundOf: (group: number) => number): Steps<Float64Array> {
    return this.#withBounds(boundOf, ({ starts, next, groups }, bounds, out) =>
      this.#heap.kernels.countWithin(this.#values, starts, next, groups, bounds, out),
    );
  }

  *#usersAbove(boundOf: (group: number) => number): Steps<Float64Array> {
    const words = Math.ceil((this.#user?.values.length ?? 1) / 32);
    const seen = this.#heap.allocateZeros(words * 4);
    const { kernels } = this.#heap;
    try {
      return yield* this.#withBounds(boundOf, ({ starts, next, groups }, bounds, out) =>
        kernels.countUsersAbove(this.#values, this.#users, starts, next, groups, bounds, seen, words, out),
      );
    } finally {
      this.#heap.free(seen, words * 4);
    }
  }

  /** What an act says of each group that has a bound, some groups at a step. */
  *#withBounds(
    boundOf: (group: number) => number,
    act: (piece: Piece, bounds: Address, out: Address) => void,
  ): Steps<Float64Array> {
    const { groups } = this.#stretches;
    const bytes = groups * 12 + 64;
    const out = this.#heap.allocate(bytes);
    const bounds = out + groups * 8;
    const own = this.#heap.f32(bounds, groups);
    for (let group = 0; group < groups; group++) own[group] = boundOf(group);
    try {
      for (const piece of this.#stretches.pieces()) {
        if (this.#stretches.isLarge) yield;
        act(piece, bounds + piece.first * 4, out + piece.first * 8);
      }
      return numbersAt(this.#heap, out, groups);
    } finally {
      this.#heap.free(out, bytes);
    }
  }
}

function difference(one: Float64Array, two: Float64Array): Float64Array {
  for (let index = 0; index < one.length; index++) one[index]! -= two[index]!;
  return one;
}
