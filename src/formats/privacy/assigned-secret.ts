import { FILTERED, withoutCuts } from './filtered.ts';
import type { OnFiltered } from './filtered.ts';
import { isSecretKey, isSecretParameter } from './secret-key.ts';

// Secrets that a text assigns to their name: `password=hunter2`, `"apiKey": "…"`, `Cookie: a=b; c=d`. Every character
// is looked at a bounded number of times, whatever the text is.

const SIGN = /[=:]|%3[Dd]/g;
const LONGEST_NAME = 64;
/** Spaces, quotes and brackets between a name and its sign: `params['password'] = `. */
const MOST_BETWEEN = 6;

const OF_NAME = /[\w$.-]/;
const BETWEEN = /[ \t"'`\\\]]/;
const ENDS_VALUE = /[\s"'`&;,)}\]<>|\\]/;
/** What stands for a value that is given elsewhere, or is none. */
const NO_SECRET =
  /^(?:\?|\$\d+|%s|%\(\w{1,64}\)s|[:@]\w{1,64}|\*+|null|nil|none|undefined|true|false|\.{3})$/i;
const NAME_AND_SIGN = /^[\w$.-]{1,64}[=:]$/;
/** Schemes of a header, after which its secret comes. */
const SCHEME = /^(?:bearer|basic|digest|token|negotiate)$/i;
const PORT = /^\d{1,5}(?!\w)/;

/** The name before the sign at `sign`, and where it starts. */
function nameBefore(text: string, sign: number): { readonly name: string; readonly start: number } {
  let end = sign;
  while (end > 0 && sign - end < MOST_BETWEEN && BETWEEN.test(text[end - 1] ?? '')) end -= 1;
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && OF_NAME.test(text[start - 1] ?? '')) start -= 1;
  return { name: text.slice(start, end), start };
}

/** The end of what is quoted from `from` on: before the quote, or the end of the text. */
function endOfQuoted(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\' && quote !== '\\') {
      // A quote that is escaped within a text that is itself quoted ends the inner one.
      if (text[at + 1] === quote && text[from - 2] === '\\') return at;
      at += 1;
    } else if (text[at] === quote) return at;
  }
  return text.length;
}

/** The end of an object or list from `from` on. */
function endOfNested(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfQuoted(text, at + 1, '"');
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function endOfRun(text: string, from: number, ends: RegExp): number {
  let at = from;
  while (at < text.length && !ends.test(text[at] ?? '')) at += 1;
  return at;
}

/** Where the value behind a sign starts and ends; equal where there is none. */
function valueAfter(text: string, sign: number, name: string): { start: number; end: number } {
  let start = sign;
  while (start - sign < MOST_BETWEEN && /[ \t=>\\]/.test(text[start] ?? '')) start += 1;
  const first = text[start] ?? '';
  if (text.startsWith(FILTERED, start)) return { start, end: start };
  if (first === '"' || first === "'" || first === '`') {
    return { start: start + 1, end: endOfQuoted(text, start + 1, first) };
  }
  if (first === '{' || first === '[') return { start, end: endOfNested(text, start) };
  if (/cookies?$/i.test(name)) return { start, end: endOfRun(text, start, /[\r\n"'`]/) };
  const end = endOfRun(text, start, ENDS_VALUE);
  if (text[end] === ' ' && SCHEME.test(text.slice(start, end))) {
    return { start, end: endOfRun(text, end + 1, ENDS_VALUE) };
  }
  return { start, end };
}

/** Whether a sign is part of something else: `Auth::User`, `session://`, `auth.example.com:8080`. */
function isOther(text: string, sign: number, nameStart: number, name: string): boolean {
  if (text[sign] !== ':') return false;
  if (text[sign + 1] === ':' || text[sign - 1] === ':' || text.startsWith('//', sign + 1)) return true;
  const isHost = text[nameStart - 1] === '/' || !/pass|secret|key|pwd/i.test(name);
  return isHost && PORT.test(text.slice(sign + 1, sign + 7));
}

/** The text without the values that it assigns to names of secrets. */
export function filterAssigned(text: string, onFiltered: OnFiltered): string {
  const cuts: { start: number; end: number }[] = [];
  let done = 0;
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (index < done) continue;
    const { name, start: nameStart } = nameBefore(text, index);
    if (name === '') continue;
    const isParameter = sign !== ':' && /[?&;]/.test(text[nameStart - 1] ?? '');
    if (!(isParameter ? isSecretParameter(name) : isSecretKey(name))) continue;
    if (isOther(text, index, nameStart, name)) continue;
    const { start, end } = valueAfter(text, index + sign.length, name);
    const value = text.slice(start, end);
    if (value === '' || value === FILTERED || NO_SECRET.test(value)) continue;
    // A name in place of the value is followed by that of its own.
    if (NAME_AND_SIGN.test(value) && isSecretKey(value)) continue;
    cuts.push({ start, end });
    done = end;
    onFiltered('secret value');
  }
  return cuts.length === 0 ? text : withoutCuts(text, cuts);
}
