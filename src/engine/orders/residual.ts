import type { Filter } from '../../model/filter.ts';
import { CodeSet } from '../code-set.ts';
import { textTestOf } from '../filter-leaves.ts';
import type { Table } from '../table.ts';
import type { RowGroups } from './row-groups.ts';

/** What is left of a filter within one group: a filter, or whether all or none of the group's rows pass. */
export type Residual = Filter | boolean;

/**
 * Evaluates what a filter says of transaction and project once a group, so that only the rest is tested row by row.
 * Groups for which the same is left share it.
 */
export class Residuals {
  readonly #filter: Filter;
  readonly #table: Table;
  readonly #groups: RowGroups;
  /** The sets of codes that the filter's leaves on transaction and project let pass. */
  readonly #sets = new Map<Filter, { readonly set: CodeSet; readonly isProject: boolean }>();
  readonly #known = new Map<string, Residual>();
  readonly #byGroup: Residual[] = [];

  constructor(table: Table, groups: RowGroups, filter: Filter) {
    this.#filter = filter;
    this.#table = table;
    this.#groups = groups;
    this.#collect(filter);
  }

  of(group: number): Residual {
    this.#byGroup[group] ??= this.#residualOf(group);
    return this.#byGroup[group];
  }

  #residualOf(group: number): Residual {
    let signature = '';
    for (const { set, isProject } of this.#sets.values()) {
      const code = (isProject ? this.#groups.projects : this.#groups.transactions)[group]!;
      signature += set.has(code) ? '1' : '0';
    }
    let residual = this.#known.get(signature);
    if (residual === undefined) {
      residual = this.#simplify(this.#filter, group);
      this.#known.set(signature, residual);
    }
    return residual;
  }

  #collect(filter: Filter): void {
    if (filter.kind === 'and' || filter.kind === 'or') {
      for (const part of filter.of) this.#collect(part);
      return;
    }
    if (filter.kind === 'not') {
      this.#collect(filter.of);
      return;
    }
    const test = textTestOf(filter);
    if (test === null || (test.name !== 'transaction' && test.name !== 'project')) return;
    const set = new CodeSet(test.test);
    const column = this.#table.text(test.name);
    if (column !== undefined) set.learn(column);
    this.#sets.set(filter, { set, isProject: test.name === 'project' });
  }

  #simplify(filter: Filter, group: number): Residual {
    if (filter.kind === 'not') {
      const of = this.#simplify(filter.of, group);
      return typeof of === 'boolean' ? !of : { kind: 'not', of };
    }
    if (filter.kind === 'and' || filter.kind === 'or') {
      const decides = filter.kind === 'or';
      const parts: Filter[] = [];
      for (const part of filter.of) {
        const left = this.#simplify(part, group);
        if (left === decides) return decides;
        if (typeof left !== 'boolean') parts.push(left);
      }
      if (parts.length === 0) return !decides;
      return parts.length === 1 ? parts[0]! : { kind: filter.kind, of: parts };
    }
    const known = this.#sets.get(filter);
    if (known === undefined) return filter;
    const { projects, transactions } = this.#groups;
    return known.set.has((known.isProject ? projects : transactions)[group]!);
  }
}
