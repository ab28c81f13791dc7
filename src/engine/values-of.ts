/** A number of each of some items. A loop, because `Float64Array.from` with a function takes ten times as long. */
export function valuesOf<T>(items: ArrayLike<T>, of: (item: T) => number): Float64Array {
  const values = new Float64Array(items.length);
  for (let index = 0; index < items.length; index++) values[index] = of(items[index]!);
  return values;
}

/** The values at some places, in their order. */
export function takenFloats(values: ArrayLike<number>, places: ArrayLike<number>): Float64Array {
  const some = new Float64Array(places.length);
  for (let index = 0; index < places.length; index++) some[index] = values[places[index]!]!;
  return some;
}

/** The same of whole numbers. */
export function takenCodes(codes: ArrayLike<number>, places: ArrayLike<number>): Int32Array {
  const some = new Int32Array(places.length);
  for (let index = 0; index < places.length; index++) some[index] = codes[places[index]!]!;
  return some;
}
