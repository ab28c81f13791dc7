// Records as they were written until format 3 of the data directory: requests as they had travelled.
import { crc32 } from 'node:zlib';
import type { Accepted } from '../../src/collector/spool/accepted.ts';

export function encodeOldRecord({ body, ...rest }: Accepted): Uint8Array {
  const header = Buffer.from(JSON.stringify(rest));
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length, 0);
  const payload = Buffer.concat([length, header, body]);
  const head = Buffer.alloc(12);
  head.write('LTR1');
  head.writeUInt32LE(payload.length, 4);
  head.writeUInt32LE(crc32(payload), 8);
  return Buffer.concat([head, payload]);
}
