import type { Stat } from '../metrics/stat.ts';
import type { Side } from './gather.ts';
import { quantiles } from './quantile.ts';
import { weightedQuantiles } from './weighted-quantile.ts';

/** The values of a column that are there, group after group, with their weights (null: all 1). */
interface Present {
  readonly values: Float64Array;
  readonly weights: Float64Array | null;
  /** One more than there are groups. */
  readonly offsets: Uint32Array;
}

function readPresent(column: Float32Array | Float64Array | null, side: Side): Present {
  const { segments, weights } = side;
  const { positions, groups } = segments;
  const offsets = new Uint32Array(groups + 1);
  if (column === null) return { values: new Float64Array(0), weights: null, offsets };
  const values = new Float64Array(positions.length);
  const kept = weights === null ? null : new Float64Array(positions.length);
  let filled = 0;
  for (let group = 0; group < groups; group++) {
    const to = segments.offsets[group + 1]!;
    for (let index = segments.offsets[group]!; index < to; index++) {
      const value = column[positions[index]!]!;
      if (Number.isNaN(value)) continue;
      values[filled] = value;
      if (kept !== null) kept[filled] = weights![index]!;
      filled += 1;
    }
    offsets[group + 1] = filled;
  }
  return { values, weights: kept, offsets };
}

/** What a statistic of one group is, from values[from] to values[to - 1]. */
type OfGroup = (present: Present, from: number, to: number) => number;

const countPresent: OfGroup = ({ weights }, from, to) => {
  if (weights === null) return to - from;
  let total = 0;
  for (let index = from; index < to; index++) total += weights[index]!;
  return total;
};

const sumUp: OfGroup = ({ values, weights }, from, to) => {
  if (from === to) return Number.NaN;
  let sum = 0;
  for (let index = from; index < to; index++) {
    sum += weights === null ? values[index]! : values[index]! * weights[index]!;
  }
  return sum;
};

const findMin: OfGroup = ({ values }, from, to) => {
  let least = from === to ? Number.NaN : values[from]!;
  for (let index = from + 1; index < to; index++) if (values[index]! < least) least = values[index]!;
  return least;
};

const findMax: OfGroup = ({ values }, from, to) => {
  let most = from === to ? Number.NaN : values[from]!;
  for (let index = from + 1; index < to; index++) if (values[index]! > most) most = values[index]!;
  return most;
};

/** Sample variance in two passes over the distances from the first value: exactly 0 where all are equal. */
const vary: OfGroup = ({ values }, from, to) => {
  const count = to - from;
  if (count < 2) return Number.NaN;
  const first = values[from]!;
  let sum = 0;
  for (let index = from; index < to; index++) sum += values[index]! - first;
  const mean = sum / count;
  let squares = 0;
  for (let index = from; index < to; index++) squares += (values[index]! - first - mean) ** 2;
  return squares / (count - 1);
};

function gatherEach({ offsets }: Present, ofGroup: (from: number, to: number) => number): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, group) =>
    ofGroup(offsets[group]!, offsets[group + 1]!),
  );
}

/** All quantiles at once: each makes the search for the next one shorter. Reorders what is present. */
function gatherQuantiles(present: Present, qs: readonly number[]): Map<number, Float64Array> {
  const { values, weights, offsets } = present;
  const groups = offsets.length - 1;
  const ascending = [...qs].sort((a, b) => a - b);
  const found = ascending.map(() => new Float64Array(groups));
  for (let group = 0; group < groups; group++) {
    const from = offsets[group]!;
    const to = offsets[group + 1]!;
    const answers =
      weights === null
        ? quantiles(values, from, to, ascending)
        : weightedQuantiles(values, weights, from, to, ascending);
    for (const [index, answer] of answers.entries()) found[index]![group] = answer;
  }
  return new Map(ascending.map((q, index) => [q, found[index]!]));
}

/** Gathers the statistics of one column (null: absent in every row), in the order of `stats`. */
export function gatherColumn(
  column: Float32Array | Float64Array | null,
  side: Side,
  stats: readonly Stat[],
): Float64Array[] {
  const present = readPresent(column, side);
  const plain = stats.map((stat): Float64Array | null => {
    switch (stat.kind) {
      case 'present':
        return gatherEach(present, (from, to) => countPresent(present, from, to));
      case 'sum':
        return gatherEach(present, (from, to) => sumUp(present, from, to));
      case 'min':
        return gatherEach(present, (from, to) => findMin(present, from, to));
      case 'max':
        return gatherEach(present, (from, to) => findMax(present, from, to));
      case 'variance':
        return gatherEach(present, (from, to) => vary(present, from, to));
      case 'quantile':
        return null;
      default:
        throw new RangeError(`"${stat.kind}" is not a statistic of a column.`);
    }
  });
  // Last, because they reorder the values; weights of the other statistics must still fit.
  const qs = stats.flatMap((stat) => (stat.kind === 'quantile' ? [stat.q] : []));
  const byQ = gatherQuantiles(present, qs);
  return stats.map((stat, index) => (stat.kind === 'quantile' ? byQ.get(stat.q)! : plain[index]!));
}
