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
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST) : null;
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

/**
 * The tags of a transaction with where its vitals come from, as far as it or the spans that measured it say. Of several
 * spans of one vital it is the one with the largest value, whose value counts. A tag of the sender's own stays.
 */
export function withVitalSources(
  { tags, attributes }: TransactionFacts,
  measuring: readonly Span[],
): ReadonlyMap<string, string> {
  const found = new Map(tags);
  for (const vital of PLACED) {
    const tag = VITAL_TAGS[vital];
    if (tags.has(tag)) continue;
    let most = Number.NEGATIVE_INFINITY;
    let place = namedIn(attributes, vital);
    for (const span of measuring) {
      const value = span.attributes.get(vitalAttribute(vital));
      const said = typeof value === 'number' && value > most ? placeIn(span, vital) : null;
      if (said === null || typeof value !== 'number') continue;
      most = value;
      place = said;
    }
    if (place !== null) found.set(tag, place);
  }
  return found;
}
