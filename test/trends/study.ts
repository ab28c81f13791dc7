import { DAY, HOUR } from '../../src/model/time.ts';
import type { Arrivals } from '../../src/trends/arrivals.ts';
import { evenEdges } from '../../src/trends/arrivals.ts';

import type { Random } from '../random.ts';

/** A Monday. */
export const START = Date.UTC(2026, 0, 5);
export const DAYS = 14;
export const STEP = 8 * HOUR;
export const EDGES = evenEdges(1, 900_000, 0.05);

/** How much of the usual traffic, and of the usual duration, a day of the week has, Monday first. */
const TRAFFIC = [1, 1.05, 1.1, 1.05, 0.9, 0.4, 0.35];
const DURATION = [1.02, 1, 1.01, 1, 0.98, 0.91, 0.9];

export interface Route {
  /** Transactions in all. */
  readonly count: number;
  /** From when on it takes `slower` times as long. */
  readonly changed: number;
  readonly slower: number;
}

/** A standard normal number (G. E. P. Box and M. E. Muller, 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** When a transaction came: more on working days, more at noon than at night. */
function moment(random: Random): number {
  for (;;) {
    const at = random.next() * DAYS * DAY;
    const ofWeek = TRAFFIC[Math.floor(at / DAY) % 7] ?? 1;
    const ofDay = 0.65 - 0.35 * Math.cos((2 * Math.PI * at) / DAY);
    if (random.next() * 1.1 < ofWeek * ofDay) return START + at;
  }
}

/**
 * Durations of a route: log-normal, one of twenty of a heavy tail (Pareto of index 1.5, from 1.5 times the median);
 * faster at weekends and at night, and every day a little different of its own.
 */
export function durations(random: Random, route: Route): { at: number; duration: number }[] {
  const median = 30 * 40 ** random.next();
  const sigma = 0.2 + 0.12 * random.next();
  const days = Array.from({ length: DAYS }, () => Math.exp(0.015 * normal(random)));
  return Array.from({ length: route.count }, () => {
    const at = moment(random);
    const day = Math.floor((at - START) / DAY);
    const usual =
      median *
      (DURATION[day % 7] ?? 1) *
      (days[day] ?? 1) *
      (1 - 0.03 * Math.cos((2 * Math.PI * (at - START)) / DAY)) *
      (at >= route.changed ? route.slower : 1);
    const factor = random.chance(0.05)
      ? 1.5 * (1 - random.next()) ** (-1 / 1.5)
      : Math.exp(sigma * normal(random));
    return { at, duration: Math.min(usual * factor, 899_999) };
  });
}

export function toArrivals(name: string, values: readonly { at: number; duration: number }[]): Arrivals {
  const buckets = (DAYS * DAY) / STEP;
  const bins = EDGES.length - 1;
  const counts = new Float64Array(buckets * bins);
  for (const { at, duration } of values) {
    const bin = Math.min(Math.max(Math.floor(Math.log(duration) / Math.log(1.05)), 0), bins - 1);
    const place = Math.floor((at - START) / STEP) * bins + bin;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return { project: 'shop', transaction: name, start: START, step: STEP, buckets, edges: EDGES, counts };
}

/** Routes in which nothing changes. */
export function quietRoutes(random: Random, routes: number): Arrivals[] {
  return Array.from({ length: routes }, (_, index) =>
    toArrivals(
      `/quiet/${index}`,
      durations(random, { count: random.whole(100, 700), changed: Infinity, slower: 1 }),
    ),
  );
}

/** A route that takes 20 % longer from some moment on, with at least 300 transactions before and after it. */
export function slowedRoute(random: Random): { readonly changed: number; readonly arrivals: Arrivals } {
  const changed = START + (0.3 + 0.4 * random.next()) * DAYS * DAY;
  for (let count = random.whole(800, 1_600); ; count += 100) {
    const values = durations(random, { count, changed, slower: 1.2 });
    const before = values.filter(({ at }) => at < changed).length;
    if (before >= 300 && count - before >= 300) return { changed, arrivals: toArrivals('/slowed', values) };
  }
}
