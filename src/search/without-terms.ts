import type { Term } from './token.ts';

/** Whether AND or OR can follow: not at the beginning, behind another one, or behind an open parenthesis. */
function isOpening(term: Term | undefined): boolean {
  return term === undefined || term.kind === 'open' || term.kind === 'boolean';
}

/**
 * A text without some of its terms, and without the AND, OR and parentheses that then have nothing to join. `terms`
 * are those that `parse` gave for the text.
 */
export function withoutTerms(text: string, terms: readonly Term[], gone: ReadonlySet<Term>): string {
  const kept: Term[] = [];
  const dropIdleWord = (): void => {
    if (kept.at(-1)?.kind === 'boolean') kept.pop();
  };
  for (const term of terms) {
    if (gone.has(term)) continue;
    if (term.kind === 'boolean' && isOpening(kept.at(-1))) continue;
    if (term.kind === 'close') {
      dropIdleWord();
      if (kept.at(-1)?.kind === 'open') {
        kept.pop();
        continue;
      }
    }
    kept.push(term);
  }
  dropIdleWord();
  const index = new Map(terms.map((term, at) => [term, at]));
  return kept
    .map((term, at) => {
      const before = kept[at - 1];
      const piece = text.slice(term.start, term.end);
      if (before === undefined) return piece;
      const wereNeighbours = index.get(before) === (index.get(term) ?? 0) - 1;
      if (wereNeighbours) return text.slice(before.end, term.end);
      return before.kind === 'open' || term.kind === 'close' ? piece : ` ${piece}`;
    })
    .join('');
}
