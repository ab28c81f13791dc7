/**
 * Characters of foreign text that would be invisible or would reorder what stands around them: controls, direction
 * marks, zero-width spaces, halves of surrogate pairs. The joiners of emoji and scripts are none of them.
 */
const HIDDEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}]/gu;

function escaped(char: string): string {
  if (char === '\n' || char === '\t') return char;
  return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** Foreign text as it may be shown over several lines: hidden characters are written as escapes. */
export function toVisible(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(HIDDEN, escaped);
}

/** Foreign text as it may be shown on one line, cut where no screen is wide enough for it. */
export function toVisibleLine(text: string, limit = 400): string {
  const start = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const line = toVisible(start).replaceAll(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit).trimEnd()}…` : line;
}
