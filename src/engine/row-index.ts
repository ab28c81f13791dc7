/** Numbers of rows in one page. */
const PAGE = 4096;
/** Above so many entries a page becomes an array. */
const MOST_SPARSE = 64;

type Page = Map<number, number> | Int32Array;

/**
 * From a `row` to its position. Rows are numbered one after the other, so pages of neighbouring numbers are arrays of
 * positions, 4 bytes a row; a page with few rows is a small map, and an empty one is gone.
 */
export class RowIndex {
  readonly #pages = new Map<number, Page>();
  readonly #counts = new Map<number, number>();
  #lastKey = Number.NaN;
  #lastPage: Page | null = null;

  /** The position of a row, -1 where it has none. */
  find(row: number): number {
    const page = this.#pageOf(Math.floor(row / PAGE));
    if (page === null) return -1;
    const place = row - Math.floor(row / PAGE) * PAGE;
    if (page instanceof Int32Array && Number.isInteger(place)) return page[place]! - 1;
    return page instanceof Int32Array ? -1 : (page.get(row) ?? -1);
  }

  /** Points a row to a position; returns where it pointed before, -1 if nowhere. */
  point(row: number, position: number): number {
    const key = Math.floor(row / PAGE);
    let page = this.#pageOf(key);
    if (page === null) {
      page = new Map();
      this.#pages.set(key, page);
      this.#lastKey = key;
      this.#lastPage = page;
    }
    if (!(page instanceof Int32Array)) {
      const before = page.get(row) ?? -1;
      page.set(row, position);
      if (page.size > MOST_SPARSE) this.#widen(key, page);
      return before;
    }
    const place = row - key * PAGE;
    const before = page[place]! - 1;
    page[place] = position + 1;
    if (before < 0) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    return before;
  }

  /** Forgets a row. */
  delete(row: number): void {
    const key = Math.floor(row / PAGE);
    const page = this.#pageOf(key);
    if (page === null) return;
    if (page instanceof Int32Array) {
      const place = row - key * PAGE;
      if (page[place] === 0) return;
      page[place] = 0;
      const left = (this.#counts.get(key) ?? 0) - 1;
      this.#counts.set(key, left);
      if (left === 0) this.#drop(key);
    } else if (page.delete(row) && page.size === 0) {
      this.#drop(key);
    }
  }

  #pageOf(key: number): Page | null {
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#lastPage = this.#pages.get(key) ?? null;
    }
    return this.#lastPage;
  }

  #widen(key: number, sparse: Map<number, number>): void {
    // Fractions have no place of their own in an array; a page with one stays a map.
    if ([...sparse.keys()].some((row) => !Number.isInteger(row))) return;
    const page = new Int32Array(PAGE);
    for (const [row, position] of sparse) page[row - key * PAGE] = position + 1;
    this.#pages.set(key, page);
    this.#counts.set(key, sparse.size);
    this.#lastKey = key;
    this.#lastPage = page;
  }

  #drop(key: number): void {
    this.#pages.delete(key);
    this.#counts.delete(key);
    this.#lastKey = Number.NaN;
    this.#lastPage = null;
  }
}
