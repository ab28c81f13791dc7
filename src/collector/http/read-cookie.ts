import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** Browsers give the cookies of a host to all of its ports, so that each collector needs a name of its own. */
function nameFor(port: number): string {
  return `longtail-${port}`;
}

/** The header that leaves a secret with the browser, for requests of its own pages alone and out of their reach. */
export function printCookie(port: number, secret: string): string {
  return `${nameFor(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
}

/** Whether a request carries the cookie with this secret. */
export function hasCookie({ headers }: IncomingMessage, port: number, secret: string): boolean {
  const prefix = `${nameFor(port)}=`;
  return (headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .some((part) => part.startsWith(prefix) && isSameSecret(part.slice(prefix.length), secret));
}
