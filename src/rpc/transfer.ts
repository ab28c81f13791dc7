/**
 * Buffers that go along with a value instead of being copied. The one who made them says so with `giveAway`; what is
 * not said is copied, so that no buffer is taken from a side that still reads it.
 */
const GIVEN = new WeakMap<object, readonly ArrayBuffer[]>();

/** Gives `buffers` away with `value`: once it is sent, they are empty on this side. Returns `value`. */
export function giveAway<Value extends object>(value: Value, buffers: Iterable<ArrayBuffer>): Value {
  // A buffer that is named twice could not be transferred at all.
  GIVEN.set(value, [...new Set(buffers)]);
  return value;
}

/** The buffers that were given away with a value. */
export function givenWith(value: unknown): ArrayBuffer[] {
  return typeof value === 'object' && value !== null ? [...(GIVEN.get(value) ?? [])] : [];
}
