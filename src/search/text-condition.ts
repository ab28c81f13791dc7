import type { Field } from '../model/column.ts';
import { EVERYTHING } from '../model/filter.ts';
import type { Comparison, Filter } from '../model/filter.ts';
import { STATUSES } from '../model/status.ts';
import { parseVersion } from '../model/version.ts';
import type { VersionPart } from '../model/version.ts';
import { isWildcard, parseWildcard, toMatcher } from '../model/wildcard.ts';
import type { SearchContext } from './context.ts';
import type { Operand } from './operand.ts';
import type { ItemPiece } from './piece.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';
import { mostSimilar } from './similar.ts';

/** The text of a single value as it was written: an operator belongs to it where nothing is compared by order. */
function wholeText(operand: Operand & { readonly kind: 'single' }): string {
  return `${operand.sign ?? ''}${operand.text}`;
}

/** `key:value`: compares whole values with their case, or matches a wildcard without it. Before any negation. */
export function textCondition(field: Field, operand: Operand, context: SearchContext): Filter {
  if (operand.kind === 'list') {
    return { kind: 'in', field, values: operand.items.map(({ text }) => (text === '' ? null : text)) };
  }
  const text = wholeText(operand);
  if (text === '') return { kind: 'not', of: { kind: 'has', field } };
  if (operand.sign !== null) {
    hint(
      context,
      operand,
      `“${operand.sign}” is part of the text here: only numbers, times and versions have an order.`,
    );
  } else if (text.startsWith('[') && !operand.isQuoted) {
    hint(
      context,
      operand,
      'This is read as a text. A list is written as [one,two], with commas and both brackets.',
    );
  }
  if (!operand.isQuoted && /(^|[^\\])"/.test(context.source.slice(operand.start, operand.end))) {
    hint(
      context,
      operand,
      'The quote is part of the text here. A value with spaces goes in quotes as a whole.',
    );
  }
  if (isWildcard(text)) return { kind: 'like', field, pattern: text };
  return { kind: 'in', field, values: [parseWildcard(text)[0] ?? ''] };
}

function hint(context: SearchContext, { start, end }: Operand, message: string): void {
  context.hints.push({ message, start, end });
}

const STATUS_WORDS: ReadonlyMap<string, string> = new Map([
  ...STATUSES.map((status): [string, string] => [status, status]),
  // Sentry's word on the wire for the same.
  ['unknown_error', 'unknown'],
]);

/** A status is one of a fixed list of words and takes no wildcard. */
export function statusCondition(operand: Operand): Filter {
  if (operand.kind === 'single' && wholeText(operand) === '') {
    return { kind: 'not', of: { kind: 'has', field: 'status' } };
  }
  const words = operand.kind === 'list' ? operand.items.map(({ text }) => text) : [wholeText(operand)];
  const values = words.map((word) => (word === '' ? null : toStatusWord(word, operand)));
  return { kind: 'in', field: 'status', values };
}

function toStatusWord(word: string, place: Operand): string {
  const status = STATUS_WORDS.get(word);
  if (status !== undefined) return status;
  const similar = mostSimilar(STATUSES, word);
  throw new SearchProblem(
    isWildcard(word) ? 'A status takes no wildcard.' : `There is no status “${word}”.`,
    place,
    `${similar === null ? '' : `Did you mean ${similar}? `}It is one of ${STATUSES.join(', ')}. Several go in brackets: status:[not_found,aborted].`,
  );
}

/** A release: a text that can also be compared as a version, or be the newest there is. */
export function releaseCondition(operand: Operand, context: SearchContext): Filter {
  if (operand.kind === 'single' && !operand.isQuoted) {
    if (operand.sign === null && isLatest(operand)) {
      return { kind: 'in', field: 'release', values: [latestRelease(operand, context)] };
    }
    const isOrder = operand.sign !== null && operand.sign !== '=' && operand.sign !== '!=';
    if (isOrder && isVersion(operand.text)) return versionCondition('version', operand);
  }
  if (operand.kind === 'list') {
    const items = operand.items.map((item) =>
      isLatest(item) ? { ...item, text: latestRelease(item, context) } : item,
    );
    return textCondition('release', { ...operand, items }, context);
  }
  return textCondition('release', operand, context);
}

function isLatest({ text, isQuoted }: Pick<ItemPiece, 'text' | 'isQuoted'>): boolean {
  return text === 'latest' && !isQuoted;
}

function latestRelease(place: Place, { releases }: SearchContext): string {
  const [latest] = releases ?? [];
  if (latest !== undefined) return latest;
  throw new SearchProblem(
    'No release is known yet, so none is the latest.',
    place,
    'Name one, as in release:1.2.3; a release that is called “latest” goes in quotes.',
  );
}

function isVersion(text: string): boolean {
  return parseVersion(text) !== null;
}

/** `release.version:>=1.2.3` and the like. `!=` stands for the same as `=`. */
export function versionCondition(part: VersionPart, operand: Operand): Filter {
  if (operand.kind === 'list') {
    const of = operand.items.map(({ text }) => compareVersion(part, '=', text, operand));
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'or', of };
  }
  const { sign, text } = operand;
  if (part === 'version' && isWildcard(text) && sign === null) {
    const patterns = [text, `*@${text}`];
    return { kind: 'or', of: patterns.map((pattern) => ({ kind: 'like', field: 'release', pattern })) };
  }
  if (part === 'package' && sign !== null && sign !== '=' && sign !== '!=') {
    throw new SearchProblem('A package has no order.', operand, 'Write for instance release.package:shop.');
  }
  return compareVersion(part, sign === null || sign === '!=' ? '=' : sign, text, operand);
}

function compareVersion(part: VersionPart, is: Comparison, text: string, place: Operand): Filter {
  const isRight = part === 'version' ? isVersion(text) : text !== '' && !isWildcard(text);
  if (isRight) return { kind: 'version', part, is, value: text };
  throw new SearchProblem(
    text === '' ? `“release.${part}” needs a value.` : `“${text}” is not a ${part}.`,
    place,
    part === 'version'
      ? 'Write for instance release.version:>=1.2.3 or release.version:1.2.*; has:release finds what has a release.'
      : `Write for instance release.${part}:${part === 'package' ? 'shop' : '>=100'}; has:release finds what has a release.`,
  );
}

/** `user.id:42`, which the column `user` holds as `id:42`. */
export function userIdCondition(operand: Operand, context: SearchContext): Filter {
  if (operand.kind === 'single') {
    const text = wholeText(operand);
    if (text === '') return { kind: 'not', of: { kind: 'like', field: 'user', pattern: 'id:*' } };
    return textCondition('user', { ...operand, sign: null, text: `id:${text}` }, context);
  }
  const ids = operand.items.map((item) => ({ ...item, text: item.text === '' ? '' : `id:${item.text}` }));
  return textCondition('user', { ...operand, items: ids }, context);
}

/** Only an e-mail has it: what else the column `user.display` may show is a name, an id or an address. */
export const ANY_EMAIL: Filter = { kind: 'like', field: 'user.display', pattern: '*@*' };

/** `user.email:ada@example.org`, which is what `user.display` shows wherever it is known. */
export function userEmailCondition(operand: Operand, context: SearchContext): Filter {
  const isNone = operand.kind === 'single' && wholeText(operand) === '';
  return isNone ? { kind: 'not', of: ANY_EMAIL } : textCondition('user.display', operand, context);
}

/** `project.id:7`: a project's number is its name where a Sentry SDK sent it. */
export function projectIdCondition(operand: Operand): Filter {
  const texts = operand.kind === 'list' ? operand.items.map(({ text }) => text) : [operand.text];
  const isOrder = operand.kind === 'single' && operand.sign !== null && !['=', '!='].includes(operand.sign);
  const wrong = texts.find((text) => !/^-?\d+$/.test(text));
  if (wrong === undefined && !isOrder) return { kind: 'in', field: 'project', values: texts };
  throw new SearchProblem(
    wrong === undefined ? 'The numbers of projects have no order.' : `“${wrong}” is not a project’s number.`,
    operand,
    'Write for instance project.id:7, or project: with the name of a service.',
  );
}

const TYPE = 'transaction';

/** Everything that is searched is a transaction; what asks for something else is told so. */
export function eventTypeCondition(operand: Operand, isNegated: boolean): Filter {
  const texts = operand.kind === 'list' ? operand.items.map(({ text }) => text) : [wholeText(operand)];
  const isMatched = texts.some((text) =>
    operand.kind === 'single' && isWildcard(text) ? toMatcher(text)(TYPE) : text === TYPE,
  );
  if (isMatched !== isNegated) return EVERYTHING;
  throw new SearchProblem(
    'Only transactions are searched here.',
    operand,
    'Remove it; errors:>0 finds transactions in which errors were reported.',
  );
}
