import { WORK_COLUMNS } from '../model/column.ts';
import { VITALS } from '../model/transaction.ts';
import { SEARCH_KEYS } from './key.ts';
import type { KeyReading } from './key.ts';
import { mostSimilar } from './similar.ts';

interface Refusal {
  readonly names: RegExp;
  readonly message: string;
  readonly advice: string;
  /** The names that are held of this kind, one of which may have been meant. */
  readonly held?: readonly string[];
}

const MEASUREMENTS = VITALS.map((vital) => `measurements.${vital}`);

/** Names that mean something to Sentry's search and that no transaction here carries, with what to do instead. */
const REFUSED: readonly Refusal[] = [
  {
    names: /^(start|end|time|firstSeen|lastSeen|first_seen|last_seen)$/,
    message: 'is no date that is held of a transaction.',
    advice: 'timestamp is when it ended; last_seen() is when a transaction was seen last.',
  },
  {
    names: /^trace\.parent_span$/,
    message: 'is not held.',
    advice: 'Open the trace: it shows what the transaction ran under.',
  },
  {
    names: /^user\.(username|ip|name)$/,
    message: 'is not held on its own.',
    advice: 'Search user.display, which is the e-mail, else the user name, the id or the address.',
  },
  {
    names: /^(is|issue|issue\.id|assigned|assigned_or_suggested|bookmarks|for_review)$/,
    message: 'is about issues, and transactions are searched here.',
    advice: 'errors:>0 finds transactions in which errors were reported.',
  },
  {
    names: /^(stack\..+|error\..+|level)$/,
    message: 'is about errors, and transactions are searched here.',
    advice: 'errors:>0 finds transactions in which errors were reported.',
  },
  {
    names: /^release\.stage$/,
    message: 'needs numbers of adoption, which are not held.',
    advice: 'Compare versions, as in release.version:>=1.2.3, or take release:latest.',
  },
  {
    names: /^(team_key_transaction|key_transaction)$/,
    message: 'is not a property of a transaction here.',
    advice: 'Starred transactions come first in the table.',
  },
  {
    names: /^measurements\../,
    message: 'is no measurement that is held.',
    advice: `There are ${MEASUREMENTS.join(', ')}.`,
    held: MEASUREMENTS,
  },
  {
    names: /^spans\../,
    message: 'is no kind of work that is held.',
    advice: `There are ${WORK_COLUMNS.join(', ')}.`,
    held: WORK_COLUMNS,
  },
];

const BY_NAME: ReadonlyMap<string, KeyReading> = new Map(
  SEARCH_KEYS.flatMap(({ name, aliases, reading }) =>
    [name, ...aliases].map((each): [string, KeyReading] => [each, reading]),
  ),
);

/** Every name that a search knows; any other name is a tag. */
export const KNOWN_NAMES: readonly string[] = [...BY_NAME.keys()];

/** Whether a tag of this name has to be written as `tags[name]`, because the name alone says something else. */
export function isTaken(name: string): boolean {
  return BY_NAME.has(name) || name === 'has' || refusalOf(name) !== undefined;
}

function refusalOf(name: string): Refusal | undefined {
  return REFUSED.find(({ names }) => names.test(name));
}

export type Key =
  | { readonly kind: 'known'; readonly reading: KeyReading }
  /** `similar` is the known name that was most likely meant. */
  | { readonly kind: 'tag'; readonly similar: string | null }
  | { readonly kind: 'refused'; readonly message: string; readonly advice: string };

/** What the name before a colon stands for. */
export function toKey(name: string): Key {
  const reading = BY_NAME.get(name);
  if (reading !== undefined) return { kind: 'known', reading };
  const refusal = refusalOf(name);
  if (refusal !== undefined) {
    const similar = mostSimilar(refusal.held ?? [], name);
    const question = similar === null ? '' : `Did you mean ${similar}? `;
    const advice = `${question}${refusal.advice} For a tag of that name write tags[${name}].`;
    return { kind: 'refused', message: `“${name}” ${refusal.message}`, advice };
  }
  return { kind: 'tag', similar: mostSimilar(KNOWN_NAMES, name) };
}
