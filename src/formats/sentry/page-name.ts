import type { Attributes } from '../../model/span.ts';
import { withoutIds } from '../../trace/path-name.ts';
import { requestName, routeOf } from '../request-name.ts';

/** Names that browser SDKs since 11 give to every page view whose route they do not know. */
const GENERIC: ReadonlySet<string> = new Set(['Pageload', 'Navigation']);

/** A name that says more than one that all transactions of a kind have; null where it is no such name. */
function namedAnew(name: string, op: string, attributes: Attributes): string | null {
  if (op === 'pageload' || op === 'navigation') return GENERIC.has(name) ? routeOf(attributes) : null;
  return op === 'http.server' ? requestName(name, attributes) : null;
}

/**
 * The name of a transaction: as it was sent, but where that is the same for all, the route, or else the path with its
 * ids taken out; of a request to a server with its method before. A name that its `source` says to be an address has
 * its ids taken out, too, so that one kind of page has one name, whichever SDK sent it.
 */
export function pageName(name: string, op: string, source: string | null, attributes: Attributes): string {
  return namedAnew(name, op, attributes) ?? (source === 'url' ? withoutIds(name) || name : name);
}
