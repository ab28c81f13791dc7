import type { Table } from '../table.ts';

/** Up to so many pairs of codes a plain array holds their groups. */
const DENSE = 2 ** 24;

/** The groups by project and transaction: a number from 0 for each pair of codes that rows have. */
export class RowGroups {
  /** By group, the codes of its transaction and project. */
  readonly transactions: number[] = [];
  readonly projects: number[] = [];
  readonly #table: Table;
  readonly #byPair = new Map<number, number>();
  #dense = new Int32Array(0);
  #denseProjects = 0;

  constructor(table: Table) {
    this.#table = table;
  }

  get count(): number {
    return this.transactions.length;
  }

  /** The group of a pair of codes; a new one where there is none. */
  of(transaction: number, project: number): number {
    const at = transaction * this.#denseProjects + project;
    if (project < this.#denseProjects && at < this.#dense.length) {
      const known = this.#dense[at]! - 1;
      if (known >= 0) return known;
    }
    const key = transaction * 2 ** 32 + project;
    const known = this.#byPair.get(key);
    if (known !== undefined) return known;
    const group = this.count;
    this.#byPair.set(key, group);
    this.transactions.push(transaction);
    this.projects.push(project);
    if (project < this.#denseProjects && at < this.#dense.length) this.#dense[at] = group + 1;
    return group;
  }

  /** The group of a pair of codes, -1 where no row ever had it. */
  find(transaction: number, project: number): number {
    return this.#byPair.get(transaction * 2 ** 32 + project) ?? -1;
  }

  /** Calls back with the group of each of the positions [from, to). */
  forEach(from: number, to: number, take: (position: number, group: number) => void): void {
    this.#widen();
    const transactions = this.#table.text('transaction')?.codes ?? null;
    const projects = this.#table.text('project')?.codes ?? null;
    for (let position = from; position < to; position++) {
      const transaction = transactions === null ? 0 : transactions[position]!;
      take(position, this.of(transaction, projects === null ? 0 : projects[position]!));
    }
  }

  /** Makes the plain array as large as the dictionaries are. */
  #widen(): void {
    const transactions = this.#table.text('transaction')?.values.length ?? 1;
    const projects = this.#table.text('project')?.values.length ?? 1;
    const isEnough =
      projects <= this.#denseProjects && transactions * this.#denseProjects <= this.#dense.length;
    const wide = projects <= this.#denseProjects ? this.#denseProjects : projects * 2;
    const size = transactions * 2 * wide;
    if (isEnough || size > DENSE) return;
    this.#dense = new Int32Array(size);
    this.#denseProjects = wide;
    for (let group = 0; group < this.count; group++) {
      this.#dense[this.transactions[group]! * wide + this.projects[group]!] = group + 1;
    }
  }
}
