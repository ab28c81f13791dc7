import { xOn } from './duration-axis.ts';
import type { DurationAxis } from './duration-axis.ts';

/** How often each length of time occurs: bins between edges. */
export interface Distribution {
  readonly edges: readonly number[];
  /** One a bin. */
  readonly counts: Float64Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The outline of a distribution from its left foot to its right one. Heights go with the square root of the count,
 * so that a tail of few stays in sight beside a body of many.
 */
export function outlineOf({ edges, counts }: Distribution, axis: DurationAxis, height: number): Point[] {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return [];
  const highest = Math.sqrt(counts.reduce((most, count) => Math.max(most, count), 0));
  const edgeAt = (index: number): number => xOn(axis, edges[index] ?? axis.from);
  const points: Point[] = [{ x: edgeAt(first), y: 0 }];
  for (let bin = first; bin <= last; bin++) {
    const y = (Math.sqrt(counts[bin] ?? 0) / highest) * height;
    points.push({ x: (edgeAt(bin) + edgeAt(bin + 1)) / 2, y });
  }
  // A bin alone on a short axis would have no width at all.
  points.push({ x: Math.max(edgeAt(last + 1), (points[0]?.x ?? 0) + 1), y: 0 });
  return points;
}

/** The height of an outline at x; 0 outside of it. */
export function heightAt(points: readonly Point[], x: number): number {
  const right = points.findIndex((point) => point.x >= x);
  const two = points[right];
  const one = points[right - 1];
  if (two === undefined) return 0;
  if (one === undefined) return two.x === x ? two.y : 0;
  const share = two.x === one.x ? 1 : (x - one.x) / (two.x - one.x);
  return one.y + (two.y - one.y) * share;
}

/** The part of an outline between two places, cut exactly there. */
export function between(points: readonly Point[], from: number, to: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || to <= first.x || from >= last.x) return [];
  const start = Math.max(from, first.x);
  const end = Math.min(to, last.x);
  const within = points.filter(({ x }) => x > start && x < end);
  return [{ x: start, y: heightAt(points, start) }, ...within, { x: end, y: heightAt(points, end) }];
}

function at({ x, y }: Point, base: number): string {
  return `${x.toFixed(1)} ${(base - y).toFixed(1)}`;
}

/** The line through points, as an SVG path; `base` is where height 0 lies. */
export function linePath(points: readonly Point[], base: number): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point, base)}`).join('');
}

/** The area below points, as an SVG path. */
export function areaPath(points: readonly Point[], base: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  return `${linePath(points, base)}L${last.x.toFixed(1)} ${base}L${first.x.toFixed(1)} ${base}Z`;
}
