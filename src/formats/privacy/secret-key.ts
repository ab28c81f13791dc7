import {
  SECRET_ENDINGS,
  SECRET_PAIRS,
  SECRET_PARAMETERS,
  SECRET_PARTS,
  SECRET_WORDS,
} from '../../model/private-data.ts';

const WORDS: ReadonlySet<string> = new Set(SECRET_WORDS);
const PAIRS: ReadonlySet<string> = new Set(SECRET_PAIRS);
const PARTS = new RegExp(SECRET_PARTS.join('|'));
const ENDINGS = new RegExp(`(?:${SECRET_ENDINGS.join('|')})$`);

/** Words of a key: at capitals, digits and everything that is no letter. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
const LONGEST_KEY = 200;

const MOST_KNOWN = 10_000;
const known = new Map<string, boolean>();

function namesSecret(key: string): boolean {
  let before = '';
  for (const [match] of key.slice(0, LONGEST_KEY).matchAll(WORD)) {
    const word = match.toLowerCase();
    if (WORDS.has(word) || PAIRS.has(`${before} ${word}`) || PARTS.test(word) || ENDINGS.test(word))
      return true;
    before = word;
  }
  return false;
}

/**
 * Whether a key, such as `http.request.header.x-api-key` or `userPassword`, names a secret. It is told by whole words,
 * so that `author` and `max_tokens` are none.
 */
export function isSecretKey(key: string): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const names = namesSecret(key);
  // Keys are foreign: without a bound they would fill the memory.
  if (known.size >= MOST_KNOWN) known.clear();
  if (key.length <= LONGEST_KEY) known.set(key, names);
  return names;
}

const PARAMETERS: ReadonlySet<string> = new Set(SECRET_PARAMETERS);

/** Whether a parameter in the query of an address names a secret. */
export function isSecretParameter(name: string): boolean {
  return PARAMETERS.has(name.toLowerCase()) || isSecretKey(name);
}
