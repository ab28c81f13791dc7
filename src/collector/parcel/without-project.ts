import type { Head } from './pack.ts';
import { decodeSpans } from './span-block.ts';

/** Bytes of a parcel and where its blocks begin, with its head. */
function cut(bytes: Uint8Array): { readonly head: Head; readonly blocks: readonly Uint8Array[] } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + buffer.readUInt32LE(0);
  const head = JSON.parse(buffer.toString('utf8', 4, end)) as Head;
  let at = end;
  const blocks = head.blocks.map(({ length }) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
  return { head, blocks };
}

function itemsOf(packed: readonly { readonly isItem: boolean }[]): number {
  return packed.filter(({ isItem }) => isItem).length;
}

/**
 * A parcel (`pack`) without what is of a project: its transactions and errors, and the spans of traces in which nothing
 * else of the parcel is. The same bytes where it has nothing of it. What is gone is not counted as received any more.
 */
export function withoutProject(bytes: Uint8Array, project: string): Uint8Array {
  const { head, blocks } = cut(bytes);
  const isKept = ({ value }: { readonly value: { readonly project: string } }): boolean =>
    value.project !== project;
  const transactions = head.transactions.filter(isKept);
  const errors = head.errors.filter(isKept);
  const others = new Set(transactions.map(({ value }) => value.traceId));
  const own = new Set(head.transactions.filter((each) => !isKept(each)).map(({ value }) => value.traceId));
  const places = head.blocks.flatMap(({ traceId }, place) => {
    if (others.has(traceId)) return [place];
    const isOwn =
      own.has(traceId) ||
      decodeSpans(blocks[place] ?? new Uint8Array(), traceId, 'outline').every(
        ({ span }) => span.project === project,
      );
    return isOwn ? [] : [place];
  });
  const kept = new Set(places);
  const gone =
    itemsOf(head.transactions) -
    itemsOf(transactions) +
    (itemsOf(head.errors) - itemsOf(errors)) +
    head.blocks.reduce((sum, { items }, place) => sum + (kept.has(place) ? 0 : items), 0);
  const isSame =
    transactions.length === head.transactions.length &&
    errors.length === head.errors.length &&
    places.length === head.blocks.length;
  if (isSame) return bytes;
  const rest: Head = {
    ...head,
    counts: { ...head.counts, received: head.counts.received - gone },
    transactions,
    errors,
    blocks: head.blocks.filter((_, place) => kept.has(place)),
  };
  const text = Buffer.from(JSON.stringify(rest));
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(text.length, 0);
  return Buffer.concat([length, text, ...blocks.filter((_, place) => kept.has(place))]);
}
