import type { LinkTo } from '../../view/links.ts';
import { linkTo, newAlertLink } from '../../view/links.ts';
import type { Range } from '../../model/time.ts';
import type { View } from '../../view/view.ts';
import type { FoundTrend } from './found.ts';
import { sidesOf } from './questions.ts';

/** Where a trend leads: to its events before and after, and to an alert on what changed. `range`: all of the time. */
export function trendLinks(
  view: View,
  { id, at }: FoundTrend,
  range: Range,
): { readonly before: LinkTo; readonly after: LinkTo; readonly alert: LinkTo } {
  const [before, after] = sidesOf(range, at);
  const { by, of } = view.trendLook;
  const eventsIn = (range: Range): LinkTo =>
    linkTo('transaction', { ...view, transaction: id, range, durations: null });
  return {
    before: eventsIn(before),
    after: eventsIn(after),
    alert: newAlertLink(view, { metric: by, of }, id),
  };
}
