/** From so many texts on they are parted. */
const MANY = 8192;
const PARTS = 64;

/** Which part a text is in: told by some of its characters, from one end to the other. */
function partOf(text: string): number {
  const step = Math.max(1, text.length >> 3);
  let hash = text.length;
  for (let at = text.length - 1; at >= 0; at -= step) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 6) ^ (hash >>> 12)) & (PARTS - 1);
}

/**
 * The codes of texts. A map that grows is written anew as a whole, which takes far too long for one of a million texts while
 * somebody waits; parts of it grow at different times.
 */
export class TextCodes {
  #parts: Map<string, number>[] = [new Map()];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(text: string): number | undefined {
    return this.#partOf(text).get(text);
  }

  /** Says what the code of a text is that has none. */
  add(text: string, code: number): void {
    if (this.#size === MANY && this.#parts.length === 1) this.#part();
    this.#partOf(text).set(text, code);
    this.#size += 1;
  }

  delete(text: string): void {
    if (this.#partOf(text).delete(text)) this.#size -= 1;
  }

  #partOf(text: string): Map<string, number> {
    return this.#parts.length === 1 ? this.#parts[0]! : this.#parts[partOf(text)]!;
  }

  #part(): void {
    const [all] = this.#parts;
    this.#parts = Array.from({ length: PARTS }, () => new Map());
    for (const [text, code] of all!) this.#parts[partOf(text)]!.set(text, code);
  }
}
