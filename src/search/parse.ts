import { isNumberColumn, isTag } from '../model/column.ts';
import { EVERYTHING } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import { hasCondition, numberCondition, textCondition } from './condition.ts';
import { toKey } from './key.ts';
import { Scanner } from './scanner.ts';
import type { ScannedKey } from './scanner.ts';
import { SearchProblem } from './search-error.ts';
import type { SearchError, SearchHint } from './search-error.ts';

export type Parsed =
  { readonly filter: Filter; readonly hints: readonly SearchHint[] } | { readonly error: SearchError };

/**
 * Reads the text of the search box.
 *
 *     search    = or
 *     or        = and ("OR" and)*
 *     and       = term ("AND"? term)*
 *     term      = "(" or ")" | condition | free text
 *     condition = "!"? key ":" value
 *
 * A condition compares whole values with their case, or without it where the value has a `*`. Free text is looked
 * for anywhere in the transaction's name. The rules are those of Sentry's search.
 */
export function parse(text: string): Parsed {
  const parser = new Parser(text);
  try {
    return { filter: parser.search(), hints: parser.hints };
  } catch (error) {
    if (!(error instanceof SearchProblem)) throw error;
    return { error: { message: error.message, advice: error.advice, ...error.place } };
  }
}

/** Deeper than anyone writes, and far from the end of the stack. */
const DEEPEST = 50;

function joined(kind: 'and' | 'or', filters: readonly Filter[]): Filter {
  const [only] = filters;
  return filters.length === 1 && only !== undefined ? only : { kind, of: filters };
}

class Parser {
  readonly hints: SearchHint[] = [];
  readonly #scanner: Scanner;
  #depth = 0;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  search(): Filter {
    const scanner = this.#scanner;
    scanner.skipSpaces();
    if (scanner.isDone) return EVERYTHING;
    const filter = this.#or();
    if (scanner.isDone) return filter;
    throw new SearchProblem(
      'This parenthesis closes nothing.',
      { start: scanner.at, end: scanner.at + 1 },
      'Remove it, open one before it, or quote the text it belongs to.',
    );
  }

  #or(): Filter {
    const sides = [this.#and()];
    while (this.#takeOperator('OR')) sides.push(this.#and());
    return joined('or', sides);
  }

  #and(): Filter {
    const terms = [this.#term()];
    for (;;) {
      const scanner = this.#scanner;
      scanner.skipSpaces();
      if (scanner.isDone || scanner.startsWith(')') || scanner.peekOperator() === 'OR') break;
      this.#takeOperator('AND');
      terms.push(this.#term());
    }
    return joined('and', terms);
  }

  #takeOperator(operator: 'AND' | 'OR'): boolean {
    const scanner = this.#scanner;
    scanner.skipSpaces();
    if (scanner.peekOperator() !== operator) return false;
    scanner.at += operator.length;
    scanner.skipSpaces();
    return true;
  }

  #term(): Filter {
    const scanner = this.#scanner;
    scanner.skipSpaces();
    this.#refuseNothing();
    if (scanner.startsWith('(') || scanner.startsWith('!(')) return this.#group();
    const aggregate = scanner.peekAggregate();
    if (aggregate !== null) {
      throw new SearchProblem(
        `“${aggregate}” is a metric of many events, and the search picks single ones.`,
        { start: scanner.at, end: scanner.at + aggregate.length },
        'Search by a value of an event, such as duration:>2s.',
      );
    }
    const key = scanner.key();
    return key === null ? this.#freeText() : this.#condition(key);
  }

  #refuseNothing(): void {
    const scanner = this.#scanner;
    const operator = scanner.peekOperator();
    const place = {
      start: scanner.at,
      end: Math.min(scanner.at + (operator?.length ?? 1), scanner.text.length),
    };
    if (operator !== null) {
      throw new SearchProblem(
        `${operator} stands where a condition should.`,
        place,
        `Put a condition on both sides of it, or quote it: "${operator.toLowerCase()}".`,
      );
    }
    if (scanner.isDone || scanner.startsWith(')')) {
      throw new SearchProblem(
        scanner.isDone
          ? 'The search ends where a condition should follow.'
          : 'There is nothing in front of this.',
        scanner.isDone ? { start: Math.max(0, scanner.at - 1), end: scanner.at } : place,
        'Add a condition, or remove what asks for it.',
      );
    }
  }

  #group(): Filter {
    const scanner = this.#scanner;
    const start = scanner.at;
    const isNegated = scanner.startsWith('!');
    scanner.at += isNegated ? 2 : 1;
    if (++this.#depth > DEEPEST) {
      throw new SearchProblem(
        'Parentheses are nested too deeply.',
        { start, end: start + 1 },
        'Remove some.',
      );
    }
    const filter = this.#or();
    scanner.skipSpaces();
    if (!scanner.startsWith(')')) {
      throw new SearchProblem(
        'This parenthesis is not closed.',
        { start, end: start + (isNegated ? 2 : 1) },
        'Close it, or quote the text it belongs to.',
      );
    }
    scanner.at += 1;
    this.#depth -= 1;
    return isNegated ? { kind: 'not', of: filter } : filter;
  }

  #condition(scanned: ScannedKey): Filter {
    if (scanned.name === 'has' && !scanned.isTag) return this.#has(scanned);
    const value = this.#scanner.value();
    if (!value.isList && !value.isQuoted && value.items[0] === '') {
      throw new SearchProblem(
        `Nothing stands behind “${scanned.name}:”.`,
        { start: scanned.start, end: this.#scanner.at },
        'Write the value right behind the colon; "" stands for “no value”.',
      );
    }
    const field = this.#field(scanned.name, scanned.isTag, scanned);
    return !isTag(field) && isNumberColumn(field)
      ? numberCondition(field, value, scanned.isNegated)
      : textCondition(field, value, scanned.isNegated);
  }

  #has(scanned: ScannedKey): Filter {
    const start = this.#scanner.at;
    const tag = this.#scanner.tagName();
    const name = tag ?? this.#scanner.value().items[0] ?? '';
    const end = this.#scanner.at;
    if (tag === null && !/^[a-zA-Z0-9_.:-]+$/.test(name)) {
      throw new SearchProblem(
        '“has:” takes the name of a field or tag.',
        { start: scanned.start, end },
        'Write for instance has:user or !has:release.',
      );
    }
    const field = this.#field(name, tag !== null, { start, end });
    return hasCondition(field, scanned.isNegated);
  }

  #field(name: string, isTag: boolean, place: { readonly start: number; readonly end: number }): SearchField {
    if (isTag) return { tag: name };
    const key = toKey(name);
    const { start, end } = place;
    if (key.kind === 'refused') throw new SearchProblem(key.message, { start, end }, key.advice);
    if (key.hint !== null) this.hints.push({ message: key.hint, start, end });
    return key.field;
  }

  /** Words next to each other, joined by one space; the user's own stars stay wildcards. */
  #freeText(): Filter {
    const scanner = this.#scanner;
    const words: string[] = [];
    for (;;) {
      scanner.skipSpaces();
      if (scanner.isDone || scanner.startsWith(')') || scanner.peekOperator() !== null) break;
      if (words.length > 0 && (scanner.peeksKey() || scanner.peekAggregate() !== null)) break;
      const quoted = scanner.quoted();
      const word = quoted ?? scanner.bareText();
      if (word === '' && quoted === null) break;
      words.push(word);
    }
    return { kind: 'like', field: 'transaction', pattern: `*${words.join(' ')}*` };
  }
}

type SearchField = Extract<ReturnType<typeof toKey>, { kind: 'field' }>['field'];
