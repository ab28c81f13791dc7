import type { List } from '../../model/query.ts';
import { withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { EVENT_FIELDS } from '../../view/event-rows.ts';
import type { EventOrder } from '../../view/events-look.ts';

const ORDERS: Readonly<Record<EventOrder, List['order']>> = {
  newest: { field: 'timestamp', desc: true },
  oldest: { field: 'timestamp', desc: false },
  slowest: { field: 'duration', desc: true },
  fastest: { field: 'duration', desc: false },
};

/** Single events, one by one. */
export function eventsList(scope: ComparedScope, order: EventOrder, limit: number): List {
  return { ...withoutVersus(scope), of: 'transactions', fields: EVENT_FIELDS, order: ORDERS[order], limit };
}
