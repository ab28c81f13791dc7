interface Free {
  at: number;
  size: number;
}

/** Stretches that are free, by their place; those that touch are joined. */
export class FreeList {
  readonly #free: Free[] = [];

  /** Takes the smallest stretch that is large enough; -1 where there is none. */
  take(size: number): number {
    let best = -1;
    for (let index = 0; index < this.#free.length; index++) {
      const own = this.#free[index]!.size;
      if (own >= size && (best < 0 || own < this.#free[best]!.size)) best = index;
    }
    if (best < 0) return -1;
    const free = this.#free[best]!;
    const { at } = free;
    free.at += size;
    free.size -= size;
    if (free.size === 0) this.#free.splice(best, 1);
    return at;
  }

  /** Gives a stretch back. */
  give(at: number, size: number): void {
    if (size === 0) return;
    let index = this.#free.findIndex((free) => free.at > at);
    if (index < 0) index = this.#free.length;
    const before = this.#free[index - 1];
    const after = this.#free[index];
    const joinsBefore = before !== undefined && before.at + before.size === at;
    const joinsAfter = after !== undefined && at + size === after.at;
    if (joinsBefore) {
      before.size += size + (joinsAfter ? after.size : 0);
      if (joinsAfter) this.#free.splice(index, 1);
    } else if (joinsAfter) {
      after.at = at;
      after.size += size;
    } else {
      this.#free.splice(index, 0, { at, size });
    }
  }

  /** Takes away the stretch that ends at `end`, and returns where it began; -1 where there is none. */
  takeLast(end: number): number {
    const last = this.#free.at(-1);
    if (last === undefined || last.at + last.size !== end) return -1;
    this.#free.pop();
    return last.at;
  }

  /** Forgets every stretch: what they were part of is gone. */
  clear(): void {
    this.#free.length = 0;
  }

  /** The largest stretch; 0 where nothing is free. */
  get largest(): number {
    return this.#free.reduce((most, { size }) => Math.max(most, size), 0);
  }

  /** What is free in all. */
  get size(): number {
    return this.#free.reduce((sum, { size }) => sum + size, 0);
  }
}
