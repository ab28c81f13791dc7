import type { Attributes } from '../model/span.ts';
import { withoutIds } from '../trace/path-name.ts';
import { toText } from './foreign-value.ts';

/** What SDKs call a request to a server whose route nobody knows: its method alone. */
const METHOD = /^(?:HTTP )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** The path of an address without its query; null when it is no address. */
function pathIn(url: string): string | null {
  return URL.canParse(url) ? new URL(url).pathname : null;
}

/** The route of a page or request, or else its path with the ids taken out; null where neither is told. */
export function routeOf(attributes: Attributes): string | null {
  const text = (key: string) => toText(attributes.get(key));
  const route = text('url.template') ?? text('http.route');
  if (route !== null) return route;
  const path = text('url.path') ?? text('http.target') ?? pathIn(text('url.full') ?? '');
  return path === null ? null : withoutIds(path);
}

/**
 * Method and path of a request to a server that is named by its method alone, such as `GET /users/:id`; null where its
 * name says more, or no path is told. Addresses that lead nowhere are without number: those keep the name, and stay
 * together.
 */
export function requestName(name: string, attributes: Attributes): string | null {
  const method = METHOD.exec(name)?.[1];
  if (method === undefined || toText(attributes.get('http.response.status_code')) === '404') return null;
  const route = routeOf(attributes);
  return route === null ? null : `${method} ${route}`;
}
