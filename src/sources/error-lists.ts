import type { ErrorsQuestion } from '../model/error-group.ts';
import type { ErrorEvent } from '../model/span.ts';
import { SECOND } from '../model/time.ts';
import type { Milliseconds, Range } from '../model/time.ts';
import type { Feed } from './feed.ts';
import { untilAborted } from './until-aborted.ts';

/** A page asks of another moment more often; who asks by another filter, or of a time that does not move, means the same. */
const FRESH: Milliseconds = 30 * SECOND;

/** The errors of a time, of one transaction or all of them. */
export interface ErrorList {
  /** The newest first, as many as the feed lists. */
  readonly errors: readonly ErrorEvent[];
  /** Errors there are. */
  readonly held: number;
}

interface Kept {
  readonly owner: ErrorsQuestion['of'];
  readonly range: Range;
  readonly at: Milliseconds;
  readonly list: Promise<ErrorList>;
  readonly reading: AbortController;
  /** Who waits for it. */
  readers: number;
}

/**
 * What a feed lists of errors, read once for all filters: the last list is kept for some seconds, and who gives up waiting
 * for it leaves it to the next.
 */
export class ErrorLists {
  readonly #feed: Pick<Feed, 'errors'>;
  #kept: Kept | null = null;

  constructor(feed: Pick<Feed, 'errors'>) {
    this.#feed = feed;
  }

  /** The same object for as long as the list is kept. */
  async read(owner: ErrorsQuestion['of'], range: Range, signal?: AbortSignal): Promise<ErrorList> {
    const kept = this.#listOf(owner, range);
    kept.readers += 1;
    try {
      return await untilAborted(kept.list, signal);
    } finally {
      kept.readers -= 1;
      this.#endUnread(kept);
    }
  }

  /** Reads anew whatever is asked for next. */
  forget(): void {
    const kept = this.#kept;
    this.#kept = null;
    if (kept !== null) this.#endUnread(kept);
  }

  #listOf(owner: ErrorsQuestion['of'], range: Range): Kept {
    const kept = this.#kept;
    if (kept !== null && isListOf(kept, owner, range) && performance.now() - kept.at < FRESH) return kept;
    this.forget();
    const reading = new AbortController();
    const list = this.#list(owner, range, reading.signal);
    const next = { owner, range, at: performance.now(), list, reading, readers: 0 };
    this.#kept = next;
    // Whoever waits is told; the next one tries again.
    list.catch(() => {
      if (this.#kept === next) this.#kept = null;
    });
    return next;
  }

  async #list(owner: ErrorsQuestion['of'], range: Range, signal: AbortSignal): Promise<ErrorList> {
    const errors: ErrorEvent[] = [];
    let held = 0;
    for await (const batch of this.#feed.errors(owner, range, signal)) {
      for (const error of batch.errors) errors.push(error);
      held = batch.total ?? held;
    }
    return { errors, held: Math.max(held, errors.length) };
  }

  #endUnread(kept: Kept): void {
    if (kept !== this.#kept && kept.readers === 0) kept.reading.abort();
  }
}

function isListOf(kept: Kept, owner: ErrorsQuestion['of'], { start, end }: Range): boolean {
  const isSameOwner =
    kept.owner?.project === owner?.project && kept.owner?.transaction === owner?.transaction;
  return isSameOwner && kept.range.start === start && kept.range.end === end;
}
