/**
 * A place between two segments of the spool at which writing stops for a while: what has to be done to all that came
 * before, and to nothing that comes after, is done when the tables hold just that.
 */
export class Border {
  /** The last segment that is written meanwhile. */
  #last = Infinity;
  #isReached = false;
  #waiting: (() => void)[] = [];
  #wake: () => void = () => undefined;

  /** Lets nothing be written that is behind a segment. */
  set(last: number): void {
    this.#last = last;
    this.#isReached = false;
    this.#wake();
  }

  /** Lets everything be written. */
  lift(): void {
    this.set(Infinity);
  }

  /** Resolves when all before the border is written, and something behind it waits. */
  reached(): Promise<void> {
    if (this.#isReached) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets whoever waits to pass look again whether that is over. */
  wake(): void {
    this.#wake();
  }

  /** Waits while a segment is behind the border; false when that is over before, and the segment is not to be written. */
  async pass(segment: number, isOver: () => boolean): Promise<boolean> {
    while (segment > this.#last) {
      if (isOver()) return false;
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#isReached = true;
      for (const resolve of this.#waiting.splice(0)) resolve();
      await woken;
    }
    return true;
  }
}
