/**
 * A share of a number, at least one: all of it, or what LONGTAIL_SHARE says. CI runs a fiftieth of the suites that take an
 * hour, on every change.
 */
export function shareOf(whole: number): number {
  return Math.max(1, Math.round(whole * Number(process.env['LONGTAIL_SHARE'] ?? 1)));
}
