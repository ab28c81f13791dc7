import { EVERYTHING } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { Having } from '../model/query.ts';
import { condition } from './condition.ts';
import type { SearchContext } from './context.ts';
import { isFunctionName } from './metric-function.ts';
import { metricCondition } from './metric-condition.ts';
import { textOf } from './node.ts';
import type { Node, TextNode } from './node.ts';
import { operandOf } from './operand.ts';
import type { BooleanPiece, OpenPiece } from './piece.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';

/** What a search, or a part of it, selects: rows, transactions, or both. Null: it says nothing about them. */
export interface Selection {
  readonly filter: Filter | null;
  readonly having: Having | null;
}

/** Deeper than anyone writes, and far from the end of the stack. */
const DEEPEST = 50;

/**
 * Puts a search together: what stands side by side is joined by AND, AND binds tighter than OR, and parentheses group.
 *
 *     or   = and ("OR" and)*
 *     and  = term ("AND"? term)*
 *     term = "(" or ")" | condition | text
 *
 * Throws a SearchProblem at the first thing that is wrong.
 */
export class Tree {
  readonly #nodes: readonly Node[];
  readonly #context: SearchContext;
  #at = 0;
  #depth = 0;

  constructor(nodes: readonly Node[], context: SearchContext) {
    this.#nodes = nodes;
    this.#context = context;
  }

  read(): Selection {
    if (this.#nodes.length === 0) return { filter: EVERYTHING, having: null };
    const selection = this.#or();
    const rest = this.#next;
    if (rest === undefined) return selection;
    throw new SearchProblem(
      'This parenthesis closes nothing.',
      rest,
      'Remove it, open one before it, or quote the text it belongs to.',
    );
  }

  get #next(): Node | undefined {
    return this.#nodes[this.#at];
  }

  #peeks(word: 'AND' | 'OR'): BooleanPiece | null {
    const next = this.#next;
    return next?.kind === 'boolean' && next.word === word ? next : null;
  }

  #or(): Selection {
    const sides = [this.#and()];
    let first: BooleanPiece | null = null;
    for (let or = this.#peeks('OR'); or !== null; or = this.#peeks('OR')) {
      first ??= or;
      this.#at += 1;
      sides.push(this.#and());
    }
    return first === null ? joined('and', sides) : eitherOf(sides, first);
  }

  #and(): Selection {
    const terms = [this.#term()];
    for (;;) {
      const next = this.#next;
      if (next === undefined || next.kind === 'close' || this.#peeks('OR') !== null) break;
      if (this.#peeks('AND') !== null) this.#at += 1;
      terms.push(this.#term());
    }
    return joined('and', terms);
  }

  #term(): Selection {
    const node = this.#next;
    if (node === undefined || node.kind === 'boolean' || node.kind === 'close')
      return this.#refuseNothing(node);
    this.#at += 1;
    switch (node.kind) {
      case 'open':
        return this.#group(node);
      case 'text':
        return this.#text(node);
      case 'condition': {
        const { args } = node.key;
        if (args === null) return { filter: condition(node, this.#context), having: null };
        const operand = operandOf(node, this.#context.source);
        return { filter: null, having: metricCondition(node, args, operand, this.#context) };
      }
    }
  }

  #group(open: OpenPiece): Selection {
    if (++this.#depth > DEEPEST) {
      throw new SearchProblem(
        'Parentheses are nested too deeply.',
        open,
        `Remove some: there may be ${DEEPEST} in each other.`,
      );
    }
    const selection = this.#or();
    if (this.#next?.kind !== 'close') {
      throw new SearchProblem(
        'This parenthesis is not closed.',
        open,
        'Close it, or quote the text it belongs to.',
      );
    }
    this.#at += 1;
    this.#depth -= 1;
    return open.isNegated ? negated(selection, open) : selection;
  }

  /** Text is looked for anywhere in the transaction's name; the user's own stars stay wildcards. */
  #text(node: TextNode): Selection {
    const { source, hints } = this.#context;
    const { start, end } = node;
    const text = textOf(node, source);
    if (text === '') {
      hints.push({ message: 'These quotes are empty and say nothing.', start, end });
      return { filter: EVERYTHING, having: null };
    }
    const name = /^([a-z0-9_]+)\s*\(/i.exec(text)?.[1];
    if (name !== undefined && isFunctionName(name)) {
      const message = `This is looked for as a text. A condition on the metric begins with ${name}( and has a colon right behind the closing parenthesis.`;
      hints.push({ message, start, end });
    }
    // Backslashes at the end are the user's own; the star behind them is ours.
    const slashes = text.length - trimmedSlashes(text);
    const pattern = `*${text}${'\\'.repeat(slashes)}*`;
    return { filter: { kind: 'like', field: 'transaction', pattern }, having: null };
  }

  #refuseNothing(node: Node | undefined): never {
    if (node?.kind === 'boolean') {
      throw new SearchProblem(
        `${node.word} stands where a condition should.`,
        node,
        `Put a condition on both sides of it, or quote it: "${node.word.toLowerCase()}".`,
      );
    }
    if (node === undefined) {
      throw new SearchProblem(
        'The search ends where a condition should follow.',
        this.#nodes.at(-1) ?? { start: 0, end: 0 },
        'Add a condition, or remove what asks for it.',
      );
    }
    throw new SearchProblem(
      'There is nothing in front of this.',
      node,
      'Add a condition, or remove what asks for it.',
    );
  }
}

/** How long a text is without the backslashes at its end. */
function trimmedSlashes(text: string): number {
  let length = text.length;
  while (text[length - 1] === '\\') length -= 1;
  return length;
}

function join<T>(
  kind: 'and' | 'or',
  of: readonly T[],
): T | { readonly kind: 'and' | 'or'; readonly of: readonly T[] } | null {
  const [only] = of;
  if (only === undefined) return null;
  return of.length === 1 ? only : { kind, of };
}

function joined(kind: 'and' | 'or', parts: readonly Selection[]): Selection {
  return {
    filter: join<Filter>(
      kind,
      parts.map(({ filter }) => filter).filter((filter) => filter !== null),
    ),
    having: join<Having>(
      kind,
      parts.map(({ having }) => having).filter((having) => having !== null),
    ),
  };
}

/** Rows are selected before transactions are measured, so what is either the one or the other cannot be told. */
function eitherOf(sides: readonly Selection[], or: BooleanPiece): Selection {
  const isMixed = sides.some(({ filter }) => filter !== null) && sides.some(({ having }) => having !== null);
  if (isMixed) refuseMixed('OR joins conditions on rows and on metrics', or);
  return joined('or', sides);
}

function negated({ filter, having }: Selection, open: OpenPiece): Selection {
  if (filter !== null && having !== null)
    refuseMixed('This negation holds conditions on rows and on metrics', open);
  return {
    filter: filter === null ? null : { kind: 'not', of: filter },
    having: having === null ? null : { kind: 'not', of: having },
  };
}

function refuseMixed(what: string, place: Place): never {
  throw new SearchProblem(
    `${what}: metrics are computed of the rows that were selected before.`,
    place,
    'Keep the two apart: put conditions on rows on one side and those on metrics, such as p95():>1s, beside them.',
  );
}
