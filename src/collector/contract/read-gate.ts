/**
 * Lets a few reads run at once and makes the others wait in line: the database's calls and fsync share Node's few
 * threads, and what is sent in must never wait for what is read out.
 */
export class ReadGate {
  readonly #most: number;
  #running = 0;
  readonly #line: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  async run<Value>(read: () => Promise<Value>): Promise<Value> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#running += 1;
    try {
      return await read();
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
