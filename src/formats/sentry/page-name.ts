import type { Attributes } from '../../model/span.ts';
import { toText } from '../foreign-value.ts';

/** Names that browser SDKs since 11 give to every page view whose route they do not know. */
const GENERIC: ReadonlySet<string> = new Set(['Pageload', 'Navigation']);

const NUMBER = /^\d+$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Hashes and object ids; at least one digit, so that no word of the letters a to f is taken for one. */
const HASH = /^(?=.*\d)[0-9a-f]{12,}$/i;

/** A path in which what names a single thing is `:id`: numbers, UUIDs and hashes. */
function withoutIds(path: string): string {
  return path
    .split('/')
    .map((part) => (NUMBER.test(part) || UUID.test(part) || HASH.test(part) ? ':id' : part))
    .join('/');
}

/** The path of an address without its query; null when it is no address. */
function pathOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).pathname : null;
}

/**
 * The name of a page view, or of any other transaction: as it was sent, but where that is the same for all pages, the
 * route, or else the path with its ids taken out.
 */
export function pageName(name: string, op: string, attributes: Attributes): string {
  if (!GENERIC.has(name) || (op !== 'pageload' && op !== 'navigation')) return name;
  const text = (key: string) => toText(attributes.get(key));
  const route = text('url.template') ?? text('http.route');
  if (route !== null) return route;
  const path = text('url.path') ?? pathOf(text('url.full') ?? '');
  return path === null ? name : withoutIds(path);
}
