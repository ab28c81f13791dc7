/**
 * The wildcard of the search language: `*` stands for any run of characters, also an empty one, when an even
 * number of backslashes precedes it; `\*` is a literal star. Matching ignores case (plain equality does not).
 */

/** A pattern cut at its stars: `/api/*` is `['/api/', '']`. One part alone means that there is no star. */
export type WildcardParts = readonly string[];

/**
 * Cuts a pattern at its wildcards. `\*` becomes a literal star and other backslashes stay as they are, but each pair
 * of backslashes right before a wildcard is one backslash: `a\\*` is what begins with `a\`.
 */
export function parseWildcard(pattern: string): WildcardParts {
  const parts: string[] = [];
  let pieces: string[] = [];
  let from = 0;
  for (let star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', star + 1)) {
    let slashes = star;
    while (slashes > from && pattern[slashes - 1] === '\\') slashes--;
    const count = star - slashes;
    if (count % 2 === 1) {
      pieces.push(pattern.slice(from, star - 1), '*');
    } else {
      pieces.push(pattern.slice(from, star - count / 2));
      parts.push(pieces.join(''));
      pieces = [];
    }
    from = star + 1;
  }
  pieces.push(pattern.slice(from));
  parts.push(pieces.join(''));
  return parts;
}

/** Whether a pattern has at least one star that is a wildcard. */
export function isWildcard(pattern: string): boolean {
  return parseWildcard(pattern).length > 1;
}

/** Up to this length a part is looked for where it may begin; beyond, that could cost its length at every place. */
const SHORT = 64;

/**
 * Finds a part at or after a place, −1 where there is none: in time linear in the value, whatever both are (Knuth,
 * Morris and Pratt 1977, where the part is long).
 */
function toFinder(part: string): (text: string, from: number) => number {
  if (part.length <= SHORT) return (text, from) => text.indexOf(part, from);
  // Of each prefix of the part, how much of its beginning it ends with.
  const overlaps = new Int32Array(part.length);
  for (let end = 1, overlap = 0; end < part.length; end++) {
    while (overlap > 0 && part[end] !== part[overlap]) overlap = overlaps[overlap - 1] ?? 0;
    if (part[end] === part[overlap]) overlap++;
    overlaps[end] = overlap;
  }
  return (text, from) => {
    for (let at = from, matched = 0; at < text.length; at++) {
      while (matched > 0 && text[at] !== part[matched]) matched = overlaps[matched - 1] ?? 0;
      if (text[at] === part[matched]) matched++;
      if (matched === part.length) return at + 1 - matched;
    }
    return -1;
  };
}

/**
 * Compiles a pattern into a matcher that takes time linear in the value: no user text becomes a regular expression,
 * and a part is looked for only behind where the one before it was found.
 */
export function toMatcher(pattern: string): (value: string) => boolean {
  const parts = parseWildcard(pattern).map((part) => part.toLowerCase());
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return (value) => value.toLowerCase() === first;
  const middle = parts
    .slice(1, -1)
    .filter((part) => part !== '')
    .map((part) => ({ length: part.length, find: toFinder(part) }));
  return (value) => {
    const text = value.toLowerCase();
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const { length, find } of middle) {
      const found = find(text, at);
      if (found < 0 || found + length > end) return false;
      at = found + length;
    }
    return true;
  };
}
