import type { SaidClient } from '../client-tags.ts';
import { isForeignObject, toList, toName, toObject } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';

/** A header of a request, whatever the case of its name; SDKs write them as an object or as a list of pairs. */
function headerOf(headers: unknown, name: string): string | null {
  const pairs: readonly (readonly unknown[])[] = isForeignObject(headers)
    ? Object.entries(headers)
    : toList(headers).map(toList);
  const found = pairs.find(([key]) => typeof key === 'string' && key.toLowerCase() === name)?.[1];
  const value: unknown = Array.isArray(found) ? found[0] : found;
  return typeof value === 'string' ? value : null;
}

/**
 * What an event says of the program and device it was for: contexts that its SDK wrote, else the user agent of the
 * request that it is about. A browser names no request's user agent at times: then `sender`, its own, is that.
 */
export function readEventClient(event: ForeignObject, sender: string | null, isBrowser: boolean): SaidClient {
  const { browser, os, device } = toObject(event['contexts']);
  // A server names itself, and system and device are its own.
  const isServer = !isBrowser && toName(event['server_name']) !== null;
  const ofClient = (context: unknown, key: string): string | null =>
    isServer ? null : toName(toObject(context)[key]);
  return {
    said: {
      browser: toName(toObject(browser)['name']),
      browserVersion: toName(toObject(browser)['version']),
      system: ofClient(os, 'name'),
      deviceModel: ofClient(device, 'family') ?? ofClient(device, 'model'),
    },
    userAgent: headerOf(toObject(event['request'])['headers'], 'user-agent') ?? (isBrowser ? sender : null),
    isServer,
  };
}
