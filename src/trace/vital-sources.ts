import type { AttributeValue, Attributes, Span } from '../model/span.ts';
import type { TransactionFacts, Vital } from '../model/transaction.ts';
import { VITAL_MARK, vitalAttribute } from './vitals.ts';

/** Tags that say where on the page a vital comes from: the largest element, what was clicked, what moved. */
export const VITAL_TAGS = {
  lcp: 'lcp.element',
  inp: 'inp.target',
  cls: 'cls.source',
} as const satisfies Partial<Record<Vital, string>>;

type Placed = keyof typeof VITAL_TAGS;
const PLACED = Object.keys(VITAL_TAGS) as Placed[];

/** How SDKs name it: since version 10 with the vital's own mark in front, before that without, CLS by rank. */
const ATTRIBUTES: Readonly<Record<Placed, readonly string[]>> = {
  lcp: [`${VITAL_MARK}lcp.element`, 'lcp.element'],
  inp: [`${VITAL_MARK}inp.target`, 'inp.target'],
  cls: [`${VITAL_MARK}cls.source.1`, 'cls.source.1'],
};

/** The attributes and the ops of spans from which the place of a vital is read: the latter by their description. */
export const PLACE_ATTRIBUTES: ReadonlySet<string> = new Set(Object.values(ATTRIBUTES).flat());
export const INTERACTION_OP = 'ui.interaction';

/** As long as the value of a tag may be. */
const LONGEST = 200;

function textOf(value: AttributeValue | undefined): string | null {
  // As it is stored: half a surrogate pair, such as a cut leaves, has no UTF-8.
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST).toWellFormed() : null;
}

function namedIn(attributes: Attributes, vital: Placed): string | null {
  for (const name of ATTRIBUTES[vital]) {
    const text = textOf(attributes.get(name));
    if (text !== null) return text;
  }
  return null;
}

/** What a span that measures a vital says about its place; a click's description is what was clicked. */
function placeIn({ op, description, attributes }: Span, vital: Placed): string | null {
  const named = namedIn(attributes, vital);
  if (named !== null) return named;
  return vital === 'inp' && op.startsWith(INTERACTION_OP) ? textOf(description) : null;
}

/** What the spans that measured a vital say about its place, each with the vital's value. */
function saidOf(
  vital: Placed,
  measuring: readonly Span[],
): { readonly place: string; readonly value: number }[] {
  return measuring.flatMap((span) => {
    const value = span.attributes.get(vitalAttribute(vital));
    const place = typeof value === 'number' ? placeIn(span, vital) : null;
    return typeof value === 'number' && place !== null ? [{ place, value }] : [];
  });
}

/**
 * The tags of a transaction with where its vitals come from, as far as it or the spans that measured it say. Of several
 * spans of one vital it is the one with the largest value, whose value counts; of equal ones the place that comes first
 * by its letters. A tag of the sender's own stays: that is one that none of the spans says, since a transaction that was
 * put together before has the tag of the spans that had come by then.
 */
export function withVitalSources(
  { tags, attributes }: TransactionFacts,
  measuring: readonly Span[],
): ReadonlyMap<string, string> {
  const found = new Map(tags);
  for (const vital of PLACED) {
    const tag = VITAL_TAGS[vital];
    const own = namedIn(attributes, vital);
    const said = saidOf(vital, measuring);
    const before = tags.get(tag);
    if (before !== undefined && before !== own && said.every(({ place }) => place !== before)) continue;
    const most = said.reduce((largest, { value }) => Math.max(largest, value), Number.NEGATIVE_INFINITY);
    const [first = own] = said
      .filter(({ value }) => value === most)
      .map(({ place }) => place)
      .sort();
    if (first !== null) found.set(tag, first);
  }
  return found;
}
