import { sentStart } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import { MINUTE } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import type { TransactionFacts } from '../model/transaction.ts';

/**
 * From here on a difference between two clocks is no matter of how long a request took on its way, but of a wrong
 * clock or time zone. The number is Sentry's (Relay, `clock_drift.rs`).
 */
export const LEAST_DRIFT: Milliseconds = 55 * MINUTE;

/** The attribute of a transaction whose time cannot be; its values are Sentry's words for it. */
export const IMPOSSIBLE_TIME = 'longtail.timestamp';
export type ImpossibleTime = 'past_timestamp' | 'future_timestamp';

/** The tag of a transaction whose sender's clock was wrong: it is found and listed by it. */
export const CLOCK_TAG = 'longtail.clock';
/** What was wrong; `behind` and `ahead` were set right. */
export type ClockFault = 'behind' | 'ahead' | ImpossibleTime;

/** What a sender's clock dated. */
type Dated = Pick<Span, 'project' | 'start' | 'drift'>;

function redated<Item extends Dated>(
  items: readonly Item[],
  drifts: ReadonlyMap<string, Milliseconds>,
): Item[] {
  return items.map((item) => {
    const drift = drifts.get(item.project);
    if (drift === undefined || item.drift === undefined || item.drift === drift) return item;
    return { ...item, start: sentStart(item) + drift, drift };
  });
}

/**
 * The parts of one trace with one drift for each project. What a project sends of a trace in several requests is set
 * right by each request's own way through the network, so that children would slip against their transaction; the
 * least of these drifts is the one with the shortest way. Drifts that differ by an hour are of two clocks and stay.
 */
export function withOneDrift<
  Parts extends { readonly facts: readonly TransactionFacts[]; readonly spans: readonly Span[] },
>(parts: Parts): Parts {
  const least = new Map<string, Milliseconds>();
  const most = new Map<string, Milliseconds>();
  for (const items of [parts.facts, parts.spans]) {
    for (const { project, drift } of items) {
      if (drift === undefined) continue;
      least.set(project, Math.min(least.get(project) ?? Infinity, drift));
      most.set(project, Math.max(most.get(project) ?? -Infinity, drift));
    }
  }
  if (least.size === 0) return parts;
  for (const [project, drift] of least) {
    if ((most.get(project) ?? drift) - drift >= LEAST_DRIFT) least.delete(project);
  }
  return { ...parts, facts: redated(parts.facts, least), spans: redated(parts.spans, least) };
}
