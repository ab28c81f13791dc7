const NUMBER = /^\d+$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Hashes and object ids; at least one digit, so that no word of the letters a to f is taken for one. */
const HASH = /^(?=.*\d)[0-9a-f]{12,}$/i;

/**
 * A path, perhaps with a method before it, without its query and in which what names a single thing is `:id`: numbers,
 * UUIDs and hashes. Pages of one kind have one name then.
 */
export function withoutIds(path: string): string {
  const [bare = ''] = path.split(/[?#]/, 1);
  return bare
    .split('/')
    .map((part) => (NUMBER.test(part) || UUID.test(part) || HASH.test(part) ? ':id' : part))
    .join('/');
}
