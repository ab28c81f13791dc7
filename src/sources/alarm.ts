/** Lets one loop sleep until it is called, and remembers a call that came while it was awake. */
export class Alarm {
  #isDue = false;
  #wake: (() => void) | null = null;

  call(): void {
    this.#isDue = true;
    this.#wake?.();
  }

  /** Until it is called, or for that many milliseconds. */
  async sleep(milliseconds = Infinity): Promise<void> {
    if (!this.#isDue) {
      let timer: ReturnType<typeof setTimeout> | null = null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (milliseconds !== Infinity) timer = setTimeout(resolve, milliseconds);
      });
      if (timer !== null) clearTimeout(timer);
    }
    this.#wake = null;
    this.#isDue = false;
  }
}
