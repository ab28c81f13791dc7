import { filterAssigned } from './assigned-secret.ts';
import { findCardNumbers } from './card-number.ts';
import { filterContacts } from './contact.ts';
import { FILTERED, withoutCuts } from './filtered.ts';
import type { OnFiltered } from './filtered.ts';
import { isSecretKey } from './secret-key.ts';

/** What a text must hold for anything in it to be looked for; most hold none of it. */
const HINT =
  /pass|secret|identified|key|auth|credential|pwd|token|bearer|basic|cookie|sess|[cx]srf|jwt|eyj|(?:^|[?&;])(?:sig|sid|otp)|@|\d[\d -]{11}/i;
const CONTACT_HINT = /@|\d\.\d|:[\da-f]*:/i;

/** Texts that were looked at and hold no hint: most of what is sent repeats itself. */
const innocent = new Set<string>();
const MOST_INNOCENT = 20_000;
const LONGEST_INNOCENT = 120;

function hasHint(text: string): boolean {
  if (innocent.has(text)) return false;
  if (HINT.test(text)) return true;
  if (innocent.size >= MOST_INNOCENT) innocent.clear();
  if (text.length <= LONGEST_INNOCENT) innocent.add(text);
  return false;
}

/** Whether nothing in a text has to be looked for: told quickly, and of most texts. */
export function isInnocent(text: string, contacts: boolean): boolean {
  return !hasHint(text) && !(contacts && CONTACT_HINT.test(text));
}

const LONGEST_AUTHORITY = 512;

/** Takes the user and password out of addresses: `https://user:password@host/`. */
function filterUserinfo(text: string, onFiltered: OnFiltered): string {
  const cuts: { start: number; end: number }[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    const rest = text.slice(start, start + LONGEST_AUTHORITY);
    const authority = /^[^/?#\s"'<>]*/.exec(rest)?.[0] ?? '';
    const sign = authority.lastIndexOf('@');
    if (sign <= 0 || authority.slice(0, sign) === FILTERED) continue;
    cuts.push({ start, end: start + sign });
    onFiltered('address credentials');
  }
  return cuts.length === 0 ? text : withoutCuts(text, cuts);
}

/** `Bearer` and `Basic` with what looks like no word behind them. */
const BEARER = /\b(bearer|basic)(\s{1,3})([\w.~+/=-]{8,})/gi;
const LONGEST_WORD = 20;

function filterBearer(text: string, onFiltered: OnFiltered): string {
  return text.replaceAll(BEARER, (whole, scheme: string, space: string, value: string) => {
    if (!/\d/.test(value) && value.length < LONGEST_WORD) return whole;
    onFiltered('secret value');
    return `${scheme}${space}${FILTERED}`;
  });
}

/** JSON web tokens, wherever they stand: their first part is JSON that begins with `{"`, in base64. */
function filterJwt(text: string, onFiltered: OnFiltered): string {
  const cuts: { start: number; end: number }[] = [];
  const rest = /\.[\w-]{4,}\.[\w-]*/y;
  let done = 0;
  for (const { 0: head, index } of text.matchAll(/eyJ[\w-]{4,}/g)) {
    if (index < done) continue;
    rest.lastIndex = index + head.length;
    const tail = rest.exec(text)?.[0];
    if (tail === undefined) continue;
    done = index + head.length + tail.length;
    cuts.push({ start: index, end: done });
    onFiltered('secret value');
  }
  return cuts.length === 0 ? text : withoutCuts(text, cuts);
}

function filterCards(text: string, onFiltered: OnFiltered): string {
  const found = findCardNumbers(text);
  if (found.length === 0) return text;
  for (let count = 0; count < found.length; count += 1) onFiltered('card number');
  return withoutCuts(
    text,
    found.map(([start, end]) => ({ start, end })),
  );
}

const PEM = '-----BEGIN ';

/** Private keys as files hold them, from their first line to their last or the end of the text. */
function filterPrivateKeys(text: string, onFiltered: OnFiltered): string {
  const cuts: { start: number; end: number }[] = [];
  for (let at = text.indexOf(PEM); at >= 0; at = text.indexOf(PEM, at + 1)) {
    const start = /^[A-Z ]{0,40}PRIVATE KEY-----/.exec(
      text.slice(at + PEM.length, at + PEM.length + 60),
    )?.[0];
    if (start === undefined) continue;
    const from = at + PEM.length + start.length;
    const found = text.indexOf('-----END ', from);
    const end = found < 0 ? text.length : found;
    if (text.slice(from, end) !== FILTERED && end > from) {
      cuts.push({ start: from, end });
      onFiltered('secret value');
    }
    at = end - 1;
  }
  return cuts.length === 0 ? text : withoutCuts(text, cuts);
}

/**
 * A text without the secrets in it: what it assigns to the name of one, credentials in addresses, private keys, bearer
 * tokens, JSON web tokens and numbers of cards; with `contacts` also e-mail and IP addresses. Names of secrets alone stay, since
 * `POST /auth/token` and `invalid token` tell nothing. Takes time linear in its length.
 */
export function filterText(text: string, contacts: boolean, onFiltered: OnFiltered): string {
  let kept = text;
  if (hasHint(text)) {
    kept = filterUserinfo(kept, onFiltered);
    kept = filterPrivateKeys(kept, onFiltered);
    kept = filterAssigned(kept, onFiltered);
    kept = filterBearer(kept, onFiltered);
    kept = filterJwt(kept, onFiltered);
    kept = filterCards(kept, onFiltered);
  }
  return contacts && CONTACT_HINT.test(kept) ? filterContacts(kept, onFiltered) : kept;
}

/** Whether a text, read word by word, names a secret. */
export function namesSecret(text: string): boolean {
  if (!hasHint(text)) return false;
  for (const [word] of text.matchAll(/[A-Za-z][\w-]{0,63}/g)) if (isSecretKey(word)) return true;
  return false;
}

/** The end of a literal in single quotes that starts at `from`, behind its last quote. */
function endOfLiteral(query: string, from: number): number {
  let at = from + 1;
  for (; at < query.length; at += 1) {
    if (query[at] === '\\') at += 1;
    else if (query[at] === "'") {
      if (query[at + 1] !== "'") return at + 1;
      at += 1;
    }
  }
  return query.length;
}

/** Commands whose rest is a secret: Redis has no names and quotes. */
const COMMAND =
  /^\s{0,3}(?:AUTH|HELLO \d AUTH|CONFIG SET (?:requirepass|masterauth|masteruser))\s{1,3}(?=\S)/i;
const IDENTIFIED = /identified\s{1,3}(?:by|with|as)/i;

/**
 * A query without secrets. Where it names one anywhere, such as in the columns of an INSERT, every literal goes: which
 * of them is the secret, only the database knows.
 */
export function filterQuery(query: string, contacts: boolean, onFiltered: OnFiltered): string {
  const command = COMMAND.exec(query)?.[0];
  if (command !== undefined && query.slice(command.length) !== FILTERED) {
    onFiltered('secret value');
    return command + FILTERED;
  }
  if (!query.includes("'") || !(namesSecret(query) || IDENTIFIED.test(query))) {
    return filterText(query, contacts, onFiltered);
  }
  const cuts: { start: number; end: number }[] = [];
  for (let at = query.indexOf("'"); at >= 0; at = query.indexOf("'", at)) {
    const end = endOfLiteral(query, at);
    const start = at + 1;
    const last = query[end - 1] === "'" && end > start ? end - 1 : end;
    const literal = query.slice(start, last);
    if (literal !== '' && literal !== FILTERED) {
      cuts.push({ start, end: last });
      onFiltered('secret value');
    }
    at = end;
  }
  return filterText(withoutCuts(query, cuts), contacts, onFiltered);
}
