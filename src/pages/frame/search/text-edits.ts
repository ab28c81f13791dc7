import type { Term } from '../../../search/token.ts';

/** A text without one of its terms, and without the AND, OR or parentheses that then have nothing to join. */
export function withoutTerm(text: string, terms: readonly Term[], term: Term): string {
  const kept = terms.filter((each) => each !== term);
  for (let before = -1; before !== kept.length;) {
    before = kept.length;
    const idle = kept.findIndex(
      ({ kind }, at) =>
        (kind === 'boolean' && (isOpening(kept[at - 1]) || isClosing(kept[at + 1]))) ||
        (kind === 'open' && kept[at + 1]?.kind === 'close') ||
        (kind === 'close' && kept[at - 1]?.kind === 'open'),
    );
    if (idle >= 0) kept.splice(idle, kept[idle]?.kind === 'open' ? 2 : 1);
  }
  return kept.map(({ start, end }) => text.slice(start, end)).join(' ');
}

function isOpening(term: Term | undefined): boolean {
  return term === undefined || term.kind === 'open' || term.kind === 'boolean';
}

function isClosing(term: Term | undefined): boolean {
  return term === undefined || term.kind === 'close';
}
