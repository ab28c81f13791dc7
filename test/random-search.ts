import {
  DATA_RANGE,
  ENVIRONMENTS,
  NAMES,
  OPS,
  PROJECTS,
  RELEASES,
  STATUSES,
  TAGS,
  USERS,
} from './random-data.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;

const TEXT_KEYS: readonly { readonly key: string; readonly values: readonly (string | null)[] }[] = [
  { key: 'transaction', values: NAMES },
  { key: 'op', values: OPS },
  { key: 'transaction.op', values: OPS },
  { key: 'environment', values: ENVIRONMENTS },
  { key: 'env', values: ENVIRONMENTS },
  { key: '"environment"', values: ENVIRONMENTS },
  { key: 'release', values: RELEASES },
  { key: 'user', values: USERS },
  { key: 'project', values: PROJECTS },
  { key: 'plan', values: ['free', 'pro', 'PRO', ''] },
  { key: 'tags[plan]', values: ['free', 'pro', 'PRO', ''] },
  { key: '__proto__', values: ['toString', '__proto__'] },
  { key: 'nobody', values: ['x', ''] },
  ...TAGS.map(({ key, values }) => ({ key: `tags[${key}]`, values })),
];

const NUMBER_KEYS = [
  'duration',
  'transaction.duration',
  'lcp',
  'measurements.fcp',
  'spans.db',
  'cls',
  'spans',
  'errors',
  'http.status_code',
];
const NUMBERS = [
  '0',
  '0.1',
  '1',
  '2.',
  '99.9',
  '100',
  '299.999',
  '300',
  '404',
  '1200',
  '3500',
  '-1',
  '1k',
  '0.5',
];
const DURATIONS = [...NUMBERS.slice(0, -2), '300ms', '0.3s', '1.2s', '1m', '0.01h', '1min'];
const SIGNS = ['', '', '>', '>=', '<', '<=', '=', '!='];
const VERSIONS = ['1.9.0', '1.10', '1.10.0+7', '1.10.0-beta', '2', 'shop@1.9.0'];

/** A value in quotes, as the language escapes it. Written apart from what is tested. */
function inQuotes(text: string): string {
  let quoted = '';
  for (let at = 0; at < text.length; at++) {
    let slashes = 0;
    while (text[at] === '\\') {
      slashes += 1;
      at += 1;
    }
    const isEnd = at >= text.length;
    const isQuote = text[at] === '"';
    quoted += '\\'.repeat(isEnd || isQuote ? slashes * 2 : slashes);
    if (!isEnd) quoted += isQuote ? '\\"' : text[at];
  }
  return `"${quoted}"`;
}

function textValue(random: Random, values: readonly (string | null)[]): string {
  const value = random.pick(values) ?? '';
  const isPlain = /^[^\s()[\]",<>=!]+$/.test(value);
  switch (random.pick(['plain', 'plain', 'quoted', 'pattern', 'inner pattern', 'escaped'] as const)) {
    case 'plain':
      return isPlain ? value : inQuotes(value);
    case 'quoted':
      return inQuotes(value);
    case 'pattern':
      return inQuotes(`${value.slice(0, random.whole(0, value.length))}*`);
    case 'inner pattern':
      return inQuotes(`*${value.slice(1, 3).toUpperCase()}*`);
    case 'escaped':
      return inQuotes(value.replaceAll('*', '\\*'));
  }
}

function textCondition(random: Random): string {
  const { key, values } = random.pick(TEXT_KEYS);
  if (random.chance(0.7)) return `${key}:${textValue(random, values)}`;
  const items = random.several(1, 3, () => inQuotes(random.pick(values) ?? ''));
  return `${key}:[${items.join(random.pick([',', ', ', ' , ']))}]`;
}

function numberCondition(random: Random): string {
  const key = random.pick(NUMBER_KEYS);
  const isCount = ['cls', 'spans', 'errors', 'http.status_code'].includes(key);
  const number = (): string => random.pick(isCount ? NUMBERS : DURATIONS);
  if (random.chance(0.15)) return `${key}:[${random.several(1, 3, number).join(',')}]`;
  return random.chance(0.1) ? `${key}:""` : `${key}:${random.pick(SIGNS)}${number()}`;
}

function dateCondition(random: Random): string {
  const key = random.pick(['timestamp', 'timestamp', 'received', 'timestamp.to_hour', 'timestamp.to_day']);
  if (random.chance(0.3))
    return `${key}:${random.pick(['-', '+'])}${random.whole(1, 80)}${random.pick(['h', 'm', 'd'])}`;
  const at = new Date(DATA_RANGE.start + random.whole(0, 72) * HOUR + random.pick([0, 1, 123_456]));
  const text = at.toISOString();
  const date = random.pick([text, text.slice(0, 10), text.slice(0, 19), text.replace('Z', '+02:00')]);
  return `${key}:${random.pick(SIGNS)}${date}`;
}

function versionCondition(random: Random): string {
  const sign = random.pick(['', '>', '>=', '<', '<=', '!=']);
  switch (random.pick(['release', 'version', 'build', 'package', 'pattern'] as const)) {
    case 'release':
      return `release:${random.pick(['>', '>=', '<', '<='])}${random.pick(VERSIONS)}`;
    case 'version':
      return `release.version:${sign}${random.pick(VERSIONS)}`;
    case 'build':
      return `release.build:${sign}${random.pick(['7', '8', 'x'])}`;
    case 'package':
      return 'release.package:shop';
    case 'pattern':
      return 'release.version:1.*';
  }
}

function condition(random: Random): string {
  const negation = random.chance(0.3) ? '!' : '';
  switch (
    random.pick([
      'text',
      'text',
      'text',
      'number',
      'number',
      'date',
      'has',
      'status',
      'version',
      'other',
    ] as const)
  ) {
    case 'text':
      return negation + textCondition(random);
    case 'number':
      return negation + numberCondition(random);
    case 'date':
      return negation + dateCondition(random);
    case 'has':
      return `${negation}has:${random.pick(['user', 'release', 'plan', 'lcp', 'tags[plan]', 'user.id', 'status'])}`;
    case 'status':
      return `${negation}transaction.status:${random.pick([...STATUSES, 'unknown_error', '[ok,not_found]', '""'])}`;
    case 'version':
      return negation + versionCondition(random);
    case 'other':
      return random.pick([
        `${negation}user.id:${random.pick(['1', '2', '"*"', '[1,3]'])}`,
        `${negation}project.id:7`,
        'event.type:transaction',
        '!event.type:error',
        `${negation}trace:${'ab'.repeat(16)}`,
      ]);
  }
}

function freeText(random: Random): string {
  return random.pick([
    'api',
    '/api/',
    'api users',
    'a*s',
    '"/api/users"',
    'fox',
    'get (a) b',
    '""',
    'api\\b',
    "it's",
  ]);
}

function expression(random: Random, depth: number): string {
  if (depth === 0 || random.chance(0.3)) return random.chance(0.12) ? freeText(random) : condition(random);
  const parts = random.several(2, 3, () => expression(random, depth - 1));
  switch (random.pick(['and', 'and', 'or', 'group', 'not'] as const)) {
    case 'and':
      return parts.join(random.pick([' ', ' AND ', ' and ', '  ']));
    case 'or':
      return parts.join(random.pick([' OR ', ' or ']));
    case 'group':
      return `(${parts.join(' OR ')}) ${expression(random, depth - 1)}`;
    case 'not':
      return `!(${parts.join(' ')})`;
  }
}

function metricCondition(random: Random): string {
  const negation = random.chance(0.2) ? '!' : '';
  const sign = random.pick(['>', '>=', '<', '<=', '', '!=']);
  const metric = random.pick([
    `p95():${sign}0.3s`,
    `p75(measurements.lcp):${sign}300ms`,
    `percentile(transaction.duration, 0.5):${sign}100`,
    `count():${sign}3`,
    `count_unique(user):${sign}1`,
    `failure_rate():${sign}5%`,
    `apdex():${sign}0.5`,
    `tpm():${sign}0.01`,
    `tps():${sign}0.001`,
    `last_seen():${random.pick(['-', '+'])}24h`,
    `last_seen():${sign}2026-01-06`,
    `max(spans.db):${sign}1.2s`,
  ]);
  return negation + metric;
}

/** A text that somebody could search by, about `randomTransactions`: the same for the same seed. Nearly all can be read. */
export function randomSearch(random: Random): string {
  const rows = random.chance(0.05) ? '' : expression(random, 3);
  if (random.chance(0.7)) return rows;
  const metrics = random.several(1, 2, () => metricCondition(random)).join(random.pick([' ', ' OR ']));
  return rows === '' ? metrics : `(${rows}) (${metrics})`;
}
