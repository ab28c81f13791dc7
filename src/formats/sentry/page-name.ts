import type { Attributes } from '../../model/span.ts';
import { withoutIds } from '../../trace/path-name.ts';
import { toText } from '../foreign-value.ts';

/** Names that browser SDKs since 11 give to every page view whose route they do not know. */
const GENERIC: ReadonlySet<string> = new Set(['Pageload', 'Navigation']);

/** The path of an address without its query; null when it is no address. */
function pathOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).pathname : null;
}

/** A request to a server whose route nobody knows is named by its method alone. */
const METHOD = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** Whether every transaction of this kind has this name, so that it says nothing. */
function isGeneric(name: string, op: string, attributes: Attributes): boolean {
  if (op === 'pageload' || op === 'navigation') return GENERIC.has(name);
  // Addresses that lead nowhere are without number and stay together.
  return (
    op === 'http.server' && METHOD.test(name) && toText(attributes.get('http.response.status_code')) !== '404'
  );
}

/**
 * The name of a transaction: as it was sent, but where that is the same for all, the route, or else the path with its
 * ids taken out; of a request to a server with its method before. A name that its `source` says to be an address has
 * its ids taken out, too, so that one kind of page has one name, whichever SDK sent it.
 */
export function pageName(name: string, op: string, source: string | null, attributes: Attributes): string {
  if (!isGeneric(name, op, attributes)) return source === 'url' ? withoutIds(name) || name : name;
  const text = (key: string) => toText(attributes.get(key));
  const path = text('url.path') ?? pathOf(text('url.full') ?? '');
  const route = text('url.template') ?? text('http.route') ?? (path === null ? null : withoutIds(path));
  if (route === null) return name;
  return op === 'http.server' ? `${name} ${route}` : route;
}
