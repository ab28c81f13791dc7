/** So far beyond the window rows count as in sight: who scrolls finds them. */
const AHEAD = '200px';

/** Rows that count as in sight until it is known which are. */
const FIRST = 12;

/** Places of rows from the first to the last one. */
export interface Places {
  readonly first: number;
  readonly last: number;
}

const ALL: Places = { first: 0, last: Infinity };
const NONE: Places = { first: Infinity, last: -Infinity };

/**
 * Which rows of a table are in sight or nearly, by the place that each says in `data-row`. Where nobody can tell, all are.
 */
export class RowsInSight {
  readonly #onLate: () => void;
  readonly #near = new Set<HTMLElement>();
  #isKnown = false;
  readonly #observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((entries) => this.#look(entries), { rootMargin: AHEAD });

  /** `onLate`: told when a row comes into sight that says by `data-behind` that it is not drawn as it is now. */
  constructor(onLate: () => void) {
    this.#onLate = onLate;
  }

  /** As the `ref` of a row: looks at it until it is taken away. */
  readonly observe = (row: HTMLElement | null): (() => void) | undefined => {
    if (row === null || this.#observer === null) return undefined;
    this.#observer.observe(row);
    return () => {
      this.#observer?.unobserve(row);
      this.#near.delete(row);
    };
  };

  /** As far as is known: what moved since is told in a moment. Where none is in sight, the first is after the last. */
  places(): Places {
    if (this.#observer === null) return ALL;
    if (!this.#isKnown) return { first: 0, last: FIRST - 1 };
    return [...this.#near].reduce(({ first, last }, { dataset }) => {
      const place = Number(dataset['row']);
      return { first: Math.min(first, place), last: Math.max(last, place) };
    }, NONE);
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    this.#isKnown = true;
    let isLate = false;
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (isIntersecting) this.#near.add(target);
      else this.#near.delete(target);
      isLate ||= isIntersecting && target.dataset['behind'] !== undefined;
    }
    if (isLate) this.#onLate();
  }
}
