/** Keeps the entries that were used last, up to a number of them. */
export class Recent<Value> {
  readonly #limit: number;
  readonly #drop: (value: Value) => void;
  readonly #entries = new Map<string, Value>();

  /** `drop` is told of each entry that is not kept any more. */
  constructor(limit: number, drop: (value: Value) => void = () => undefined) {
    this.#limit = limit;
    this.#drop = drop;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The entry of a key, as long as it is kept. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  /** All entries that are kept. */
  values(): Iterable<Value> {
    return this.#entries.values();
  }

  /** The entry of a key, made where there is none. */
  get(key: string, make: () => Value): Value {
    const known = this.#entries.get(key);
    const value = known ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) {
      const [oldest] = this.#entries;
      if (oldest !== undefined) {
        this.#entries.delete(oldest[0]);
        this.#drop(oldest[1]);
      }
    }
    return value;
  }

  /** Drops the entries that fulfil a condition. */
  dropIf(isDropped: (value: Value) => boolean): void {
    for (const [key, value] of this.#entries) {
      if (!isDropped(value)) continue;
      this.#entries.delete(key);
      this.#drop(value);
    }
  }

  clear(): void {
    for (const value of this.#entries.values()) this.#drop(value);
    this.#entries.clear();
  }
}
