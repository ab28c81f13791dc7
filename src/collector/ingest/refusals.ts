import { Counters } from '../store/counters.ts';

/** How long refusals are gathered before they are kept together: whoever can be refused can make many. */
const GATHER_MS = 1_000;

/** Keeps counts by reason; resolves once they are safe. */
type Keep = (refused: readonly { readonly reason: string; readonly count: number }[]) => Promise<void>;

/**
 * Requests of which nothing was taken, each counted as one item that was received and refused. They are kept in the
 * spool like all other counts, so that the sum is the same after a restart, also of a database that is built anew.
 */
export class Refusals {
  readonly #keep: Keep;
  #waiting = new Counters();
  /** Those that are being kept. */
  #leaving = new Counters();
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  count(reason: string): void {
    this.#waiting.add('received', 1);
    this.#waiting.add('refused', 1, reason);
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  /** Those that are not kept yet. */
  get waiting(): Counters {
    const all = this.#waiting.copy();
    all.merge(this.#leaving);
    return all;
  }

  /** Keeps what waits; where that fails, it waits on. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#flush());
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const refused = this.#waiting.byReason('refused');
    if (refused.length === 0) return;
    this.#leaving = this.#waiting;
    this.#waiting = new Counters();
    try {
      await this.#keep(refused);
    } catch {
      this.#waiting.merge(this.#leaving);
      this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
    } finally {
      this.#leaving = new Counters();
    }
  }
}
