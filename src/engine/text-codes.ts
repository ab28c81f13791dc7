/** From so many texts on they are parted. */
const MANY = 8192;
/** Parts, and the bits of a hash that say which one a text is in. */
const PART_BITS = 6;
const PARTS = 2 ** PART_BITS;
/** Places of a new part, and the share of them that is filled at most. */
const FEW = 64;
const MOST_FILLED = 3 / 4;

/** Any odd number, so that nobody can tell beforehand which texts share a hash. */
const FACTOR = Math.floor(Math.random() * 2 ** 31) * 2 + 1;

function hashOf(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), FACTOR) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9_f3b);
  return hash ^ (hash >>> 16);
}

type TextOf = (code: number) => string | undefined;

/** A hash table with linear probing: at each place a hash and a code + 1, 0 where the place is free. */
class Part {
  readonly #textOf: TextOf;
  size = 0;
  #places = new Int32Array(FEW * 2);
  #mask = FEW - 1;

  constructor(textOf: TextOf) {
    this.#textOf = textOf;
  }

  /** The place of a text; -1 where it has none. */
  find(text: string, hash: number): number {
    const places = this.#places;
    for (let at = this.#home(hash); ; at = (at + 1) & this.#mask) {
      const code = places[at * 2 + 1]! - 1;
      if (code < 0) return -1;
      if (places[at * 2] === hash && this.#textOf(code) === text) return at;
    }
  }

  codeAt(place: number): number {
    return this.#places[place * 2 + 1]! - 1;
  }

  add(hash: number, code: number): void {
    if (this.size >= MOST_FILLED * (this.#mask + 1)) this.#widen();
    const places = this.#places;
    let at = this.#home(hash);
    while (places[at * 2 + 1] !== 0) at = (at + 1) & this.#mask;
    places[at * 2] = hash;
    places[at * 2 + 1] = code + 1;
    this.size += 1;
  }

  /** Frees a place. What was moved on because of it moves back (D. E. Knuth, The Art of Computer Programming 3, 6.4, algorithm R). */
  free(place: number): void {
    const places = this.#places;
    let hole = place;
    for (let at = (hole + 1) & this.#mask; places[at * 2 + 1] !== 0; at = (at + 1) & this.#mask) {
      const home = this.#home(places[at * 2]!);
      if (((at - home) & this.#mask) < ((at - hole) & this.#mask)) continue;
      places[hole * 2] = places[at * 2]!;
      places[hole * 2 + 1] = places[at * 2 + 1]!;
      hole = at;
    }
    places[hole * 2 + 1] = 0;
    this.size -= 1;
  }

  /** Hands out every hash and code. */
  forEach(take: (hash: number, code: number) => void): void {
    const places = this.#places;
    for (let at = 0; at < places.length; at += 2) {
      if (places[at + 1] !== 0) take(places[at]!, places[at + 1]! - 1);
    }
  }

  #home(hash: number): number {
    return (hash >>> PART_BITS) & this.#mask;
  }

  #widen(): void {
    const before = new Part(this.#textOf);
    before.#places = this.#places;
    this.#places = new Int32Array(before.#places.length * 2);
    this.#mask = this.#mask * 2 + 1;
    this.size = 0;
    before.forEach((hash, code) => this.add(hash, code));
  }
}

/**
 * The codes of texts, which somebody else keeps by their codes: in a `Map` each would take 40 bytes more. A table that grows is
 * written anew as a whole, which takes far too long for one of a million texts while somebody waits; parts of it grow at
 * different times.
 */
export class TextCodes {
  readonly #textOf: TextOf;
  #parts: Part[];
  #size = 0;

  /** `textOf` says which text has a code, until it is deleted. */
  constructor(textOf: TextOf) {
    this.#textOf = textOf;
    this.#parts = [new Part(textOf)];
  }

  get size(): number {
    return this.#size;
  }

  get(text: string): number | undefined {
    const hash = hashOf(text);
    const part = this.#partOf(hash);
    const place = part.find(text, hash);
    return place < 0 ? undefined : part.codeAt(place);
  }

  /** Says what the code of a text is that has none. */
  add(text: string, code: number): void {
    if (this.#size === MANY && this.#parts.length === 1) this.#part();
    const hash = hashOf(text);
    this.#partOf(hash).add(hash, code);
    this.#size += 1;
  }

  delete(text: string): void {
    const hash = hashOf(text);
    const part = this.#partOf(hash);
    const place = part.find(text, hash);
    if (place < 0) return;
    part.free(place);
    this.#size -= 1;
  }

  #partOf(hash: number): Part {
    return this.#parts.length === 1 ? this.#parts[0]! : this.#parts[hash & (PARTS - 1)]!;
  }

  #part(): void {
    const [all] = this.#parts;
    this.#parts = Array.from({ length: PARTS }, () => new Part(this.#textOf));
    all!.forEach((hash, code) => this.#partOf(hash).add(hash, code));
  }
}
