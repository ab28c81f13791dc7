import { splitUrl } from './requests.ts';

/**
 * What in the address of a file changes from build to build, in the order in which it is looked for: UUIDs, the
 * numbers and hashes of chunks, hashes before the extension, file names that are numbers, versions, long hashes.
 */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '*'],
  [/\d*\.[0-9a-f]{8}\.chunk/gi, '.*.chunk'],
  [/([-.])(?:[0-9a-f]{8,64}\.)+([a-z0-9]{2,6})$/gi, '$1*.$2'],
  [/\/\d+(\.[a-z0-9]{2,6})$/gi, '/*$1'],
  [/v\d+(?:\.\d+)*/g, '*'],
  [/[0-9a-f]{16,64}/gi, '*'],
];

/** The address of a script or style sheet without what changes from build to build, and without its query. */
export function stableResource(url: string): string {
  const { origin, path } = splitUrl(url);
  return origin + CHANGING.reduce((path, [pattern, stead]) => path.replace(pattern, stead), path);
}
