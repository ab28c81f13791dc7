/** So many bodies that are being worked on at once are a queue: their senders wait for each other. */
const MANY = 40;

/**
 * How many bodies are being decoded and written to the spool, known in all threads of the collector: who reads much gives
 * way to those who send.
 */
export class Underway {
  readonly #count: Int32Array;
  /** What another thread makes its own `Underway` of. */
  readonly memory: SharedArrayBuffer;

  constructor(memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#count = new Int32Array(memory);
  }

  get areMany(): boolean {
    return Atomics.load(this.#count, 0) >= MANY;
  }

  /** Counts a body for as long as the work on it takes. */
  async during<Value>(work: () => Promise<Value>): Promise<Value> {
    Atomics.add(this.#count, 0, 1);
    try {
      return await work();
    } finally {
      Atomics.sub(this.#count, 0, 1);
    }
  }
}
