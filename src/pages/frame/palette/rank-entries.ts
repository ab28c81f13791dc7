/** Something the palette leads to or does. */
export interface Ranked {
  readonly label: string;
  /** What else it is found by. */
  readonly words?: string;
}

/** Where a word with this first letter begins; −1 for none. */
function wordStart(text: string, letter: string): number {
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

/** How well a text is matched: 0 not at all; more where letters stand together, at the start, or behind a separator. */
function scoreOf(text: string, query: string): number {
  const whole = text.toLowerCase();
  const at = whole.indexOf(query);
  if (at >= 0)
    return (
      1_000 - at + (at === 0 || /[^\p{L}\p{N}]/u.test(whole[at - 1] ?? '') ? 500 : 0) - whole.length / 100
    );
  // Letters that only happen to stand in this order are no match: the first one begins a word.
  let score = 0;
  let from = wordStart(whole, query[0] ?? '');
  if (from < 0) return 0;
  let before = -2;
  for (const letter of query) {
    const found = whole.indexOf(letter, from);
    if (found < 0) return 0;
    score += found === before + 1 ? 4 : 1;
    before = found;
    from = found + 1;
  }
  return score - whole.length / 100;
}

/** The entries that match a query, the best first; all in their order where it is empty. */
export function rankEntries<E extends Ranked>(entries: readonly E[], query: string): E[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [...entries];
  return entries
    .map((entry) => ({
      entry,
      score: Math.max(scoreOf(entry.label, wanted), scoreOf(entry.words ?? '', wanted) * 0.9),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, two) => two.score - one.score)
    .map(({ entry }) => entry);
}

/**
 * The page and view that an address of this app names, such as a colleague's link; null where the text is none. `base`: the
 * folder that the app was loaded from, with a slash at its end. The host may be another: that of whoever copied it.
 */
export function placeIn(
  text: string,
  base: URL,
  isPage: (name: string) => boolean,
): { readonly pathname: string; readonly search: string; readonly hash: string } | null {
  const written = text.trim();
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) return null;
  const { pathname, search, hash } = new URL(written);
  if (!pathname.startsWith(base.pathname)) return null;
  const page = pathname.slice(base.pathname.length);
  return isPage(page) ? { pathname: `/${page}`, search, hash } : null;
}
