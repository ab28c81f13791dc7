import type { Head } from './pack.ts';
import type { Parcel, SpanBlock } from './parcel.ts';

/** What `pack` made bytes of. Throws when they are something else: what is kept carries a checksum. */
export function unpack(bytes: Uint8Array): Parcel {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + buffer.readUInt32LE(0);
  const head = JSON.parse(buffer.toString('utf8', 4, end)) as Head;
  let at = end;
  const blocks = head.blocks.map(({ length, ...block }): SpanBlock => {
    at += length;
    return { ...block, bytes: bytes.subarray(at - length, at) };
  });
  const transactions = head.transactions.map(({ value, isItem }) => ({
    value: { ...value, tags: new Map(value.tags), attributes: new Map(value.attributes) },
    isItem,
  }));
  return { ...head, transactions, blocks };
}
