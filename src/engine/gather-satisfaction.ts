import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import type { Side } from './gather.ts';
import { countDistinct } from './gather-users.ts';
import type { Table } from './table.ts';

/** The response time of each row, as its threshold measures it, and that threshold. NaN: not measured. */
interface Responses {
  readonly x: Float64Array;
  /** T of each row; null where it is `only` for all. */
  readonly t: Float64Array | null;
  readonly only: number;
}

function readResponses(table: Table, { segments, thresholds }: Side): Responses {
  const { positions } = segments;
  const { ms, isLcp } = thresholds;
  const indices = thresholds.indicesAt(positions);
  const durations = table.values('duration');
  const lcps = table.values('lcp');
  const x = new Float64Array(positions.length);
  const t = indices === null ? null : new Float64Array(positions.length);
  for (let index = 0; index < positions.length; index++) {
    const threshold = indices === null ? 0 : indices[index]!;
    const values = isLcp[threshold] === 1 ? lcps : durations;
    x[index] = values === null ? Number.NaN : values[positions[index]!]!;
    if (t !== null) t[index] = ms[threshold]!;
  }
  return { x, t, only: ms[0]! };
}

/** Per group, the sum of the weights of the rows with lower·T < x ≤ upper·T; a bound of null is open. */
function weighBetween(side: Side, responses: Responses, lower: number | null, upper: number): Float64Array {
  const { x, t, only } = responses;
  const { segments, weights } = side;
  const sums = new Float64Array(segments.groups);
  for (let group = 0; group < segments.groups; group++) {
    const to = segments.offsets[group + 1]!;
    let sum = 0;
    for (let index = segments.offsets[group]!; index < to; index++) {
      const threshold = t === null ? only : t[index]!;
      const value = x[index]!;
      if (value <= upper * threshold && (lower === null || value > lower * threshold)) {
        sum += weights === null ? 1 : weights[index]!;
      }
    }
    sums[group] = sum;
  }
  return sums;
}

/** Per group, the sum of the weights of the rows with x ≥ 0. */
function weighMeasured(side: Side, { x }: Responses): Float64Array {
  const { segments, weights } = side;
  const sums = new Float64Array(segments.groups);
  for (let group = 0; group < segments.groups; group++) {
    const to = segments.offsets[group + 1]!;
    let sum = 0;
    for (let index = segments.offsets[group]!; index < to; index++) {
      if (x[index]! >= 0) sum += weights === null ? 1 : weights[index]!;
    }
    sums[group] = sum;
  }
  return sums;
}

/** 1 for each row with x > factor·T. */
function slowerThan({ x, t, only }: Responses, factor: number): Uint8Array {
  const passes = new Uint8Array(x.length);
  for (let index = 0; index < x.length; index++) {
    if (x[index]! > factor * (t === null ? only : t[index]!)) passes[index] = 1;
  }
  return passes;
}

/** Gathers the statistics that compare with a threshold into `gathered`. */
export function gatherSatisfaction(
  table: Table,
  side: Side,
  stats: readonly Stat[],
  gathered: Map<string, Float64Array>,
): void {
  const responses = readResponses(table, side);
  const users = table.text('user');
  for (const stat of stats) {
    switch (stat.kind) {
      case 'measured':
        gathered.set(statName(stat), weighMeasured(side, responses));
        break;
      case 'satisfied':
        gathered.set(statName(stat), weighBetween(side, responses, null, 1));
        break;
      case 'tolerating':
        gathered.set(statName(stat), weighBetween(side, responses, 1, 4));
        break;
      case 'measured users':
        gathered.set(statName(stat), countDistinct(users, side.segments, slowerThan(responses, 0)));
        break;
      case 'miserable users':
        gathered.set(statName(stat), countDistinct(users, side.segments, slowerThan(responses, 4)));
        break;
      default:
        throw new RangeError(`${statName(stat)} compares with no threshold.`);
    }
  }
}
