/** A run of any characters, also an empty one. */
const ANY = Symbol('any');

type Token = string | typeof ANY;

/**
 * Reads a pattern character by character. A star after an even number of backslashes is a wildcard, and each pair
 * of those backslashes is one backslash; after an odd number it is a star, and the last backslash goes.
 */
function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const characters = Array.from(pattern);
  for (const [index, character] of characters.entries()) {
    if (character !== '*') {
      tokens.push(character);
      continue;
    }
    let backslashes = 0;
    while (characters[index - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) {
      tokens.splice(tokens.length - backslashes / 2, backslashes / 2);
      tokens.push(ANY);
    } else {
      tokens.pop();
      tokens.push('*');
    }
  }
  return tokens;
}

/** Whether a text as a whole matches a wildcard pattern, its case ignored. */
export function matches(text: string, pattern: string): boolean {
  const characters = Array.from(text);
  const tokens = tokensOf(pattern);
  const known = new Map<string, boolean>();

  // Whether the text from `at` on matches the tokens from `next` on.
  function matchesFrom(at: number, next: number): boolean {
    const place = `${at} ${next}`;
    const before = known.get(place);
    if (before !== undefined) return before;
    const result = compute(at, next);
    known.set(place, result);
    return result;
  }

  function compute(at: number, next: number): boolean {
    const token = tokens[next];
    const character = characters[at];
    if (token === undefined) return character === undefined;
    if (token === ANY)
      return matchesFrom(at, next + 1) || (character !== undefined && matchesFrom(at + 1, next));
    return character?.toLowerCase() === token.toLowerCase() && matchesFrom(at + 1, next + 1);
  }

  return matchesFrom(0, 0);
}
