import type { Value } from './condition.ts';
import { SearchProblem } from './search-error.ts';

const SPACES = /\s*/y;
const KEY = /(?:(!)?(?:tags\[([^\]\r\n]+)\]|"([a-zA-Z0-9_.:-]+)"|([a-zA-Z0-9_.-]+))):(?!\/\/)/y;
const AGGREGATE = /!?[a-zA-Z0-9_]+\([^()\n]*\):/y;
const OPERATOR = /(AND|OR)(?=[\s()]|$)/iy;
const END = /[\s)]|$/y;

/** The name before a colon. */
export interface ScannedKey {
  readonly name: string;
  /** Written as `tags[name]`: a tag even where a field has that name. */
  readonly isTag: boolean;
  readonly isNegated: boolean;
  readonly start: number;
  readonly end: number;
}

/** Reads the pieces of a search text from left to right. Each method either moves on or leaves `at` where it is. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipSpaces(): void {
    this.match(SPACES);
  }

  get isDone(): boolean {
    return this.at >= this.text.length;
  }

  startsWith(piece: string): boolean {
    return this.text.startsWith(piece, this.at);
  }

  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  private peek(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  peekOperator(): 'AND' | 'OR' | null {
    const word = this.peek(OPERATOR)?.[1]?.toUpperCase();
    return word === 'AND' || word === 'OR' ? word : null;
  }

  /** A key with its colon. A URL's scheme is none. */
  key(): ScannedKey | null {
    const start = this.at;
    const found = this.match(KEY);
    if (found === null) return null;
    const [, negation, tag, quoted, plain] = found;
    const name = tag ?? quoted ?? plain ?? '';
    return { name, isTag: tag !== undefined, isNegated: negation !== undefined, start, end: this.at - 1 };
  }

  peeksKey(): boolean {
    return this.peek(KEY) !== null;
  }

  /** The name of a metric with its arguments, such as `p95()`, where a condition on one stands here. */
  peekAggregate(): string | null {
    return this.peek(AGGREGATE)?.[0].replace(/^!/, '').slice(0, -1) ?? null;
  }

  /** What stands after a colon. */
  value(): Value {
    const start = this.at;
    if (this.startsWith('"')) return this.quotedValue(start);
    const list = this.startsWith('[') ? this.list(start) : null;
    if (list !== null) return list;
    const item = this.bareText();
    return { items: [item], isList: false, isQuoted: false, start, end: this.at };
  }

  private quotedValue(start: number): Value {
    const item = this.quoted();
    if (item === null) {
      throw new SearchProblem(
        'The quote is not closed.',
        { start, end: this.text.length },
        'Close it with ", or write \\" for a quote inside.',
      );
    }
    if (this.peek(END) === null) {
      const end = this.at + this.bareLength();
      throw new SearchProblem(
        'Text stands right behind the closing quote.',
        { start: this.at, end },
        'Put a space behind the quote, or \\" for a quote inside.',
      );
    }
    return { items: [item], isList: false, isQuoted: true, start, end: this.at };
  }

  /**
   * A quoted text, `\"` standing for a quote; null when it is not closed. A run of backslashes before a quote is read
   * in pairs, so that a text can end with one; all others stay as they are, for the wildcard's sake.
   */
  quoted(): string | null {
    const found = this.match(/"((?:\\[^]|[^"\\])*)"/y);
    if (found === null) return null;
    return (found[1] ?? '').replace(
      /(\\+)("|$)/g,
      (_all, run: string, quote: string) => run.slice(0, Math.floor(run.length / 2)) + quote,
    );
  }

  /** The name in `tags[name]`. */
  tagName(): string | null {
    return this.match(/tags\[([^\]\r\n]+)\]/y)?.[1] ?? null;
  }

  /** A run of characters without spaces; parentheses belong to it as long as they are balanced. */
  bareText(): string {
    const length = this.bareLength();
    const text = this.text.slice(this.at, this.at + length);
    this.at += length;
    return text;
  }

  private bareLength(): number {
    let depth = 0;
    let end = this.at;
    let balanced = this.at;
    for (; end < this.text.length; end++) {
      const char = this.text[end] ?? '';
      if (/\s/.test(char)) break;
      if (char === '(') depth++;
      if (char === ')' && --depth < 0) break;
      if (depth === 0) balanced = end + 1;
    }
    return balanced - this.at;
  }

  /** A bracketed list; null when the bracket is just text. */
  private list(start: number): Value | null {
    this.at = start + 1;
    const items: string[] = [];
    for (;;) {
      this.skipSpaces();
      const item = this.quoted() ?? this.match(/[^(),\s\]"]+/y)?.[0] ?? null;
      if (item === null) {
        if (items.length > 0 || this.startsWith(']') || this.startsWith(',')) this.failEmptyItem(start);
        break;
      }
      items.push(item);
      this.skipSpaces();
      if (this.match(/,/y) !== null) continue;
      if (this.match(/\](?=[\s)]|$)/y) === null) break;
      return { items, isList: true, isQuoted: false, start, end: this.at };
    }
    this.at = start;
    return null;
  }

  private failEmptyItem(start: number): never {
    throw new SearchProblem(
      'The list has an empty place.',
      { start, end: Math.min(this.at + 1, this.text.length) },
      'Write it as [one,two]; "" stands for “no value”.',
    );
  }
}
