import type { Transaction, Vital, Work } from '../src/model/transaction.ts';
import type { Status } from '../src/model/status.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;

/** The time in which all random transactions end. */
export const DATA_RANGE = { start: Date.UTC(2026, 0, 5), end: Date.UTC(2026, 0, 8) };

// Words that break what takes a key for a property, a star for a wildcard or a text for trustworthy.
export const PROJECTS = ['shop', 'Shop', 'api', '7', '__proto__'];
export const NAMES = [
  '/api/users',
  '/API/Users',
  '/api/*',
  '/api/internal/list',
  'GET /a\\b',
  'GET /a\\*',
  '*',
  '🦊 /fox',
  '__proto__',
  'constructor',
  '',
];
export const OPS = ['http.server', 'pageload', 'queue.task', 'db', ''];
export const ENVIRONMENTS = ['production', 'staging', 'Production', '', null];
export const RELEASES = ['1.9.0', '1.10.0', '1.10.0+7', null];
export const METHODS = ['GET', 'POST', null];
export const STATUSES: readonly Status[] = [
  'ok',
  'cancelled',
  'unknown',
  'internal_error',
  'not_found',
  'unauthenticated',
];
export const TAGS: readonly { readonly key: string; readonly values: readonly string[] }[] = [
  { key: 'plan', values: ['free', 'pro', 'PRO', ''] },
  { key: '__proto__', values: ['toString', '__proto__'] },
  { key: 'region:eu', values: ['west', 'wést', '*'] },
  { key: '🦊', values: ['🦊', 'fox\\', 'fox\nden'] },
];
export const USERS = ['id:1', 'id:2', 'id:3', 'ID:1', 'email:a@example.org', '__proto__', '', null, null];
const STATUS_CODES = [200, 204, 404, 500, null];
const SDKS = ['sentry.javascript.node/10.78.0', 'opentelemetry/2.12.0', null];

// On both sides of 300 ms, 1.2 s and of what float32 does to a tenth; drawn again and again, so that there are ties.
const TYPICAL_DURATIONS = [0, 0.1, 1, 99.9, 100, 100, 299.999, 300, 300.001, 1200, 1200.001, 3500, 60_000];
const WEIGHTS = [1, 1, 1, 1, 1, 2, 4, 10, 1 / 0.3, 1 / 0.07, 1.5];
const VITALS: readonly Vital[] = ['lcp', 'fcp', 'fp', 'cls', 'inp', 'fid', 'ttfb'];
const WORK: readonly Work[] = ['http', 'db', 'cache', 'queue', 'browser', 'resource', 'ui'];

function hexOf(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join('');
}

function durationOf(random: Random): number {
  if (random.chance(0.4)) return Math.fround(random.pick(TYPICAL_DURATIONS));
  const ms = 20 * Math.exp(random.next() * 6);
  // Whole 64ths for the most part: sums of them are exact, so their order plays no part in ranks.
  return Math.fround(random.chance(0.8) ? Math.round(ms * 64) / 64 : ms);
}

/** An end within the data's time: anywhere with its fraction, or exactly on the hour, where buckets meet. */
function endOf(random: Random): number {
  const { start, end } = DATA_RANGE;
  if (random.chance(0.1)) return start + HOUR * random.whole(0, (end - start) / HOUR - 1);
  return start + random.next() * (end - start - 1);
}

function vitalsOf(random: Random): Transaction['vitals'] {
  if (random.chance(0.4)) return {};
  const present = VITALS.filter(() => random.chance(0.6));
  return Object.fromEntries(
    present.map((vital) => [vital, vital === 'cls' ? Math.fround(random.next()) : durationOf(random)]),
  );
}

function workOf(random: Random): Transaction['work'] {
  return Object.fromEntries(WORK.filter(() => random.chance(0.3)).map((work) => [work, durationOf(random)]));
}

function tagsOf(random: Random): Transaction['tags'] {
  const present = TAGS.filter(() => random.chance(0.5));
  return new Map(present.map(({ key, values }) => [key, random.pick(values)]));
}

/**
 * `n` transactions, the same for the same seed: absent and empty values, equal durations, hostile texts, weights of
 * 1 and others, in no order of time or `row`.
 */
export function randomTransactions(seed: number, n: number): Transaction[] {
  const random = createRandom(seed);
  // The parts that only some data sets have: no weights, no users, few names.
  const isSampled = random.chance(0.7);
  const hasUsers = random.chance(0.9);
  const names = NAMES.slice(0, random.whole(1, NAMES.length));
  const rows = Array.from({ length: n }, (_, index): Transaction => {
    const duration = durationOf(random);
    const user = hasUsers ? random.pick(USERS) : null;
    const end = endOf(random);
    return {
      row: 1 + index * 3,
      eventId: hexOf(random, 32),
      traceId: hexOf(random, 32),
      spanId: hexOf(random, 16),
      project: random.pick(PROJECTS),
      transaction: random.pick(names),
      op: random.pick(OPS),
      status: random.pick(STATUSES),
      start: end - duration,
      duration,
      environment: random.pick(ENVIRONMENTS),
      release: random.pick(RELEASES),
      user,
      userDisplay: user === null ? null : user.replace(/^\w+:/, ''),
      sdk: random.pick(SDKS),
      httpMethod: random.pick(METHODS),
      httpStatus: random.pick(STATUS_CODES),
      weight: isSampled ? random.pick(WEIGHTS) : 1,
      vitals: vitalsOf(random),
      tags: tagsOf(random),
      attributes: new Map(),
      received: end + random.whole(0, 10 * 60_000),
      spans: random.pick([0, 1, 1, 7, 120]),
      errors: random.pick([0, 0, 0, 1, 2]),
      work: workOf(random),
    };
  });
  // Shuffled, so that the order of arrival is neither that of `row` nor that of time.
  for (let last = rows.length - 1; last > 0; last--) {
    const other = random.whole(0, last);
    const [a, b] = [rows[last], rows[other]];
    if (a !== undefined && b !== undefined) [rows[last], rows[other]] = [b, a];
  }
  return rows;
}
