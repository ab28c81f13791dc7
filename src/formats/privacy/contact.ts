import { withoutCuts, FILTERED } from './filtered.ts';
import type { OnFiltered } from './filtered.ts';

/** RFC 5321's longest local part and domain. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;

/** Where e-mail addresses stand: looked for from each `@`, a bounded way to both sides. */
function filterEmails(text: string, onFiltered: OnFiltered): string {
  const cuts: { start: number; end: number }[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > done && at - start < LONGEST_LOCAL && /[\w.%+-]/.test(text[start - 1] ?? '')) start -= 1;
    const domain = /^[\w-]+(?:\.[\w-]+)+/.exec(text.slice(at + 1, at + 1 + LONGEST_DOMAIN))?.[0];
    if (start === at || domain === undefined || text.slice(start, at).endsWith(FILTERED)) continue;
    done = at + 1 + domain.length;
    cuts.push({ start, end: done });
    onFiltered('e-mail address');
  }
  return cuts.length === 0 ? text : withoutCuts(text, cuts);
}

const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g;
const IPV6 = /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi;

/** Addresses of the machine itself tell nothing about anyone. */
function isOwn(address: string): boolean {
  return address.startsWith('127.') || address === '0.0.0.0' || address === '::1' || address === '::';
}

function isIpv6(address: string): boolean {
  return address.includes('::') || address.split(':').length === 8;
}

/** The text without e-mail and IP addresses. */
export function filterContacts(text: string, onFiltered: OnFiltered): string {
  const without = (): string => {
    onFiltered('IP address');
    return FILTERED;
  };
  return filterEmails(text, onFiltered)
    .replaceAll(IPV4, (address) => (isOwn(address) ? address : without()))
    .replaceAll(IPV6, (address) => (isOwn(address) || !isIpv6(address) ? address : without()));
}
