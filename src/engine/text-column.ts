import type { TextValues } from '../model/rows.ts';
import type { VersionOf } from './block.ts';
import { CodeBlock } from './code-block.ts';
import type { Codes } from './code-block.ts';
import { FewValues } from './few-values.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';
import { SLOT } from './slots.ts';
import type { Slots } from './slots.ts';
import { TextCodes } from './text-codes.ts';

/** The code of an absent value; an empty text counts as absent. */
export const ABSENT = 0;

/** A text column: a dictionary of its own and one code a row. The codes take no memory before the first value. */
export class TextColumn {
  #values: string[] = [''];
  /** Codes that stand for nothing any more and are given out again. */
  readonly #free: number[] = [];
  #reused: number[] = [];
  /** While it is looked for unused codes: a bit for each code that was seen. */
  #seen: Uint8Array | null = null;
  readonly #codeOf = new TextCodes((code) => this.#values[code]);
  readonly #block: CodeBlock;
  /** What keeps the dictionary short; null where it holds every value. */
  readonly #few: FewValues | null;

  /** `most`: values that are told apart at most, the others have one code together. */
  constructor(heap: Heap, most = Infinity) {
    this.#codeOf.add('', ABSENT);
    this.#few = most === Infinity ? null : new FewValues(most);
    this.#block = new CodeBlock(heap);
  }

  /** By code; the first stands for "absent". Another array whenever codes may stand for something else. */
  get values(): readonly string[] {
    return this.#values;
  }

  /** Codes below others that were given out again since some were freed last: they stood for nothing, now they do. */
  get reused(): readonly number[] {
    return this.#reused;
  }

  /** Values that codes stand for, "absent" among them. */
  get size(): number {
    return this.#codeOf.size;
  }

  /** Bytes a code; 0 while every row is absent. */
  get width(): 0 | 1 | 2 | 4 {
    return this.#block.width;
  }

  /** Where the codes are; 0 while every row is absent. */
  get at(): Address {
    return this.#block.at;
  }

  /** One code a position; null while every row is absent. Detached when the heap grows. */
  get codes(): Codes | null {
    return this.#block.codes;
  }

  /** The code of rows with a value that the dictionary does not tell apart from others; -1 where it tells all apart. */
  get others(): number {
    return this.#few?.others ?? -1;
  }

  /** The code of a value; undefined for one that no row ever had, or that is not told apart. */
  codeOf(value: string): number | undefined {
    return this.#codeOf.get(value);
  }

  /** The value a code stands for, null for "absent". */
  valueOf(code: number): string | null {
    return code === ABSENT ? null : (this.#values[code] ?? null);
  }

  /**
   * Writes the rows [from, to) of a batch at `base`, its codes mapped into this dictionary; only values that are used
   * come in. Without a batch the rows are absent.
   */
  write(base: number, batch: TextValues | undefined, from: number, to: number, capacity: number): void {
    if (batch === undefined) {
      this.codes?.fill(ABSENT, base, base + to - from);
      return;
    }
    const { codes, dictionary } = batch;
    const mapped = new Int32Array(dictionary.length).fill(ABSENT - 1);
    for (let index = from; index < to; index++) {
      const code = codes[index]!;
      if (code >= 0 && mapped[code]! < 0) mapped[code] = this.#see(this.#codeFor(dictionary[code]!));
    }
    if (this.#block.rows === 0 && this.#values.length === 1) return;
    this.#widen(capacity);
    this.#block.write(base, codes.subarray(from, to), mapped);
  }

  /** Makes room for `capacity` positions where there are values. */
  grow(capacity: number): void {
    if (this.#block.rows > 0) this.#widen(capacity);
  }

  /** The same in steps, while rows come. */
  growInSteps(capacity: number, versionOf: VersionOf): Generator<void> {
    return this.#block.growInSteps(capacity, versionOf);
  }

  /** Whether there are almost as many values as codes of this width can tell apart. */
  get isTight(): boolean {
    return this.#block.isTight(this.#values.length);
  }

  /** Makes room for more values in steps, while rows come. */
  widenInSteps(versionOf: VersionOf): Generator<void> {
    return this.#block.widenInSteps(versionOf);
  }

  /** Whether there are so many times more values than are to be kept, and all are told apart. */
  isOverLimit(times: number): boolean {
    return this.#few?.isOver(this.size - 1, times) ?? false;
  }

  /** Whether rows with this value can be told; of one that is in no row they can. */
  tells(value: string): boolean {
    return this.#codeOf.get(value) !== undefined || this.#few?.isOther(value) !== true;
  }

  /** Whether rows with a value of this pattern can be told. */
  tellsPattern(pattern: string): boolean {
    return this.#few?.knows(pattern) ?? true;
  }

  /** Leaves the most frequent values, in steps while rows come and go; whether others were given up. */
  *keepMostFrequent(slots: Slots): Generator<void, boolean> {
    const few = this.#few;
    return few === null ? false : yield* few.whileAllAreTold(this.#giveUpRarest(few, slots));
  }

  *#giveUpRarest(few: FewValues, { all, versionOf }: Slots): Generator<void, boolean> {
    const counts = new Uint32Array(this.#values.length);
    for (const { index, used } of all) {
      const end = Math.min(index * SLOT + used, this.#block.rows);
      const { codes } = this;
      for (let position = index * SLOT; position < end; position++) {
        const code = codes![position]!;
        if (code < counts.length) counts[code]! += 1;
      }
      yield;
    }
    const rarest = few.rarest(counts, this.#values);
    yield;
    const others = this.#values.push('') - 1;
    const map = Uint32Array.from({ length: others }, (_, code) => code);
    for (const code of rarest) map[code] = others;
    let isDone = false;
    try {
      isDone = yield* this.#block.replaceInSteps(map, others + 1, versionOf);
    } finally {
      if (!isDone) this.#free.push(others);
    }
    if (!isDone) return false;
    this.#values = this.#values.slice();
    few.others = others;
    for (const code of rarest) this.#release(code);
    return true;
  }

  /** Tells values apart from now on. Rows that have them already have to be told (`assign`). */
  admit(values: readonly string[], patterns: readonly string[]): void {
    this.#few?.admit(values, patterns);
  }

  /** Does not tell those values apart any more that were admitted. */
  dismiss(end: number): void {
    const codes = [...(this.#few?.admitted ?? [])].map((value) => this.#codeOf.get(value) ?? ABSENT);
    this.#few?.dismiss();
    this.#merge(
      codes.filter((code) => code !== ABSENT),
      end,
    );
  }

  /** Writes which value rows have that had none of their own so far; positions below 0 are of no row. */
  assign(positions: Int32Array, { codes: given, dictionary }: TextValues): void {
    const few = this.#few;
    if (few === null || this.codes === null) return;
    few.admit(dictionary, []);
    this.#values = this.#values.slice();
    const mapped = dictionary.map((value) => this.#see(this.#intern(value)));
    this.#widen(this.#block.rows);
    const own = this.codes;
    for (const [index, position] of positions.entries()) {
      const code = given[index]!;
      if (position >= 0 && code >= 0 && own[position] === few.others) own[position] = mapped[code]!;
    }
    this.#block.touch();
  }

  /** Gives some codes to the others. */
  #merge(merged: readonly number[], end: number): void {
    const few = this.#few;
    if (few === null || merged.length === 0) return;
    this.#values = this.#values.slice();
    if (few.others < 0) {
      few.others = this.#values.length;
      this.#values.push('');
      this.#widen(this.#block.rows);
    }
    const isMerged = new Uint8Array(this.#values.length);
    for (const code of merged) {
      this.#release(code);
      isMerged[code] = 1;
    }
    const own = this.codes;
    if (own === null) return;
    for (let position = 0; position < end; position++) {
      if (isMerged[own[position]!] === 1) own[position] = few.others;
    }
    this.#block.touch();
  }

  #codeFor(value: string): number {
    const known = this.#codeOf.get(value);
    return known ?? (this.#few?.isOther(value) === true ? this.#few.others : this.#intern(value));
  }

  #intern(value: string): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    const free = this.#free.pop();
    if (free !== undefined) this.#reused.push(free);
    const code = free ?? this.#values.length;
    this.#values[code] = value;
    this.#codeOf.add(value, code);
    return code;
  }

  /** From now on the code stands for nothing. Whoever calls it sees to it that what was learnt of codes is forgotten. */
  #release(code: number): void {
    this.#codeOf.delete(this.#values[code]!);
    this.#values[code] = '';
    this.#free.push(code);
    if (this.#reused.length > 0) this.#reused = [];
  }

  /** Begins to look for unused codes: all positions in use have to be looked at, then unused codes can be freed. */
  beginSweep(): void {
    this.#seen = new Uint8Array(Math.ceil(this.#values.length / 8));
    this.#see(ABSENT);
    this.#values = this.#values.slice();
  }

  /** Notes which codes the positions [from, to) hold. */
  lookAt(from: number, to: number): void {
    const { codes } = this;
    const seen = this.#seen;
    if (codes === null || seen === null) return;
    // Codes that came since are beyond the end, where nothing is written.
    for (let position = from; position < to; position++) {
      const code = codes[position]!;
      seen[code >>> 3]! |= 1 << (code & 7);
    }
  }

  /** Frees those of the codes [from, to) that were not seen since the sweep began; how many. */
  freeUnseen(from: number, to: number): number {
    const seen = this.#seen;
    if (seen === null) return 0;
    const before = this.#free.length;
    for (let code = from; code < Math.min(to, seen.length * 8); code++) {
      const value = this.#values[code];
      const isSeen = ((seen[code >>> 3]! >>> (code & 7)) & 1) === 1;
      // A code that is free already is none of its text.
      if (isSeen || value === undefined || this.#codeOf.get(value) !== code) continue;
      this.#release(code);
    }
    return this.#free.length - before;
  }

  endSweep(): void {
    this.#seen = null;
  }

  /** Notes, while unused codes are looked for, that one is used; returns it. */
  #see(code: number): number {
    const seen = this.#seen;
    if (seen !== null && code >>> 3 < seen.length) seen[code >>> 3]! |= 1 << (code & 7);
    return code;
  }

  #widen(capacity: number): void {
    this.#block.fit(this.#values.length, capacity);
  }
}
