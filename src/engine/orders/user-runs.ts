import type { Table } from '../table.ts';
import { leafOfKey, placeOfKey } from './find-place.ts';
import type { Run } from './find-place.ts';
import type { Leaf, Order } from './order.ts';

/** Where runs begin in one leaf, by their users; -1 of those that are not in it. */
interface KnownRuns {
  readonly version: number;
  readonly places: Map<number, number>;
}

/** Where the runs of users that have young rows begin in order B, looked up once as long as their leaf stays. */
export class UserRuns {
  readonly #table: Table;
  readonly #order: Order;
  #known = new WeakMap<Leaf, KnownRuns>();

  constructor(table: Table, order: Order) {
    this.#table = table;
    this.#order = order;
  }

  /** Where the rows of a user begin in a group; null where there are none. */
  of(group: number, key: number): Run | null {
    const leaves = this.#order.leaves[group] ?? [];
    const index = leafOfKey(leaves, key);
    const leaf = leaves[index];
    if (leaf === undefined || leaf.firstKey > key) return null;
    const place = this.#placeIn(leaf, key);
    return place < 0 ? null : { leaf: index, place };
  }

  clear(): void {
    this.#known = new WeakMap();
  }

  #placeIn(leaf: Leaf, key: number): number {
    let known = this.#known.get(leaf);
    if (known?.version !== leaf.version) {
      known = { version: leaf.version, places: new Map() };
      this.#known.set(leaf, known);
    }
    let place = known.places.get(key);
    if (place === undefined) {
      place = placeOfKey(this.#table, this.#order, leaf, key);
      known.places.set(key, place);
    }
    return place;
  }
}
