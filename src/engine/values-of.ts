/** A number of each of some items. A loop, because `Float64Array.from` with a function takes ten times as long. */
export function valuesOf<T>(items: readonly T[], of: (item: T) => number): Float64Array {
  const values = new Float64Array(items.length);
  for (let index = 0; index < items.length; index++) values[index] = of(items[index]!);
  return values;
}
