import type { Node } from './node.ts';
import type { ConditionPiece } from './piece.ts';
import type { Place } from './search-error.ts';
import type { Term, Token, TokenKind } from './token.ts';

/** The terms of a search, in their order. */
export function toTerms(nodes: readonly Node[], source: string): Term[] {
  let depth = 0;
  return nodes.map((node) => {
    if (node.kind === 'close') depth = Math.max(0, depth - 1);
    const term = toTerm(node, depth, source);
    if (node.kind === 'open') depth += 1;
    return term;
  });
}

function toTerm(node: Node, depth: number, source: string): Term {
  const { start, end } = node;
  if (node.kind === 'condition') {
    const { key, isNegated } = node;
    const isMetric = key.args !== null;
    return {
      kind: isMetric ? 'aggregate' : 'condition',
      key: isMetric ? source.slice(key.start, key.end) : key.name,
      isTag: key.isTag,
      isNegated,
      depth,
      start,
      end,
    };
  }
  const isNegated = node.kind === 'open' && node.isNegated;
  return { kind: node.kind, key: '', isTag: false, isNegated, depth, start, end };
}

type Named = readonly [TokenKind, Place];

function at(start: number): Place {
  return { start, end: start + 1 };
}

function conditionTokens({ isNegated, start, key, operator, value }: ConditionPiece): Named[] {
  const head: Named[] = [
    ...(isNegated ? [['negation', at(start)] as const] : []),
    [key.args === null ? 'key' : 'function', key],
    ['colon', at(key.end)],
    ...(operator === null ? [] : [['operator', operator] as const]),
  ];
  if (value.kind === 'nothing') return head;
  if (value.kind === 'quoted' && value.rest !== null) {
    return [...head, ['value', { start: value.start, end: value.rest.start }], ['value', value.rest]];
  }
  if (value.kind !== 'list') return [...head, ['value', value]];
  const inside: Named[] = [
    ...value.items.filter((item) => item !== null).map((item) => ['value', item] as const),
    ...value.commas.map((comma) => ['comma', at(comma)] as const),
  ];
  inside.sort(([, a], [, b]) => a.start - b.start);
  return [...head, ['bracket', at(value.start)], ...inside, ['bracket', at(value.end - 1)]];
}

function nodeTokens(node: Node): Named[] {
  switch (node.kind) {
    case 'boolean':
      return [['boolean', node]];
    case 'open':
      return node.isNegated
        ? [
            ['negation', at(node.start)],
            ['paren', at(node.start + 1)],
          ]
        : [['paren', node]];
    case 'close':
      return [['paren', node]];
    case 'text':
      return node.pieces.map((piece) => ['text', piece] as const);
    case 'condition':
      return conditionTokens(node);
  }
}

/** The smallest pieces of a search, in their order; those that the error touches are wrong. */
export function toTokens(nodes: readonly Node[], error: Place | null): Token[] {
  return nodes.flatMap((node, term) =>
    nodeTokens(node).map(([kind, { start, end }]) => ({
      kind,
      start,
      end,
      term,
      isWrong: error !== null && start < error.end && error.start < end,
    })),
  );
}
