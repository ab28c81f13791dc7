import type { Attributes } from '../../model/span.ts';
import { descriptionAt } from './scene.ts';
import type { Scene } from './scene.ts';

const METHOD_AND_URL = /^\s*([A-Z]+)\s+(\S.*)$/;

/** The first of some attributes that is a text with letters. */
function textOf(attributes: Attributes, ...names: readonly string[]): string | null {
  const [first] = names.map((name) => attributes.get(name)).filter((value) => value !== undefined);
  return typeof first === 'string' && first !== '' ? first : null;
}

/** The URL of an outgoing request or of a resource, as its sender wrote it: an attribute, else its description. */
export function urlOf(attributes: Attributes, description: string): string {
  const said = textOf(attributes, 'url.full', 'url', 'http.url');
  const url = (said ?? METHOD_AND_URL.exec(description)?.[2] ?? description).trim();
  const query = textOf(attributes, 'http.query', 'url.query');
  return url.includes('?') || query === null ? url : `${url}?${query.replace(/^\?/, '')}`;
}

/** The method of an outgoing request in capitals; empty where it is not known. */
export function methodOf(attributes: Attributes, description: string): string {
  const said = textOf(attributes, 'http.request.method', 'http.method', 'method');
  return said?.toUpperCase() ?? METHOD_AND_URL.exec(description)?.[1] ?? '';
}

export function urlAt(scene: Scene, node: number): string {
  return urlOf(scene.attributes(node), descriptionAt(scene, node));
}

export function methodAt(scene: Scene, node: number): string {
  return methodOf(scene.attributes(node), descriptionAt(scene, node));
}

/** What stands in a URL where something was taken out of it before it was sent. */
const TAKEN_OUT = ['[filtered]', '[filtered email]', '[redacted]', '[ip]', '[id]', '[email]'];

/** Whether it cannot be told where a URL leads: a part of it was taken out by its sender. */
export function isMasked(url: string): boolean {
  const small = url.toLowerCase();
  return TAKEN_OUT.some((word) => small.includes(word));
}

/** What requests to these URLs have in common: their paths without parameters, each once, in order. */
export function commonPaths(urls: readonly string[]): string {
  const known = urls.filter((url) => !isMasked(url)).map((url) => splitUrl(parameteriseUrl(url)).path);
  return [...new Set(known)].toSorted().join('-');
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

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i;
/** MongoDB's ids, MD5, SHA-1, and short hashes of ten digits. */
const HEX = /\b(?:[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{24}|[0-9a-f]{10})\b/i;
/** A number that stands by itself, also one of several: `1.2`, `1343-turtles`. */
const INTEGER = /-\d+\b|\b\d+\b/;

/** A path that ends in a file is an address of its own: the numbers in it tell files apart. */
const FILE = /\.[a-z0-9]{2,6}$/i;

function isParameter(segment: string): boolean {
  return UUID.test(segment) || HEX.test(segment) || INTEGER.test(segment);
}

function parameterisePath(path: string): string {
  if (FILE.test(path)) return path;
  return path
    .split('/')
    .map((segment) => (isParameter(segment) ? '*' : segment))
    .join('/');
}

/**
 * A URL with a star for each parameter: path segments with a UUID, a hexadecimal hash or a number in them, unless the
 * path ends in a file, and the values of its query, whose keys are sorted and named once each.
 */
export function parameteriseUrl(url: string): string {
  const { origin, path, query } = splitUrl(url);
  const keys = query.split('&').flatMap((pair) => /^([^=]*)=./.exec(pair)?.[1] ?? []);
  const values = [...new Set(keys)].toSorted().map((key) => `${key}=*`);
  return `${origin}${parameterisePath(path)}${values.length === 0 ? '' : `?${values.join('&')}`}`;
}
