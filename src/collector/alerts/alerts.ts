import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { deliver } from './deliver.ts';
import type { DeliverWith } from './deliver.ts';
import { testMessage } from '../../alerts/message.ts';
import { dueNow, settle } from './outbox.ts';
import type { Outcome, Waiting } from './outbox.ts';
import { Runner } from './runner.ts';
import type { RunnerParts } from './runner.ts';
import { TargetRefused } from './target.ts';

/** What alerts need of the collector they run in. */
export interface AlertsParts extends RunnerParts {
  readonly deliverWith: Omit<DeliverWith, 'now'>;
  readonly report: (error: unknown) => void;
  /** How often is looked for what is due; a second where it is left out. */
  readonly every?: Milliseconds;
}

const EVERY: Milliseconds = 1_000;

/** Evaluates rules and delivers what they find, as long as the collector runs. */
export class Alerts {
  readonly runner: Runner;
  readonly #parts: AlertsParts;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();
  #isBusy = false;
  #failing = '';

  constructor(parts: AlertsParts) {
    this.#parts = parts;
    this.runner = new Runner(parts);
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#isBusy) return;
      this.#isBusy = true;
      this.#round = this.round().finally(() => {
        this.#isBusy = false;
      });
    }, this.#parts.every ?? EVERY);
    this.#timer.unref();
  }

  /** Ends after what is being evaluated or delivered. What waits is in the data directory, for the next start. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#round;
  }

  /**
   * One look: evaluates what is due, then tries to deliver what is, also where evaluation fails. What fails is reported
   * once, and tried again.
   */
  async round(): Promise<void> {
    const { kept, now } = this.#parts;
    const problems: unknown[] = [];
    await this.runner.run().catch((error: unknown) => problems.push(error));
    const tries = dueNow(kept.standing.outbox, now()).map((waiting) => this.#try(waiting));
    for (const tried of await Promise.allSettled(tries)) {
      if (tried.status === 'rejected') problems.push(tried.reason);
    }
    const text = problems.map(String).join();
    if (text !== this.#failing) for (const problem of problems) this.#parts.report(problem);
    this.#failing = text;
  }

  /** Sends a test by the very way of alerts; resolves with what was answered, rejects where it was not taken. */
  async sendTest(name: string): Promise<string> {
    const { kept, now, deliverWith } = this.#parts;
    const channel = kept.channels.find((one) => one.name === name);
    if (channel === undefined) {
      throw new TargetRefused(`There is no channel “${name}”.`, 'Save the channel first.');
    }
    return deliver(channel, testMessage(name, now()), { ...deliverWith, now });
  }

  async #try(waiting: Waiting): Promise<void> {
    const outcome = await this.#outcomeOf(waiting);
    const at: EpochMs = this.#parts.now();
    await this.runner.note((standing) => ({
      ...standing,
      outbox: settle(standing.outbox, waiting, outcome, at),
    }));
  }

  async #outcomeOf({ channel: name, message }: Waiting): Promise<Outcome> {
    const { kept, now, deliverWith } = this.#parts;
    const channel = kept.channels.find((one) => one.name === name);
    if (channel === undefined) {
      return { isDelivered: false, isFinal: true, detail: `There is no channel “${name}” any more.` };
    }
    try {
      const detail = await deliver(channel, message, { ...deliverWith, now });
      return { isDelivered: true, isFinal: true, detail };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { isDelivered: false, isFinal: false, detail };
    }
  }
}
