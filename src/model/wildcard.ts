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
  let part = '';
  let backslashes = 0;
  for (const char of pattern) {
    if (char === '*') {
      if (backslashes % 2 === 1) {
        part = `${part.slice(0, -1)}*`;
      } else {
        parts.push(part.slice(0, part.length - backslashes / 2));
        part = '';
      }
    } else {
      part += char;
    }
    backslashes = char === '\\' ? backslashes + 1 : 0;
  }
  parts.push(part);
  return parts;
}

/** Whether a pattern has at least one star that is a wildcard. */
export function isWildcard(pattern: string): boolean {
  return parseWildcard(pattern).length > 1;
}

/**
 * Compiles a pattern into a matcher that takes time linear in the value for each part: no user text becomes a
 * regular expression.
 */
export function toMatcher(pattern: string): (value: string) => boolean {
  const parts = parseWildcard(pattern).map((part) => part.toLowerCase());
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return (value) => value.toLowerCase() === first;
  const middle = parts.slice(1, -1);
  return (value) => {
    const text = value.toLowerCase();
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
