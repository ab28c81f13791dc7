import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The fingerprint of an issue type and of what its events have in common, in Sentry's spelling. */
export function fingerprintOf(type: string | number, common: string): string {
  return `1-${type}-${bytesToHex(sha1(utf8ToBytes(common)))}`;
}
