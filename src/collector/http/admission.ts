import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds } from '../../model/time.ts';
import { Refusal } from './refusal.ts';

const MEGABYTE = 1 << 20;
/** Requests whose bodies are read or worked on at once. */
const MOST_REQUESTS = 256;
/** Bytes of their bodies that are held at once; more is refused for a moment instead of running out of memory. */
const MOST_HELD = 64 * MEGABYTE;
/** From so many bytes on, bodies are left in their sockets for a while: most senders then do not notice anything. */
const PAUSE_AT = 32 * MEGABYTE;
const PATIENCE_MS = 2_000;
/** How often is looked whether something that passes still stands in the way. */
const LOOK_MS = 25;

/** Why nothing can be taken at the moment. */
export interface Obstacle {
  /** A sentence. */
  readonly message: string;
  /** Whether it may be over within moments: bodies are then left in their sockets for a while. */
  readonly passes: boolean;
  /** Whether one request at a time goes on all the same: the collector then never stands still, however long it lasts. */
  readonly isNarrow?: boolean;
}

/** The refusal of a request for which there is no room at the moment; the same request may be taken a second later. */
export class Busy extends Refusal {
  constructor(message: string) {
    super(503, message, 'Send again in a second.', { 'retry-after': '1' });
  }
}

/** What one request takes. */
export interface Claim {
  /** Takes so many more bytes, or throws a Refusal. */
  readonly add: (bytes: number) => void;
  /** Gives everything back. */
  readonly free: () => void;
}

/** Lets requests in, in order, as many as memory has room for. */
export class Admission {
  readonly #obstacle: () => Obstacle | null;
  readonly #patience: Milliseconds;
  readonly #waiting: (() => void)[] = [];
  #requests = 0;
  /** Of the requests those that were let in. */
  #inside = 0;
  #held = 0;

  /** `obstacle`: what stands in the way at the moment; null when nothing does. `patience`: how long is waited at most. */
  constructor(obstacle: () => Obstacle | null, patience: Milliseconds = PATIENCE_MS) {
    this.#obstacle = obstacle;
    this.#patience = patience;
  }

  /** Resolves when a body of about `declared` bytes may be read; rejects with `Busy` when that is not soon. */
  async enter(declared: number): Promise<Claim> {
    const obstacle = this.#obstacle();
    if (obstacle?.passes === false) throw new Busy(obstacle.message);
    if (this.#requests >= MOST_REQUESTS) {
      throw new Busy(`The collector works on ${MOST_REQUESTS} requests already.`);
    }
    this.#requests += 1;
    let held = 0;
    let isInside = false;
    const goIn = (): void => {
      isInside = true;
      this.#inside += 1;
    };
    const claim: Claim = {
      add: (bytes) => {
        if (this.#held + bytes > MOST_HELD) throw new Busy('The collector holds as much as it may.');
        held += bytes;
        this.#held += bytes;
      },
      free: () => {
        this.#requests -= 1;
        if (isInside) this.#inside -= 1;
        this.#held -= held;
        held = 0;
        while (this.#held < PAUSE_AT && this.#waiting.length > 0) this.#waiting.shift()?.();
      },
    };
    try {
      if (obstacle === null) goIn();
      else await this.#passed(goIn);
      // Only those wait that hold nothing yet, so that the others come to an end.
      if (this.#held + declared > PAUSE_AT && this.#held > 0) await this.#room();
    } catch (error) {
      claim.free();
      throw error;
    }
    return claim;
  }

  /** Calls `goIn` in the same moment in which nothing stands in the way, or only others that have come to an end. */
  async #passed(goIn: () => void): Promise<void> {
    const until = performance.now() + this.#patience;
    for (;;) {
      const obstacle = this.#obstacle();
      if (obstacle === null || (obstacle.isNarrow === true && this.#inside === 0)) return goIn();
      if (!obstacle.passes || performance.now() >= until) throw new Busy(obstacle.message);
      await sleep(LOOK_MS);
    }
  }

  #room(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(new Busy('The collector holds as much as it may.'));
      }, this.#patience);
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(go);
    });
  }
}
