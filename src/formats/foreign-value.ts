import { LIMITS, shorten } from './limits.ts';

// Checked reading of values that someone else sent. Every function takes anything and gives null for what it is not.

export type ForeignObject = Readonly<Record<string, unknown>>;

const EMPTY: ForeignObject = Object.freeze({});

export function isForeignObject(value: unknown): value is ForeignObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one for everything else. */
export function toObject(value: unknown): ForeignObject {
  return isForeignObject(value) ? value : EMPTY;
}

/** The list, or an empty one for everything else. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What an attribute can hold one or many of. */
export type Scalar = string | number | boolean;

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A text that is not empty, cut to `limit`; numbers and booleans are written out. */
export function toText(value: unknown, limit: number = LIMITS.text): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : shorten(value, limit);
  return isScalar(value) ? String(value) : null;
}

/** A short text such as a name or a user's id. */
export function toName(value: unknown): string | null {
  return toText(typeof value === 'string' ? value.trim() : value, LIMITS.name);
}

/** A finite number; also one that is written as text. */
export function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** An HTTP status code. */
export function toHttpStatus(value: unknown): number | null {
  const code = toNumber(value);
  return code !== null && Number.isInteger(code) && code >= 100 && code <= 599 ? code : null;
}

/** An HTTP method in capitals. */
export function toHttpMethod(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z]{1,20}$/i.test(value) ? value.toUpperCase() : null;
}

/** The latest time that a date can have, in milliseconds. */
const LAST_MS = 8.64e15;

/** Epoch milliseconds within what a date can be, and after 1970. */
export function toEpoch(ms: number | null): number | null {
  return ms !== null && ms > 0 && ms <= LAST_MS ? ms : null;
}
