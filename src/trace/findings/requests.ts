import { attributeAt, descriptionAt } from './scene.ts';
import type { Scene } from './scene.ts';

const METHOD_AND_URL = /^\s*([A-Z]+)\s+(\S.*)$/;

/** The URL of an outgoing request or of a resource, as its sender wrote it: an attribute, else its description. */
export function urlAt(scene: Scene, node: number): string {
  const said = attributeAt(scene, node, 'url.full', 'url', 'http.url');
  const described = descriptionAt(scene, node);
  const url =
    typeof said === 'string' && said !== '' ? said : (METHOD_AND_URL.exec(described)?.[2] ?? described);
  const query = attributeAt(scene, node, 'http.query', 'url.query');
  if (url.includes('?') || typeof query !== 'string' || query === '') return url.trim();
  return `${url.trim()}?${query.replace(/^\?/, '')}`;
}

/** The method of an outgoing request in capitals; empty where it is not known. */
export function methodAt(scene: Scene, node: number): string {
  const said = attributeAt(scene, node, 'http.request.method', 'http.method', 'method');
  if (typeof said === 'string' && said !== '') return said.toUpperCase();
  return METHOD_AND_URL.exec(descriptionAt(scene, node))?.[1] ?? '';
}

/** A URL taken apart without being checked: senders leave out the scheme, or the host, or write templates. */
export interface UrlParts {
  /** Scheme and host, such as `https://api.example`; empty for a path alone. */
  readonly origin: string;
  readonly host: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
}

const PARTS = /^((?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/i;

export function splitUrl(url: string): UrlParts {
  const [, origin = '', host = '', path = '', query = ''] = PARTS.exec(url) ?? [];
  return { origin, host, path, query };
}

/** The extension of a path's last segment in small letters, without its dot; empty where it has none. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]{1,6})$/i.exec(path.split('/').at(-1) ?? '')?.[1]?.toLowerCase() ?? '';
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** MongoDB's ids, MD5, SHA-1, and short hashes of ten digits. */
const HEX = /^(?:[0-9a-f]{10}|[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40})$/i;
const INTEGER = /^-?\d+$/;

function isParameter(segment: string): boolean {
  return UUID.test(segment) || HEX.test(segment) || INTEGER.test(segment);
}

/**
 * A URL with a star for each parameter: path segments that are a UUID, a hexadecimal hash or a number, and the
 * values of its query, whose keys are sorted.
 */
export function parameteriseUrl(url: string): string {
  const { origin, path, query } = splitUrl(url);
  const segments = path.split('/').map((segment) => (isParameter(segment) ? '*' : segment));
  const keys = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .toSorted();
  const values = keys.map((key) => `${key}=*`).join('&');
  return `${origin}${segments.join('/')}${values === '' ? '' : `?${values}`}`;
}
