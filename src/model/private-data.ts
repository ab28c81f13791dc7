/** Why something was filtered before it was kept. Few and fixed, so that they can be counted. */
export type FilterReason =
  'secret key' | 'secret value' | 'address credentials' | 'card number' | 'e-mail address' | 'IP address';

/** Names of secrets as words of their own; `tokens` is none, because it counts what language models use. */
export const SECRET_WORDS: readonly string[] = (
  'password passwords passwd passphrase secret secrets auth oauth authn authz authentication authorization ' +
  'credential credentials bearer token cookie cookies session csrf xsrf jwt sessionid sessid jsessionid phpsessid'
).split(' ');

/** Two words in a row that name a secret together. */
export const SECRET_PAIRS: readonly string[] =
  'api key,private key,access key,signing key,encryption key,mysql pwd,db pwd,user pwd'.split(',');

/** What names a secret also in the middle of a word that is written together, such as `userpassword`. */
export const SECRET_PARTS: readonly string[] =
  'password passwd passphrase apikey privatekey secretkey credential authorization mysqlpwd'.split(' ');

/** What names one at the end of such a word, such as `accesstoken`; but not at its start, as in `secretary`. */
export const SECRET_ENDINGS: readonly string[] = 'token secret cookie'.split(' ');

/** Parameters of an address that are secrets there and nowhere else. */
export const SECRET_PARAMETERS: readonly string[] = 'key pass pwd sig signature sid otp'.split(' ');
