import { FormatError } from './format-error.ts';
import { LIMITS } from './limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Throws when a JSON text is nested deeper, or holds more values, than anything here should walk through. It is
 * measured on the bytes, before anything is built from them.
 */
function checkSize(bytes: Uint8Array, nodes: number): void {
  let depth = 0;
  let values = 1;
  let inText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) {
      inText = true;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth += 1;
      values += 1;
      if (depth > LIMITS.depth) {
        throw new FormatError(
          `The JSON is nested more than ${LIMITS.depth} levels deep.`,
          'Send flatter data.',
        );
      }
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
    } else if (byte === COMMA) {
      values += 1;
    }
  }
  if (values > nodes) {
    throw new FormatError(`The JSON holds more than ${nodes} values.`, 'Send less in one piece.');
  }
}

const UTF_8 = new TextDecoder();

/** How often a character is in a text, counted up to `most`. */
function countOf(text: string, character: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count < most; at = text.indexOf(character, at + 1)) {
    count += 1;
  }
  return count;
}

/** Whether a text is too short, and has too few brackets, to be deeper or to hold more than is allowed: most are. */
function isHarmless(text: string, nodes: number): boolean {
  if (text.length >= nodes) return false;
  const objects = countOf(text, '{', LIMITS.depth);
  return objects < LIMITS.depth && objects + countOf(text, '[', LIMITS.depth) < LIMITS.depth;
}

/** The value of a JSON text in UTF-8; throws a `FormatError` when it is none, too deep or too large. */
export function parseJson(bytes: Uint8Array, nodes: number = LIMITS.nodes): unknown {
  const text = UTF_8.decode(bytes);
  if (!isHarmless(text, nodes)) checkSize(bytes, nodes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`This is not JSON: ${reason}`, 'Check what sends it.', cause);
  }
}
