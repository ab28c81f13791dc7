import type { Filter } from '../../model/filter.ts';
import { Block, bitmapBytes } from '../block.ts';
import { CodeSet } from '../code-set.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import { textTestOf } from '../filter-leaves.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import type { Order } from './order.ts';

/** A filter, made ready for the places of an order. Parts on what the order does not carry look their rows up. */
type Node =
  | { readonly kind: 'carried'; readonly name: string; readonly set: CodeSet }
  | { readonly kind: 'looked up'; readonly filter: Filter }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Node[] };

/** Filters over the places of an order. */
export class OrderFilters {
  readonly #table: Table;
  readonly #filters: FilterBitmaps;
  readonly #nodes = new Map<Filter, Node>();
  /** Bitmaps for the parts of a filter, one for each level. */
  readonly #spares: Block[] = [];

  constructor(table: Table, filters: FilterBitmaps) {
    this.#table = table;
    this.#filters = filters;
  }

  /** Leaves of `out`, the places [from, to) of an order, those that a filter lets pass. */
  keep(order: Order, filter: Filter, out: Address, from: number, to: number): void {
    let node = this.#nodes.get(filter);
    if (node === undefined) {
      node = this.#prepare(order, filter);
      this.#nodes.set(filter, node);
    }
    const parts = node.kind === 'and' ? node.of : [node];
    for (const part of parts) {
      const passes = this.#spare(order, 0);
      this.#write(order, part, passes, from, to, 1);
      this.#table.heap.kernels.andWords(out, passes, from / 64, to / 64);
    }
  }

  /** Forgets what was made ready; rows or the order have changed. */
  forget(): void {
    this.#nodes.clear();
  }

  #prepare(order: Order, filter: Filter): Node {
    if (filter.kind === 'not') {
      const of = this.#prepare(order, filter.of);
      return of.kind === 'looked up' ? { kind: 'looked up', filter } : { kind: 'not', of };
    }
    if (filter.kind === 'and' || filter.kind === 'or') {
      const { kind } = filter;
      const parts = filter.of.map((part) => this.#prepare(order, part));
      const known = parts.filter((part) => part.kind !== 'looked up');
      const others = parts.flatMap((part) => (part.kind === 'looked up' ? [part.filter] : []));
      if (known.length === 0) return { kind: 'looked up', filter };
      // What has to be looked up is looked up once.
      const rest: Node[] = others.length === 0 ? [] : [{ kind: 'looked up', filter: { kind, of: others } }];
      return { kind, of: [...known, ...rest] };
    }
    const test = textTestOf(filter);
    if (test === null || order.carried(test.name) === undefined) return { kind: 'looked up', filter };
    const set = new CodeSet(test.test);
    set.learn(this.#table.text(test.name)!);
    return { kind: 'carried', name: test.name, set };
  }

  #write(order: Order, node: Node, out: Address, from: number, to: number, level: number): void {
    const { heap } = this.#table;
    switch (node.kind) {
      case 'carried':
        node.set.scan(heap, order.carried(node.name)!.column, out, from, to);
        return;
      case 'looked up': {
        const slots = this.#table.slots.all.filter(({ used }) => used > 0).map(({ index }) => index);
        const bitmap = this.#filters.of(node.filter, slots);
        heap.kernels.gatherBits(bitmap, order.positions.at, out, from, to);
        return;
      }
      case 'not':
        this.#write(order, node.of, out, from, to, level);
        heap.kernels.notWords(out, from / 64, to / 64);
        return;
      case 'and':
      case 'or':
        node.of.forEach((part, index) => {
          const passes = index === 0 ? out : this.#spare(order, level);
          this.#write(order, part, passes, from, to, level + 1);
          if (index === 0) return;
          if (node.kind === 'and') heap.kernels.andWords(out, passes, from / 64, to / 64);
          else heap.kernels.orWords(out, passes, from / 64, to / 64);
        });
    }
  }

  #spare(order: Order, level: number): Address {
    let block = this.#spares[level];
    if (block === undefined) {
      block = new Block(this.#table.heap, bitmapBytes);
      this.#spares[level] = block;
    }
    block.grow(order.places);
    return block.at;
  }
}
