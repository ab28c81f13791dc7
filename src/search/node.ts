import type { BooleanPiece, ClosePiece, ConditionPiece, OpenPiece, Piece, TextPiece } from './piece.ts';
import type { Place } from './search-error.ts';

/** Words and phrases that are looked for together, with the parentheses that belong to them. */
export interface TextNode extends Place {
  readonly kind: 'text';
  readonly pieces: readonly (TextPiece | OpenPiece | ClosePiece)[];
}

/** What a search is put together from: its pieces, with free text in one. */
export type Node = BooleanPiece | OpenPiece | ClosePiece | ConditionPiece | TextNode;

/**
 * For each piece that opens a parenthesis which has nothing but free text in it, the index of the piece that closes
 * it; −1 for all others. `!(` is never free text.
 */
function textGroups(pieces: readonly Piece[]): Int32Array {
  const closes = new Int32Array(pieces.length).fill(-1);
  const open: { readonly index: number; isText: boolean }[] = [];
  for (const [index, piece] of pieces.entries()) {
    const around = open.at(-1);
    switch (piece.kind) {
      case 'open':
        open.push({ index, isText: !piece.isNegated });
        break;
      case 'close': {
        open.pop();
        if (around === undefined) break;
        if (around.isText) closes[around.index] = index;
        const outer = open.at(-1);
        if (outer !== undefined) outer.isText &&= around.isText;
        break;
      }
      case 'boolean':
      case 'condition':
        if (around !== undefined) around.isText = false;
        break;
      case 'word':
      case 'phrase':
        break;
    }
  }
  return closes;
}

/**
 * Puts free text together. A parenthesis belongs to it when text goes before it, or when it is empty, and nothing
 * but text is inside: `object (evaluating 'x')` is looked for as it stands, `object (op:db)` is a group.
 */
export function toNodes(pieces: readonly Piece[]): Node[] {
  const closes = textGroups(pieces);
  const nodes: Node[] = [];
  let run: TextNode['pieces'][number][] = [];
  const endRun = (): void => {
    const [first] = run;
    const last = run.at(-1);
    if (first !== undefined && last !== undefined) {
      nodes.push({ kind: 'text', pieces: run, start: first.start, end: last.end });
    }
    run = [];
  };
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const close = closes[index] ?? -1;
    if ('text' in piece) {
      run.push(piece);
    } else if (piece.kind === 'open' && close >= 0 && (run.length > 0 || close === index + 1)) {
      for (; index <= close; index++) {
        const inner = pieces[index];
        if (inner !== undefined && inner.kind !== 'condition' && inner.kind !== 'boolean') run.push(inner);
      }
      index = close;
    } else {
      endRun();
      nodes.push(piece);
    }
  }
  endRun();
  return nodes;
}

/** What a run of free text looks for: its words with one space where space was; empty where it says nothing. */
export function textOf(node: TextNode, source: string): string {
  const pieces = node.pieces.filter((piece) => !('text' in piece) || piece.text !== '');
  const texts = pieces.map((piece, index) => {
    const before = pieces[index - 1];
    const isGlued =
      before === undefined ||
      (before.end === piece.start && before.kind !== 'phrase' && piece.kind !== 'phrase');
    const text = 'text' in piece ? piece.text : source.slice(piece.start, piece.end);
    return isGlued ? text : ` ${text}`;
  });
  return texts.join('');
}
