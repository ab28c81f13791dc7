import { FormatError } from '../format-error.ts';
import { isForeignObject } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { parseJson } from '../json.ts';
import { LIMITS } from '../limits.ts';

/** An item whose frame could be read. Its payload is still bytes, and may be empty. */
export interface EnvelopeItem {
  readonly header: ForeignObject;
  readonly payload: Uint8Array;
}

/** A Sentry envelope, cut into its items. */
export interface Envelope {
  readonly header: ForeignObject;
  readonly items: readonly EnvelopeItem[];
  /** Items whose header or length is wrong, with what is wrong. */
  readonly malformed: readonly string[];
}

const NEWLINE = 0x0a;
const ADVICE =
  'Check what sends it: an envelope is a line of JSON, then a header line and a payload for each item.';

function endOfLine(body: Uint8Array, from: number): number {
  const end = body.indexOf(NEWLINE, from);
  return end < 0 ? body.length : end;
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}

function readHeader(line: Uint8Array): ForeignObject | null {
  try {
    const header = parseJson(line);
    return isForeignObject(header) ? header : null;
  } catch {
    return null;
  }
}

function readEnvelopeHeader(line: Uint8Array): ForeignObject {
  const header = readHeader(line);
  if (header === null) throw new FormatError('The first line of the envelope is not a JSON object.', ADVICE);
  // Of two times of sending, nobody knows which one is meant.
  const sentAt = new TextDecoder().decode(line).match(/"sent_at"\s*:/g);
  if (sentAt !== null && sentAt.length > 1) {
    throw new FormatError('The header of the envelope says "sent_at" twice.', ADVICE);
  }
  return header;
}

/**
 * Cuts an envelope at its frames, on bytes: an item with a `length` has a payload of so many bytes and then a
 * newline or the end; one without goes to the next newline or the end. A frame that is wrong costs its own item
 * only: reading goes on at the next line. Throws a `FormatError` when the first line is no header, or when there
 * are too many items.
 */
export function parseEnvelope(body: Uint8Array): Envelope {
  const firstEnd = endOfLine(body, 0);
  const header = readEnvelopeHeader(body.subarray(0, firstEnd));
  const items: EnvelopeItem[] = [];
  const malformed: string[] = [];
  let at = firstEnd + 1;
  while (at < body.length) {
    const lineEnd = endOfLine(body, at);
    const line = body.subarray(at, lineEnd);
    at = lineEnd + 1;
    if (isBlank(line)) continue;
    if (items.length + malformed.length >= LIMITS.items) {
      throw new FormatError(`The envelope has more than ${LIMITS.items} items.`, 'Send several envelopes.');
    }
    const itemHeader = readHeader(line);
    const length = itemHeader?.['length'];
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) {
      const payloadEnd = endOfLine(body, Math.min(at, body.length));
      const payload = body.subarray(Math.min(at, body.length), payloadEnd);
      at = payloadEnd + 1;
      if (itemHeader === null) malformed.push('The header of an item is not a JSON object.');
      else items.push({ header: itemHeader, payload });
      continue;
    }
    const payloadEnd = at + length;
    if (payloadEnd > body.length && !(length === 0 && at === body.length + 1)) {
      malformed.push('An item is shorter than its header says.');
      break;
    }
    if (payloadEnd < body.length && body[payloadEnd] !== NEWLINE) {
      malformed.push('An item is longer than its header says.');
      at = endOfLine(body, payloadEnd) + 1;
      continue;
    }
    if (itemHeader !== null) items.push({ header: itemHeader, payload: body.subarray(at, payloadEnd) });
    at = payloadEnd + 1;
  }
  return { header, items, malformed };
}
