/** Names of secrets as words of their own; `tokens` is none, because it counts what language models use. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'password passwords passwd passphrase secret secrets auth oauth authn authz authentication authorization ' +
    'credential credentials bearer token cookie cookies session csrf xsrf jwt sessionid sessid jsessionid phpsessid'
  ).split(' '),
);

/** Two words in a row that name a secret together. */
const PAIRS: ReadonlySet<string> = new Set(
  'api key,private key,access key,signing key,encryption key,mysql pwd,db pwd,user pwd'.split(','),
);

/** What names a secret also in the middle of a word that is written together, such as `userpassword`. */
const PARTS = /password|passwd|passphrase|apikey|privatekey|secretkey|credential|authorization|mysqlpwd/;
/** What names one at the end of such a word, such as `accesstoken`; but not at its start, as in `secretary`. */
const ENDINGS = /(?:token|secret|cookie)$/;

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

/** Parameters of an address that are secrets there and nowhere else. */
const PARAMETERS: ReadonlySet<string> = new Set('key pass pwd sig signature sid otp'.split(' '));

/** Whether a parameter in the query of an address names a secret. */
export function isSecretParameter(name: string): boolean {
  return PARAMETERS.has(name.toLowerCase()) || isSecretKey(name);
}
