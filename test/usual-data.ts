import type { Transaction } from '../src/model/transaction.ts';
import { DATA_RANGE, randomTransactions } from './random-data.ts';
import { createRandom } from './random.ts';

const HOUR = 3_600_000;

/** Names of transactions, each in a project of its own, some of them alike but for their end. */
export const USUAL_NAMES = [
  '/api/orders',
  '/api/orders/list',
  '/api/search',
  '/page/cart',
  '/page/home',
  'job.sync',
];

/** The project of a name; a name may be in more than one. */
export function projectOf(name: string): string {
  return name.startsWith('/api') ? 'api' : name.startsWith('/page') ? 'web' : 'worker';
}

/**
 * `n` transactions as services send them, the same for the same seed: few names with many rows each, users who come
 * again, in the order of time but for some that were late, mostly unsampled. Fast ways of answering are meant for these;
 * nothing about them is regular enough to answer without looking.
 */
export function usualTransactions(seed: number, n: number): Transaction[] {
  const random = createRandom(seed + 13);
  const names = USUAL_NAMES.slice(0, random.whole(1, USUAL_NAMES.length));
  const users = random.whole(1, Math.max(2, Math.ceil(n / 8)));
  const isSampled = random.chance(0.25);
  const isLong = random.chance(0.3);
  const length = isLong ? DATA_RANGE.end - DATA_RANGE.start : 6 * HOUR;
  const bare = randomTransactions(seed, n).sort((a, b) => a.row - b.row);
  return bare.map((row, index): Transaction => {
    // The most frequent name first, as rank decides.
    const name = names[Math.min(Math.floor(names.length * random.next() ** 2), names.length - 1)]!;
    const late = random.chance(0.03) ? random.next() * HOUR : 0;
    const onHour = random.chance(0.08);
    const at = DATA_RANGE.start + Math.max(0, ((index + random.next()) / n) * (length - 1) - late);
    const end = onHour ? Math.floor(at / HOUR) * HOUR : at;
    const user = random.chance(0.05) ? null : `id:${Math.floor(users * random.next() ** 1.5)}`;
    return {
      ...row,
      transaction: name,
      project: random.chance(0.02) ? 'api' : projectOf(name),
      start: end - row.duration,
      user,
      userDisplay: user,
      weight: isSampled ? row.weight : 1,
    };
  });
}
