import { HOUR } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import type { Random } from '../random.ts';

/** Picks rank r of `count` with a probability that falls as 1 / (r + 1)^1.05, as the names of real traffic do. */
export function pickRank(next: () => number, count: number): () => number {
  const sums = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank++) {
    total += 1 / (rank + 1) ** 1.05;
    sums[rank] = total;
  }
  // A step of the curve in 4,096 parts says where to begin to look.
  const begin = new Uint16Array(4097);
  for (let part = 0, rank = 0; part <= 4096; part++) {
    while (rank < count - 1 && sums[rank]! < (part / 4096) * total) rank++;
    begin[part] = rank;
  }
  return () => {
    const place = next();
    let rank = begin[Math.floor(place * 4096)]!;
    while (rank < count - 1 && sums[rank]! < place * total) rank++;
    return rank;
  };
}

/** The numbers from 0 to count − 1 in any order. */
export function shuffled(random: Random, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.whole(0, last);
    const moved = order[last]!;
    order[last] = order[other]!;
    order[other] = moved;
  }
  return order;
}

/** From a share of the rows in [0, 1) to the time by which so many have come: nights and weekends are quieter. */
export function trafficCurve({ start, end }: Range): (share: number) => number {
  const hours = Math.round((end - start) / HOUR);
  const sums = new Float64Array(hours + 1);
  for (let hour = 0; hour < hours; hour++) {
    const isWeekend = new Date(start + hour * HOUR).getUTCDay() % 6 === 0;
    const rate = (1 + 0.6 * Math.sin((hour / 24) * 2 * Math.PI - 2)) * (isWeekend ? 0.5 : 1);
    sums[hour + 1] = sums[hour]! + rate;
  }
  const total = sums[hours]!;
  let hour = 0;
  return (share) => {
    const wanted = share * total;
    if (wanted < sums[hour]!) hour = 0;
    while (hour < hours - 1 && sums[hour + 1]! < wanted) hour++;
    return start + (hour + (wanted - sums[hour]!) / (sums[hour + 1]! - sums[hour]!)) * HOUR;
  };
}

/** Durations in ms: log-normal around a median of each name's own, a little slower at some times of a day. */
export function durationShapes(
  random: Random,
  count: number,
): { durationOf: (name: number, day: number) => number } {
  const next = (): number => random.next();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const medians = Float64Array.from(
    { length: count },
    (_, name) => Math.log(20 + 35 * (name % 7)) + normal() * 0.8,
  );
  const spreads = Float64Array.from({ length: count }, () => 0.35 + next() * 0.75);
  return {
    durationOf: (name, day) =>
      Math.exp(medians[name]! + spreads[name]! * normal() + 0.15 * Math.sin(day * 2 * Math.PI)),
  };
}

export type Outcome = 'ok' | 'failed' | 'cancelled' | 'unknown';

/** How transactions end: each name fails at a rate of its own, up to an eighth; few are cancelled or unknown. */
export function outcomes(random: Random, count: number): { outcomeOf: (name: number) => Outcome } {
  const next = (): number => random.next();
  const rates = Float64Array.from({ length: count }, () => 0.002 + next() * next() * 0.12);
  return {
    outcomeOf: (name) => {
      const place = next() - rates[name]!;
      if (place < 0) return 'failed';
      if (place < 0.01) return 'cancelled';
      return place < 0.015 ? 'unknown' : 'ok';
    },
  };
}
