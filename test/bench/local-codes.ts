/**
 * The dictionary of a frame: only the texts that its rows have, as the wire writes it. A code of the whole column
 * becomes one of the frame.
 */
export class LocalCodes {
  readonly #texts: readonly string[];
  readonly #local: Int32Array;
  readonly #frameOf: Int32Array;
  #frame = 0;
  #used: number[] = [];

  /** `texts` is the dictionary of the whole column. */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#local = new Int32Array(texts.length);
    this.#frameOf = new Int32Array(texts.length);
  }

  /** Begins a frame. */
  begin(): void {
    this.#frame += 1;
    this.#used = [];
  }

  /** The frame's code for one of the whole column. */
  codeOf(code: number): number {
    if (this.#frameOf[code] !== this.#frame) {
      this.#frameOf[code] = this.#frame;
      this.#local[code] = this.#used.push(code) - 1;
    }
    return this.#local[code]!;
  }

  /** The texts of the frame, by its codes. */
  dictionary(): string[] {
    return this.#used.map((code) => this.#texts[code]!);
  }
}
