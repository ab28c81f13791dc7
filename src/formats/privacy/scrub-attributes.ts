import type { FilterReason } from '../../model/private-data.ts';
import type { AttributeValue, Attributes } from '../../model/span.ts';
import { FILTERED_NOTE } from '../attributes.ts';
import { isConventional } from '../otlp/resource.ts';
import { isForeignObject } from '../foreign-value.ts';
import { filterQuery, filterText, isInnocent, namesSecret } from './filter-text.ts';
import { isCardNumber } from './card-number.ts';
import { FILTERED } from './filtered.ts';
import type { OnFiltered } from './filtered.ts';
import { isPseudonym, pseudonymOf } from './pseudonym.ts';
import { isSecretKey } from './secret-key.ts';

/** What is filtered beyond secrets. */
export interface Privacy {
  /** Whether e-mail and IP addresses are filtered, too. */
  readonly contacts: boolean;
  /** Secret of the installation, from which pseudonyms of users are made. */
  readonly salt: string;
}

const OURS = 'longtail.';

/** Attributes by which users are told apart. */
const IDENTITIES: ReadonlySet<string> = new Set([
  'enduser.id',
  'user.id',
  'user.name',
  'user.email',
  'user.ip_address',
]);
/** Queries of addresses, which begin with a parameter. */
const PARAMETERS: ReadonlySet<string> = new Set(['url.query', 'http.query']);
const QUERIES: ReadonlySet<string> = new Set(['db.query.text', 'db.statement']);

/** A path or URL, perhaps behind a method: it is made of names, of which `auth` may be one. */
const ADDRESS = /^(?:[A-Z]{3,7} )?(?:\/|[a-z][\w+.-]{0,20}:\/\/)/;
const DEEPEST = 64;
/** No card has a smaller number. */
const FIRST_CARD = 1e12;

/** Who is named, as it may be kept: as it is, or by a pseudonym. */
export function scrubIdentity(name: string, privacy: Privacy, onFiltered: OnFiltered): string {
  if (isPseudonym(name)) return name;
  return filterText(name, privacy.contacts, onFiltered) === name ? name : pseudonymOf(name, privacy.salt);
}

/** The value of a JSON text with the secrets in it filtered by the keys they stand under. */
function scrubNested(value: unknown, privacy: Privacy, onFiltered: OnFiltered, depth = 0): unknown {
  if (depth > DEEPEST) return filteredBy('secret value', onFiltered);
  if (typeof value === 'string') return filterText(value, privacy.contacts, onFiltered);
  if (Array.isArray(value)) {
    return value.map((member) => scrubNested(member, privacy, onFiltered, depth + 1));
  }
  if (!isForeignObject(value)) return value;
  // Pairs, because assigning a key `__proto__` would change what the object is.
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretKey(key) && isWorthFiltering(member)
        ? filteredBy('secret key', onFiltered)
        : scrubNested(member, privacy, onFiltered, depth + 1),
    ]),
  );
}

/** Whether something was said is no secret. */
function isWorthFiltering(value: unknown): boolean {
  return value !== null && typeof value !== 'boolean' && value !== '' && value !== FILTERED;
}

function filteredBy(reason: FilterReason, onFiltered: OnFiltered): string {
  onFiltered(reason);
  return FILTERED;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text of the sender's own making: one that names a secret goes as a whole, since it may well say it, too. */
function scrubOwnText(text: string, privacy: Privacy, onFiltered: OnFiltered): string {
  if (/^[{[]/.test(text)) {
    const nested = parsed(text);
    if (nested !== undefined) {
      let isChanged = false;
      const note: OnFiltered = (reason) => {
        isChanged = true;
        onFiltered(reason);
      };
      const kept = scrubNested(nested, privacy, note);
      return isChanged ? JSON.stringify(kept) : text;
    }
  }
  const kept = filterText(text, privacy.contacts, onFiltered);
  if (kept !== text || ADDRESS.test(text) || !namesSecret(text)) return kept;
  return filteredBy('secret value', onFiltered);
}

type Scalar = string | number | boolean;

function scrubScalar(key: string, value: Scalar, privacy: Privacy, onFiltered: OnFiltered): Scalar {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    return isCardNumber(String(value)) ? filteredBy('card number', onFiltered) : value;
  }
  if (IDENTITIES.has(key)) return scrubIdentity(value, privacy, onFiltered);
  if (QUERIES.has(key)) return filterQuery(value, privacy.contacts, onFiltered);
  if (PARAMETERS.has(key) && !value.startsWith('?')) {
    return filterText(`?${value}`, privacy.contacts, onFiltered).slice(1);
  }
  // Names of the conventions, and ours, hold names of routes, functions, hosts and pages.
  if ((isConventional(key) || key.startsWith(OURS)) && !/^[{[]/.test(value))
    return filterText(value, privacy.contacts, onFiltered);
  return scrubOwnText(value, privacy, onFiltered);
}

/** The value of an attribute or tag as it may be kept. */
export function scrubValue(
  key: string,
  value: AttributeValue,
  privacy: Privacy,
  onFiltered: OnFiltered,
): AttributeValue {
  if (isSecretKey(key) && isWorthFiltering(value)) return filteredBy('secret key', onFiltered);
  if (typeof value !== 'object') return scrubScalar(key, value, privacy, onFiltered);
  const kept = value.map((member) => scrubScalar(key, member, privacy, onFiltered));
  return kept.some((member, index) => member !== value[index]) ? kept : value;
}

/** A tag as it may be kept. */
export function scrubTag(key: string, value: string, privacy: Privacy, onFiltered: OnFiltered): string {
  if (isSecretKey(key) && isWorthFiltering(value)) return filteredBy('secret key', onFiltered);
  return scrubOwnText(value, privacy, onFiltered);
}

/** Whether nothing in a value can be a secret, under a key that names none. */
function isPlain(value: AttributeValue, { contacts }: Privacy): boolean {
  if (typeof value === 'string') return isInnocent(value, contacts);
  return typeof value === 'boolean' || (typeof value === 'number' && value < FIRST_CARD);
}

/**
 * Attributes as they may be kept; the very same map when nothing was filtered, else one that notes what was.
 * `countOf` gives
 * what is told of each key's reasons.
 */
export function scrubAttributes(
  attributes: Attributes,
  privacy: Privacy,
  countOf: (key: string) => OnFiltered,
): Attributes {
  let kept: Map<string, AttributeValue> | null = null;
  const notes: string[] = [];
  for (const [key, value] of attributes) {
    if (!isSecretKey(key) && isPlain(value, privacy)) continue;
    if (key === FILTERED_NOTE) continue;
    const count = countOf(key);
    const scrubbed = scrubValue(key, value, privacy, (reason) => {
      count(reason);
      notes.push(`${key}: ${reason}`);
    });
    if (scrubbed === value) continue;
    kept ??= new Map(attributes);
    kept.set(key, scrubbed);
  }
  return kept === null ? attributes : kept.set(FILTERED_NOTE, [...new Set(notes)]);
}
