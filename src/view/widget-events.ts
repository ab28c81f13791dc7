import { NOT_FAILED } from '../model/status.ts';
import type { EventOrder } from './events-look.ts';
import { eventsLink, partLink } from './links.ts';
import type { LinkTo } from './links.ts';
import { refined } from './refine.ts';
import type { View, Widget } from './view.ts';

const FAILURES: ReadonlySet<string> = new Set(['failed', 'failure_rate']);
/** Metrics that no event is slow or fast by. */
const COUNTS: ReadonlySet<string> = new Set(['count', 'sampled_count', 'throughput', 'users', ...FAILURES]);

function orderOf({ metric }: Widget): EventOrder {
  if (COUNTS.has(metric)) return 'newest';
  return metric === 'min' ? 'fastest' : 'slowest';
}

/** The search with what makes an event one of those that a metric is of: failures fail, and who has no LCP has no p75 of it. */
function searchOf({ search }: View, { metric, of }: Widget): string {
  if (FAILURES.has(metric)) {
    return [...NOT_FAILED, null].reduce<string>(
      (text, value) => refined(text, { kind: 'exclude', field: 'status', value }),
      search,
    );
  }
  return of === undefined || of === 'duration'
    ? search
    : refined(search, { kind: 'exclude', field: of, value: null });
}

/** The events that a metric is drawn from: those that tell most of it first, of the open transaction where there is one. */
export function widgetEventsLink(view: View, widget: Widget): LinkTo {
  const narrowed = { ...view, search: searchOf(view, widget) };
  const order = orderOf(widget);
  return view.transaction === null
    ? eventsLink(narrowed, order)
    : partLink({ ...narrowed, selection: null, durations: null }, { part: 'events' }, order);
}
