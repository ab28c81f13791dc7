import type { Filter } from '../../model/filter.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { TimeRows } from './time-rows.ts';

/** With more different weights, rows are read one by one. */
const MOST_CLASSES = 8;

/** Rows that weigh the same: a bitmap over the positions, in which all others are as well that pass the filter or not. */
export interface WeightClass {
  readonly weight: number;
  readonly at: Address;
}

/** The rows of a weight. What says nothing of its weight stands for itself. */
function filterOf(weight: number): Filter {
  const isEqual: Filter = { kind: 'compare', field: 'weight', is: '=', value: weight };
  if (weight !== 1) return isEqual;
  return {
    kind: 'or',
    of: [isEqual, { kind: 'not', of: { kind: 'compare', field: 'weight', is: '>', value: 0 } }],
  };
}

/** The rows of each weight, where there are few different ones. */
export class WeightBitmaps {
  readonly #table: Table;
  readonly #filters: FilterBitmaps;
  /** The weights that occur, as far as it is known. */
  readonly #weights: () => readonly number[];

  constructor(table: Table, filters: FilterBitmaps, weights: () => readonly number[]) {
    this.#table = table;
    this.#filters = filters;
    this.#weights = weights;
  }

  /**
   * The classes that some rows are in; null where these are many or a row is in none. They may be given back when other
   * filters are asked for.
   */
  *of(rows: TimeRows): Steps<readonly WeightClass[] | null> {
    const weights = this.#weights();
    if (weights.length > MOST_CLASSES) return null;
    const slots = rows.parts.map(({ slot }) => slot);
    const filters = weights.map(filterOf);
    for (const filter of filters) yield* this.#filters.steps(filter, slots);
    const classes = filters.map((filter, index) => ({
      weight: weights[index]!,
      at: this.#filters.of(filter, slots),
    }));
    const { kernels } = this.#table.heap;
    let known = 0;
    for (const { from, to } of rows.parts) {
      for (const { at } of classes) {
        known += kernels.countBoth(rows.at, at, Math.floor(from / 64), Math.ceil(to / 64)) >>> 0;
      }
    }
    return known === rows.length ? classes : null;
  }
}
