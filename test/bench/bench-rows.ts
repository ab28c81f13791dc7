import type { Rows, TextValues } from '../../src/model/rows.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';

const DAY = 86_400_000;

/** The time in which the rows end: thirty days. */
export const BENCH_RANGE = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 0, 1) + 30 * DAY };

/** Rows of a frame, as the wire has them. */
const FRAME = 65_536;

const TRANSACTIONS = 500;

/** Picks rank r with a probability that falls as 1 / r^1.05, as the names of real traffic do. */
function zipf(random: Random, count: number): () => number {
  const sums = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank++) {
    total += 1 / (rank + 1) ** 1.05;
    sums[rank] = total;
  }
  return () => {
    const wanted = random.next() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

function names(count: number, name: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => name(index));
}

/** `total` rows in frames, newest first: 500 names, 8 projects, a twentieth as many users as rows. */
export function benchRows(total: number): Rows[] {
  const random = createRandom(42);
  const pickName = zipf(random, TRANSACTIONS);
  const users = Math.max(1, Math.floor(total / 20));
  const dictionaries = {
    project: names(8, (index) => `service-${index}`),
    transaction: names(TRANSACTIONS, (index) => `${index % 5 < 3 ? '/api' : '/page'}/resource-${index}`),
    op: ['http.server', 'pageload', 'queue.process'],
    status: ['ok', 'internal_error', 'not_found', 'cancelled'],
    environment: ['production', 'staging', 'development'],
    release: names(20, (index) => `1.${index}.0`),
    user: names(users, (index) => `id:${index}`),
    'user.display': names(users, (index) => `user-${index}@example.org`),
    sdk: ['sentry.javascript.node/10.78.0', 'opentelemetry/2.12.0'],
    'http.method': ['GET', 'POST'],
  };
  const frames: Rows[] = [];
  for (let from = 0; from < total; from += FRAME) {
    const length = Math.min(FRAME, total - from);
    const number = (make: (index: number) => number): Float32Array =>
      Float32Array.from({ length }, (_, i) => make(i));
    const wide = (make: (index: number) => number): Float64Array =>
      Float64Array.from({ length }, (_, i) => make(i));
    const text = (dictionary: readonly string[], pick: () => number): TextValues => ({
      codes: Int32Array.from({ length }, pick),
      dictionary,
    });
    const even = (dictionary: readonly string[]): TextValues =>
      text(dictionary, () => random.whole(0, dictionary.length - 1));
    const transaction = text(dictionaries.transaction, pickName);
    const { codes } = transaction;
    const user = even(dictionaries.user);
    const timestamp = wide((i) => {
      const at = (total - from - i) / total;
      return BENCH_RANGE.start + at * (BENCH_RANGE.end - BENCH_RANGE.start - 1) * (1 - random.next() * 1e-4);
    });
    frames.push({
      length,
      numbers: new Map<string, Float32Array | Float64Array>([
        ['row', wide((i) => total - from - i)],
        ['timestamp', timestamp],
        ['received', timestamp.map((end) => end + 500)],
        ['duration', number((i) => (20 + (codes[i]! % 37) * 10) * Math.exp(random.next() ** 3 * 5))],
        ['weight', number(() => 1)],
        ['http.status_code', number(() => 200)],
        ['errors', number(() => (random.chance(0.01) ? 1 : 0))],
        ['spans', number(() => random.whole(0, 40))],
      ]),
      texts: new Map<string, TextValues>([
        ['project', { codes: codes.map((code) => code % 8), dictionary: dictionaries.project }],
        ['transaction', transaction],
        ['op', even(dictionaries.op)],
        ['status', text(dictionaries.status, () => (random.chance(0.03) ? random.whole(1, 3) : 0))],
        ['environment', text(dictionaries.environment, () => (random.chance(0.65) ? 0 : random.whole(1, 2)))],
        ['release', even(dictionaries.release)],
        ['user', user],
        ['user.display', { codes: user.codes, dictionary: dictionaries['user.display'] }],
        ['sdk', even(dictionaries.sdk)],
        ['http.method', even(dictionaries['http.method'])],
      ]),
      ids: new Map<string, Uint8Array>([
        ['event', Uint8Array.from({ length: length * 16 }, () => random.whole(0, 255))],
        ['trace', Uint8Array.from({ length: length * 16 }, () => random.whole(0, 255))],
        ['span', Uint8Array.from({ length: length * 8 }, () => random.whole(0, 255))],
      ]),
    });
  }
  return frames;
}
