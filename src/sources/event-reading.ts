import type { EventSpans } from './held-events.ts';

/**
 * Reads the spans of events in the background, to the end or until there are enough, whoever waits for them: what was
 * read is there for the next question also when the one that began it was taken back.
 */
export class EventReading {
  readonly #pieces: EventSpans[] = [];
  /** Spans of events that are there whole, in so many pieces: a piece may end within an event. */
  #spans = 0;
  #whole = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | null = null;
  readonly #waiting: (() => void)[] = [];

  /** `pieces`: event after event; they are left once `most` spans are read. */
  constructor(pieces: AsyncIterable<EventSpans>, most: number) {
    void this.#read(pieces, most);
  }

  /** Whether it ended before its end: then there is nothing to wait for. */
  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Whole events with so many spans, or all where there are fewer. Rejects once the reading failed. */
  async first(spans: number): Promise<readonly EventSpans[]> {
    while (this.#spans < spans && !this.#isOver) {
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
    if (this.#failure !== null) throw this.#failure.error;
    return this.#pieces.slice(0, this.#whole);
  }

  async #read(pieces: AsyncIterable<EventSpans>, most: number): Promise<void> {
    let spans = 0;
    try {
      for await (const piece of pieces) {
        const isCut = this.#pieces.at(-1)?.rows.at(-1) === piece.rows[0];
        if (!isCut) this.#hold(spans);
        if (this.#spans >= most) break;
        this.#pieces.push(piece);
        spans += piece.rows.length;
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#isOver = true;
    this.#hold(spans);
  }

  /** What was read ends with an event. */
  #hold(spans: number): void {
    this.#spans = spans;
    this.#whole = this.#pieces.length;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
