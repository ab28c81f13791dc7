import type { Bucket } from './series.ts';

/** A layer of a stack: one value a bucket, on top of the layers before it. */
export interface Layer {
  readonly key: string;
  readonly values: Float64Array;
}

/** Areas of layers on top of each other, as SVG paths in the order given; a bucket without data breaks all of them. */
export function stackPaths(
  layers: readonly Layer[],
  buckets: readonly Bucket[],
  xOf: (at: number) => number,
  yOf: (value: number) => number,
): Map<string, string> {
  const floor = new Float64Array(buckets.length);
  const paths = new Map<string, string>();
  for (const { key, values } of layers) {
    const below = floor.slice();
    let path = '';
    let upper: string[] = [];
    let lower: string[] = [];
    const close = (): void => {
      if (upper.length > 0) path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
      upper = [];
      lower = [];
    };
    for (const [index, bucket] of buckets.entries()) {
      const value = values[index] ?? Number.NaN;
      if (!bucket.isLoaded || !Number.isFinite(value)) {
        close();
        continue;
      }
      const top = (below[index] ?? 0) + value;
      floor[index] = top;
      // A bucket is as wide as its time: one alone is an area too.
      for (const at of [bucket.start, bucket.end]) {
        upper.push(`${xOf(at).toFixed(1)} ${yOf(top).toFixed(1)}`);
        lower.push(`${xOf(at).toFixed(1)} ${yOf(below[index] ?? 0).toFixed(1)}`);
      }
    }
    close();
    paths.set(key, path);
  }
  return paths;
}

/** The highest stack; 0 where there is nothing. */
export function highestStack(layers: readonly Layer[], buckets: readonly Bucket[]): number {
  return buckets.reduce((most, bucket, index) => {
    if (!bucket.isLoaded || (bucket.isPartial && buckets.length > 2)) return most;
    const sum = layers.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
    return sum > most ? sum : most;
  }, 0);
}
