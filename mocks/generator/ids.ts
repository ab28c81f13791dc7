import { readHex } from '../../src/model/hex.ts';
import { bitsAt, mix, placeOf, unmix } from './random.ts';

// Ids are hashes of the place of what they name. The first word of a trace id can be turned back into the trace's
// number, and the other three tell whether it is one of ours.

const TRACE = 0x7ace;
const EVENT = 0xe7e27;
const SPAN = 0x59a2;
const ERROR = 0xe2202;

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

function writeWords(bytes: Uint8Array, at: number, words: number, seed: number, place: number): void {
  let word = bitsAt(seed, place);
  for (let index = 0; index < words; index += 1) {
    writeWord(bytes, at + 4 * index, word);
    word = mix(word + 0x3c6ef372);
  }
}

export function writeTraceId(bytes: Uint8Array, at: number, seed: number, trace: number): void {
  writeWord(bytes, at, mix(trace ^ mix(seed ^ TRACE)));
  writeWords(bytes, at + 4, 3, seed ^ TRACE, trace);
}

export function writeEventId(bytes: Uint8Array, at: number, seed: number, row: number): void {
  writeWords(bytes, at, 4, seed ^ EVENT, row);
}

/** Span `step` of a row; 0 is the transaction's own. */
export function writeSpanId(bytes: Uint8Array, at: number, seed: number, row: number, step: number): void {
  writeWords(bytes, at, 2, bitsAt(seed ^ SPAN, row), step);
}

const buffer = new Uint8Array(16);

export function traceIdOf(seed: number, trace: number): string {
  writeTraceId(buffer, 0, seed, trace);
  return readHex(buffer, 0, 16) ?? '';
}

export function spanIdOf(seed: number, row: number, step: number): string {
  writeSpanId(buffer, 0, seed, row, step);
  return readHex(buffer, 0, 8) ?? '';
}

export function errorIdOf(seed: number, row: number): string {
  writeWords(buffer, 0, 4, seed ^ ERROR, row);
  return readHex(buffer, 0, 16) ?? '';
}

/** The row whose error has this id (32 lower-case hex digits); null when it is none of this world's. */
export function errorRowOf(seed: number, id: string): number | null {
  const row = placeOf(seed ^ ERROR, Number.parseInt(id.slice(0, 8), 16));
  return errorIdOf(seed, row) === id ? row : null;
}

/** The number of the trace that has this id (32 lower-case hex digits); null when it is none of this world's. */
export function traceOfId(seed: number, id: string): number | null {
  const trace = unmix(Number.parseInt(id.slice(0, 8), 16)) ^ mix(seed ^ TRACE);
  return trace >= 0 && traceIdOf(seed, trace) === id ? trace : null;
}
