import type { AttributeValue, Attributes } from '../model/span.ts';
import { isForeignObject, isScalar } from './foreign-value.ts';
import type { Scalar } from './foreign-value.ts';
import { LIMITS, shorten } from './limits.ts';

/** The attribute that says how many others there was no room for. */
const DROPPED_ATTRIBUTES = 'longtail.dropped.attributes';
/** The attribute that says which others were filtered, and why (`privacy`). It is never a sender's. */
export const FILTERED_NOTE = 'longtail.filtered';
export const DROPPED_SPANS = 'longtail.dropped.spans';
export const DROPPED_TAGS = 'longtail.dropped.tags';
export const DROPPED_EVENTS = 'longtail.dropped.events';

/** A scalar as it can travel in JSON: a number that is none in JSON is written out. */
function toScalar(value: Scalar): Scalar {
  if (typeof value === 'string') return shorten(value, LIMITS.text);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A value as an attribute holds it: what is nested becomes JSON text; null and undefined are no value. */
function toAttributeValue(value: unknown): AttributeValue | null {
  if (isScalar(value)) return toScalar(value);
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && value.length <= LIMITS.attributes && value.every(isScalar)) {
    return value.map(toScalar);
  }
  return shorten(JSON.stringify(value), LIMITS.text);
}

/** Gathers attributes up to the limit, in a Map because a key may be `__proto__`. The first of a key stays. */
export class AttributeBag {
  readonly #attributes = new Map<string, AttributeValue>();
  #dropped = 0;

  add(key: string, value: unknown): this {
    const name = shorten(key, LIMITS.name);
    const attribute = toAttributeValue(value);
    if (name === '' || name === FILTERED_NOTE || attribute === null || this.#attributes.has(name))
      return this;
    if (this.#attributes.size < LIMITS.attributes) this.#attributes.set(name, attribute);
    else this.#dropped += 1;
    return this;
  }

  /** The members of a foreign object; anything else adds nothing. */
  addAll(value: unknown): this {
    if (!isForeignObject(value)) return this;
    for (const key of Object.keys(value)) this.add(key, value[key]);
    return this;
  }

  /** Attributes that were read before. */
  addMap(attributes: Attributes): this {
    for (const [key, value] of attributes) this.add(key, value);
    return this;
  }

  /** A note of our own; there is always room for it. */
  note(key: string, value: AttributeValue): this {
    this.#attributes.set(key, value);
    return this;
  }

  done(): Attributes {
    if (this.#dropped > 0) this.#attributes.set(DROPPED_ATTRIBUTES, this.#dropped);
    return this.#attributes;
  }
}
