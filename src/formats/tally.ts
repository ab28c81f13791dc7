import type { Decoded } from '../model/decoded.ts';
import type { Problem } from '../model/result.ts';
import type { ErrorEvent, Span } from '../model/span.ts';
import type { TransactionFacts } from '../model/transaction.ts';
import { FormatError } from './format-error.ts';

/** Why an item was not taken. Few and fixed, so that they can be counted. */
export type RefusalReason =
  'malformed_item' | 'too_large' | 'invalid_json' | 'invalid_id' | 'invalid_timestamps' | 'invalid_event';

/** Thrown by the decoder of an item that cannot be taken; the other items go on. */
export class Refusal extends FormatError {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, advice: string) {
    super(message, advice);
    this.name = 'Refusal';
    this.reason = reason;
  }
}

function plus<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** Gathers what a decoder makes of a request, so that every item is counted in exactly one place. */
export class Tally {
  readonly transactions: TransactionFacts[] = [];
  readonly spans: Span[] = [];
  readonly errors: ErrorEvent[] = [];
  readonly items = new Set<TransactionFacts | Span | ErrorEvent>();
  readonly #skipped = new Map<string, number>();
  readonly #refused = new Map<RefusalReason, { count: number; problem: Problem }>();
  readonly #droppedByClient = new Map<string, number>();
  #received = 0;

  /** Counts an item and runs its decoder; a `Refusal` is noted, anything else is a defect and goes on. */
  item(decode: () => void): void {
    this.#received += 1;
    try {
      decode();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const before = this.#refused.get(error.reason);
      this.#refused.set(error.reason, {
        count: (before?.count ?? 0) + 1,
        problem: before?.problem ?? error.problem,
      });
    }
  }

  /** Counts an item that cannot be taken. */
  refuse(refusal: Refusal): void {
    this.item(() => {
      throw refusal;
    });
  }

  skip(kind: string): void {
    plus(this.#skipped, kind, 1);
  }

  droppedByClient(reason: string, count: number): void {
    plus(this.#droppedByClient, reason, count);
  }

  done(): Decoded {
    return {
      transactions: this.transactions,
      spans: this.spans,
      errors: this.errors,
      items: this.items,
      skipped: Array.from(this.#skipped, ([kind, count]) => ({ kind, count })),
      refused: Array.from(this.#refused, ([reason, { count, problem }]) => ({ reason, count, problem })),
      droppedByClient: Array.from(this.#droppedByClient, ([reason, count]) => ({ reason, count })),
      filtered: [],
      received: this.#received,
    };
  }
}
