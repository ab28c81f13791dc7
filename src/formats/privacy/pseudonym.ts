import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { FILTERED } from './filtered.ts';

/** Hexadecimal digits of a pseudonym: at a million users two of them share one with a chance of 1 to 37 million. */
const DIGITS = 16;

/**
 * What stands for someone whose name is filtered: different for different people, the same for the same one, so that
 * users can still be counted. Who does not know the salt cannot find out the name by trying all there are.
 */
export function pseudonymOf(name: string, salt: string): string {
  const mac = hmac(sha256, utf8ToBytes(salt), utf8ToBytes(name));
  return `${FILTERED} ${bytesToHex(mac).slice(0, DIGITS)}`;
}

export function isPseudonym(name: string): boolean {
  return name.startsWith(`${FILTERED} `);
}
