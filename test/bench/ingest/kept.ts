// What a collector keeps under load when it may not keep everything: how much room that takes on disk at any time, and
// that of what is newer than the oldest row nothing is missing.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFrames } from '../../../src/formats/arrow/frames.ts';
import { readHex } from '../../../src/model/hex.ts';
import { readHeaders } from '../../collector/as-page.ts';
import { numberIn } from './bodies.ts';

const LOOK_MS = 250;
const MEGA = 1e6;
/** Bodies of a second may have the same time, so that around the oldest row some of a second are left and others not. */
const EDGE_SECONDS = 2;
/** Traces of which all spans are counted. */
const LOOKED_AT = 50;

/** Bytes of all files in a folder; what goes while it is looked is not counted. */
function bytesIn(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** Watches how large a folder is; ends with all that was seen as a text. */
export function watchSize(folder: string): () => string {
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(bytesIn(folder) / MEGA), LOOK_MS);
  return () => {
    clearInterval(timer);
    const each = seen.filter((_, index) => index % (5_000 / LOOK_MS) === 0).map((size) => size.toFixed(0));
    return `  files on disk at most ${Math.max(...seen).toFixed(0)} MB; every five seconds, MB: ${each.join(' ')}`;
  };
}

/** What of `sent` transactions, each of `spans` spans and numbered in their order, a collector has; as a text. */
export async function tellKept(port: number, sent: number, rate: number, spans: number): Promise<string> {
  const url = `http://127.0.0.1:${port}/`;
  const headers = { ...(await readHeaders(url)), 'accept-encoding': 'identity' };
  const ask = async (path: string) => {
    const response = await fetch(`${url}api/v1/${path}`, { headers });
    if (!response.ok || response.body === null) throw new Error(`${path} was answered ${response.status}.`);
    return decodeFrames(response.body);
  };
  const kept = new Map<number, string>();
  for await (const frame of await ask('transactions')) {
    if (frame.table !== 'transactions') continue;
    const traces = frame.rows.ids.get('trace') ?? new Uint8Array();
    for (let row = 0; row < frame.rows.length; row += 1) {
      const trace = readHex(traces, 16 * row, 16);
      if (trace !== null) kept.set(numberIn(trace), trace);
    }
  }
  const numbers = [...kept.keys()].toSorted((a, b) => a - b);
  const oldest = numbers[0] ?? sent;
  const from = Math.min(sent, oldest === 0 ? 0 : oldest + EDGE_SECONDS * rate);
  let missing = 0;
  for (let number = from; number < sent; number += 1) if (!kept.has(number)) missing += 1;
  let cut = 0;
  for (let place = 1; place <= LOOKED_AT; place += 1) {
    const trace = kept.get(from + Math.floor(((sent - 1 - from) * place) / LOOKED_AT));
    if (trace === undefined) continue;
    let found = 0;
    for await (const frame of await ask(`traces/${trace}`)) {
      if (frame.table === 'spans') found += frame.spans.length;
    }
    if (found !== spans) cut += 1;
  }
  return [
    `  kept are ${kept.size} of ${sent} transactions, the oldest is number ${oldest}`,
    `  of numbers ${from} to ${sent - 1}, all confirmed, ${missing} are missing; of ${LOOKED_AT} of their traces ${cut} have not all ${spans} spans`,
  ].join('\n');
}
