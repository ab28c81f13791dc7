import type { Stat } from '../../metrics/stat.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import type { BucketParts } from './bucket-parts.ts';
import type { RowMarks } from './row-marks.ts';
import type { TimeRows } from './time-rows.ts';
import type { WeightClass } from './weight-bitmaps.ts';

/** Rows that are looked at in one block. */
const BLOCK = 2 ** 19;

/** Whether a statistic counts rows by their weight, and what each weight has adds up to it. */
function isAdded({ kind }: Stat): boolean {
  return kind !== 'quantile';
}

/**
 * Statistics of rows that count by their weight, by buckets of time: sums of those of each weight, and quantiles by
 * weighing bits. `marks` are those of each statistic. In blocks.
 */
export function* weightedBuckets(
  table: Table,
  rows: TimeRows,
  buckets: readonly BucketParts[],
  classes: readonly WeightClass[],
  stats: readonly Stat[],
  marks: readonly RowMarks[],
): Steps<Float64Array[]> {
  const { heap, numbers } = table;
  const durations = numbers.get('duration')!.at;
  const found = stats.map(() => new Float64Array(buckets.length));
  const space = new BucketSpace(heap, buckets);
  let read = 0;
  try {
    for (const [index, parts] of buckets.entries()) {
      for (const { weight, at } of stats.some(isAdded) ? classes : []) {
        const bucket = new Bucket(table, space, rows.at, parts, at);
        for (const [own, stat] of stats.entries()) {
          if (!isAdded(stat)) continue;
          const value = stat.kind === 'sum' ? bucket.sum(durations) : bucket.countIn(marks[own]!);
          found[own]![index]! += weight * value;
        }
      }
      const quantiles = stats.filter((stat) => stat.kind === 'quantile');
      const all = new Bucket(table, space, rows.at, parts);
      if (quantiles.length > 0) {
        const values = all.weightedQuantiles(quantiles, classes);
        for (const [own, stat] of quantiles.entries()) found[stats.indexOf(stat)]![index] = values[own]!;
      }
      if (all.length === 0) {
        for (const [own, stat] of stats.entries()) if (stat.kind === 'sum') found[own]![index] = Number.NaN;
      }
      read += all.length;
      if (read < BLOCK) continue;
      read = 0;
      yield;
    }
  } finally {
    space.free();
  }
  return found;
}
