import type { Field, NumberColumn } from '../src/model/column.ts';
import type { Transaction } from '../src/model/transaction.ts';
import { holds } from './oracle/filter.ts';
import { numberOf, valueOf } from './oracle/value.ts';
import { holdsOfVersion } from './oracle/version.ts';
import { matches } from './oracle/wildcard.ts';
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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The moment that is now for these texts. */
export const SEARCH_NOW = DATA_RANGE.end - 5 * HOUR - 1;

type Finds = (row: Transaction) => boolean;

/** A text and what it should find: told from the rules, without the parser or a Filter. */
export interface Said {
  readonly text: string;
  readonly finds: Finds;
}

const TEXT_KEYS: readonly {
  readonly key: string;
  readonly field: Field;
  readonly values: readonly (string | null)[];
}[] = [
  { key: 'transaction', field: 'transaction', values: NAMES },
  { key: 'op', field: 'op', values: OPS },
  { key: 'transaction.op', field: 'op', values: OPS },
  { key: 'environment', field: 'environment', values: ENVIRONMENTS },
  { key: 'env', field: 'environment', values: ENVIRONMENTS },
  { key: '"environment"', field: 'environment', values: ENVIRONMENTS },
  { key: 'release', field: 'release', values: RELEASES },
  { key: 'user', field: 'user', values: USERS },
  { key: 'project', field: 'project', values: PROJECTS },
  { key: 'plan', field: { tag: 'plan' }, values: ['free', 'pro', 'PRO', ''] },
  { key: '__proto__', field: { tag: '__proto__' }, values: ['toString', '__proto__'] },
  { key: 'nobody', field: { tag: 'nobody' }, values: ['x', ''] },
  ...TAGS.map(({ key, values }) => ({ key: `tags[${key}]`, field: { tag: key }, values })),
];

const DURATIONS: readonly { readonly key: string; readonly column: NumberColumn }[] = [
  { key: 'duration', column: 'duration' },
  { key: 'transaction.duration', column: 'duration' },
  { key: 'lcp', column: 'lcp' },
  { key: 'measurements.fcp', column: 'fcp' },
  { key: 'spans.db', column: 'spans.db' },
];
const COUNTS: readonly { readonly key: string; readonly column: NumberColumn }[] = [
  { key: 'measurements.cls', column: 'cls' },
  { key: 'spans', column: 'spans' },
  { key: 'errors', column: 'errors' },
  { key: 'http.status_code', column: 'http.status_code' },
];

/** Numbers as they are written, with what they stand for. */
const PLAIN: readonly (readonly [string, number])[] = [
  ['0', 0],
  ['0.1', 0.1],
  ['1', 1],
  ['2.', 2],
  ['99.9', 99.9],
  ['100', 100],
  ['299.999', 299.999],
  ['300', 300],
  ['404', 404],
  ['1200', 1200],
  ['-1', -1],
];
const WITH_SUFFIX: readonly (readonly [string, number])[] = [
  ...PLAIN,
  ['0.2k', 200],
  ['0.5K', 500],
  ['0.0001m', 100],
];
const WITH_UNIT: readonly (readonly [string, number])[] = [
  ...PLAIN,
  ['300ms', 300],
  ['0.3s', 300],
  ['1.2s', 1200],
  ['1m', MINUTE],
  ['1min', MINUTE],
  ['0.5h', HOUR / 2],
  ['1wk', 7 * DAY],
];

const FLIPPED: Readonly<Record<string, string>> = { '>': '<=', '<=': '>', '<': '>=', '>=': '<' };
const ORDERS = ['>', '>=', '<', '<='] as const;

function isHeld(left: number, sign: string, right: number): boolean {
  return holds(left, sign === '>' || sign === '>=' || sign === '<' || sign === '<=' ? sign : '=', right);
}

function not(finds: Finds): Finds {
  return (row) => !finds(row);
}

/** A value in quotes, as the language escapes it. */
function inQuotes(text: string): string {
  let quoted = '';
  for (let at = 0; at < text.length; at++) {
    let slashes = 0;
    for (; text[at] === '\\'; at++) slashes += 1;
    const isEnd = at >= text.length;
    const isQuote = text[at] === '"';
    quoted += '\\'.repeat(isEnd || isQuote ? slashes * 2 : slashes);
    if (!isEnd) quoted += isQuote ? '\\"' : text[at];
  }
  return `"${quoted}"`;
}

/** Of a pattern whether it has a star that stands for anything. */
function isPattern(text: string): boolean {
  return /(^|[^\\])(\\\\)*\*/.test(text);
}

/** What a value behind a key of text finds: its pattern, or the value with its stars set free. */
function findsText(field: Field, written: string): Finds {
  if (written === '') return (row) => valueOf(row, field) === null;
  if (!isPattern(written)) {
    const value = written.replaceAll('\\*', '*');
    return (row) => valueOf(row, field) === value;
  }
  return (row) => {
    const value = valueOf(row, field);
    return typeof value === 'string' && matches(value, written);
  };
}

function textCondition(random: Random): Said {
  const { key, field, values } = random.pick(TEXT_KEYS);
  const value = random.pick(values) ?? '';
  if (random.chance(0.25)) {
    const items = random.several(1, 3, () => random.pick(values) ?? '');
    const text = `${key}:[${items.map(inQuotes).join(random.pick([',', ', ', ' , ']))}]`;
    return { text, finds: (row) => items.includes(String(valueOf(row, field) ?? '')) };
  }
  const letters = Array.from(value);
  const written = random.pick([
    value,
    value,
    `${letters.slice(0, random.whole(0, letters.length)).join('')}*`,
    `*${letters.slice(1, 3).join('').toUpperCase()}*`,
    value.replaceAll('*', '\\*'),
  ]);
  const isPlain = /^[^\s()[\]",<>=!]+$/.test(written) && random.chance(0.5);
  return { text: `${key}:${isPlain ? written : inQuotes(written)}`, finds: findsText(field, written) };
}

/** A number as its column holds it. */
function asHeld(column: NumberColumn, value: number): number {
  return column === 'timestamp' || column === 'received' ? value : Math.fround(value);
}

function numberCondition(random: Random, isNegated: boolean): Said {
  const isDuration = random.chance(0.6);
  const { key, column } = random.pick(isDuration ? DURATIONS : COUNTS);
  const written = (): readonly [string, number] => random.pick(isDuration ? WITH_UNIT : WITH_SUFFIX);
  if (random.chance(0.1))
    return { text: `${key}:""`, finds: (row) => (numberOf(row, column) === null) !== isNegated };
  if (random.chance(0.15)) {
    const items = random.several(1, 3, written);
    const values = items.map(([, value]) => asHeld(column, value));
    const finds: Finds = (row) => values.some((value) => numberOf(row, column) === value);
    return {
      text: `${key}:[${items.map(([text]) => text).join(',')}]`,
      finds: isNegated ? not(finds) : finds,
    };
  }
  const [text, number] = written();
  const right = asHeld(column, number);
  const sign = random.pick(['', '=', '!=', ...ORDERS]);
  const isOrder = FLIPPED[sign] !== undefined;
  // A negated order is the opposite one, so that a row without a value fulfils neither.
  const effective = isOrder && isNegated ? (FLIPPED[sign] ?? '') : sign;
  const finds: Finds = (row) => {
    const left = numberOf(row, column);
    return left !== null && isHeld(left, effective, right);
  };
  const isTurned = !isOrder && isNegated !== (sign === '!=');
  return { text: `${key}:${sign}${text}`, finds: isTurned ? not(finds) : finds };
}

function relativeCondition(random: Random, isNegated: boolean): Said {
  const sign = random.pick(['-', '+']);
  const [unit, length] = random.pick([
    ['m', MINUTE],
    ['h', HOUR],
    ['d', DAY],
  ] as const);
  const count = random.whole(0, 80);
  const at = SEARCH_NOW - count * length;
  return {
    text: `timestamp:${sign}${count}${unit}`,
    finds: (row) => {
      const end = numberOf(row, 'timestamp') ?? Number.NaN;
      return (sign === '-' ? end >= at : end <= at) !== isNegated;
    },
  };
}

function dateCondition(random: Random, isNegated: boolean): Said {
  if (random.chance(0.3)) return relativeCondition(random, isNegated);
  const column = random.pick(['timestamp', 'timestamp', 'received'] as const);
  const moment = DATA_RANGE.start + random.whole(0, 72) * HOUR + random.pick([0, 1, 123_456]);
  const iso = new Date(moment).toISOString();
  const [text, at, isDay] = random.pick([
    [iso, moment, false],
    [iso.slice(0, 10), Math.floor(moment / DAY) * DAY, true],
    [iso.slice(0, 19), Math.floor(moment / 1000) * 1000, false],
    [iso.replace('Z', '+02:00'), moment - 2 * HOUR, false],
  ] as const);
  const sign = random.pick(['', '=', '!=', ...ORDERS]);
  const [from, to] = isDay ? [at, at + DAY] : [at - 5 * MINUTE, at + 6 * MINUTE];
  const isOrder = FLIPPED[sign] !== undefined;
  const isTurned = isOrder ? isNegated : isNegated !== (sign === '!=');
  return {
    text: `${column}:${sign}${text}`,
    finds: (row) => {
      const end = numberOf(row, column) ?? Number.NaN;
      return (isOrder ? isHeld(end, sign, at) : end >= from && end < to) !== isTurned;
    },
  };
}

const VERSIONS = ['1.9.0', '1.10', '1.10.0+7', '1.10.0-beta', '2', 'shop@1.9.0'];

function versionCondition(random: Random, isNegated: boolean): Said {
  const part = random.pick(['version', 'version', 'build', 'package'] as const);
  const value =
    part === 'version' ? random.pick(VERSIONS) : part === 'build' ? random.pick(['7', '8', 'x']) : 'shop';
  const sign = part === 'package' ? '' : random.pick(['', '!=', ...ORDERS]);
  const key =
    part === 'version' && FLIPPED[sign] !== undefined && random.chance(0.5) ? 'release' : `release.${part}`;
  const effective = isNegated ? (FLIPPED[sign] ?? '=') : sign;
  const is = ORDERS.find((order) => order === effective) ?? '=';
  const finds: Finds = (row) => {
    const release = valueOf(row, 'release');
    return typeof release === 'string' && holdsOfVersion(release, { kind: 'version', part, is, value });
  };
  const isTurned = FLIPPED[sign] === undefined && isNegated !== (sign === '!=');
  return { text: `${key}:${sign}${value}`, finds: isTurned ? not(finds) : finds };
}

function presence(random: Random): Said {
  const [text, field] = random.pick<readonly [string, Field]>([
    ['user', 'user'],
    ['release', 'release'],
    ['plan', { tag: 'plan' }],
    ['tags[plan]', { tag: 'plan' }],
    ['measurements.lcp', 'lcp'],
    ['transaction.status', 'status'],
  ]);
  return { text: `has:${text}`, finds: (row) => valueOf(row, field) !== null };
}

function statusCondition(random: Random): Said {
  const status = random.pick(STATUSES);
  return random.pick<Said>([
    { text: `transaction.status:${status}`, finds: (row) => row.status === status },
    { text: 'status:unknown_error', finds: (row) => row.status === 'unknown' },
    { text: 'status:[ok,not_found]', finds: (row) => row.status === 'ok' || row.status === 'not_found' },
    { text: 'status:""', finds: () => false },
  ]);
}

function otherCondition(random: Random): Said {
  return random.pick<Said>([
    { text: 'user.id:1', finds: (row) => row.user === 'id:1' },
    { text: 'user.id:"*"', finds: (row) => row.user?.toLowerCase().startsWith('id:') ?? false },
    { text: 'user.id:[1,3]', finds: (row) => row.user === 'id:1' || row.user === 'id:3' },
    { text: 'user.email:*@example.org', finds: (row) => row.userDisplay?.endsWith('@example.org') ?? false },
    { text: 'project.id:7', finds: (row) => row.project === '7' },
    { text: `trace:${'ab'.repeat(16)}`, finds: () => false },
  ]);
}

function condition(random: Random): Said {
  const isNegated = random.chance(0.3);
  const negation = isNegated ? '!' : '';
  const kind = random.pick([
    'text',
    'text',
    'text',
    'number',
    'number',
    'date',
    'version',
    'has',
    'status',
    'other',
  ] as const);
  const knowsNegation = { number: numberCondition, date: dateCondition, version: versionCondition };
  if (kind === 'number' || kind === 'date' || kind === 'version') {
    const { text, finds } = knowsNegation[kind](random, isNegated);
    return { text: negation + text, finds };
  }
  const plain = { text: textCondition, has: presence, status: statusCondition, other: otherCondition };
  const { text, finds } = plain[kind](random);
  return { text: negation + text, finds: isNegated ? not(finds) : finds };
}

function freeText(random: Random): Said {
  const [text, pattern] = random.pick<readonly [string, string]>([
    ['api', '*api*'],
    ['/api/', '*/api/*'],
    ['api  users', '*api users*'],
    ['a*s', '*a*s*'],
    ['"/api/users"', '*/api/users*'],
    ['FOX', '*fox*'],
    ['get (a) b', '*get (a) b*'],
    ['a\\', '*a\\\\*'],
    ['\\*', '*\\**'],
  ]);
  return { text, finds: ({ transaction }) => transaction !== '' && matches(transaction, pattern) };
}

/** Whether OR joins the parts of a text at its top. */
interface Expression extends Said {
  readonly isEither: boolean;
}

function expression(random: Random, depth: number): Expression {
  if (depth === 0 || random.chance(0.3)) {
    return { ...(random.chance(0.1) ? freeText(random) : condition(random)), isEither: false };
  }
  const parts = random.several(2, 3, () => expression(random, depth - 1));
  const inGroup = ({ text, isEither }: Expression): string =>
    isEither || random.chance(0.1) ? `(${text})` : text;
  const any: Finds = (row) => parts.some(({ finds }) => finds(row));
  const all: Finds = (row) => parts.every(({ finds }) => finds(row));
  switch (random.pick(['and', 'and', 'or', 'not'] as const)) {
    case 'and':
      // Words of free text next to each other would be one.
      return { text: parts.map(inGroup).join(random.pick([' AND ', ' and '])), finds: all, isEither: false };
    case 'or':
      return {
        text: parts.map(({ text }) => text).join(random.pick([' OR ', ' or '])),
        finds: any,
        isEither: true,
      };
    case 'not':
      return { text: `!(${parts.map(({ text }) => text).join(' OR ')})`, finds: not(any), isEither: false };
  }
}

function metricCondition(random: Random): string {
  const sign = random.pick(['>', '>=', '<', '<=', '', '!=']);
  const metric = random.pick([
    `p95():${sign}0.3s`,
    `p75(measurements.lcp):${sign}300ms`,
    `percentile(transaction.duration, 0.5):${sign}100`,
    `count():${sign}3`,
    `count_unique(user):${sign}1`,
    `failure_rate():${sign}5%`,
    `apdex():${sign}0.5`,
    `tps():${sign}0.001`,
    `last_seen():${random.pick(['-', '+'])}24h`,
    `last_seen():${sign}2026-01-06`,
    `max(spans.db):${sign}1.2s`,
    `trend_percentage():${sign}${random.pick(['5%', '-20%', '0', '0.5'])}`,
    `trend_percentage(failure_rate):${sign}0%`,
    `trend_difference(avg,measurements.lcp):${sign}${random.pick(['0', '-50ms', '0.1s'])}`,
    `count_percentage():${sign}${random.pick(['0.25', '100%'])}`,
    `confidence():${sign}1`,
    `t_test(lcp):${sign}-0.5`,
  ]);
  return `${random.chance(0.2) ? '!' : ''}${metric}`;
}

/** A text about `randomTransactions`: the same for the same seed. Conditions on rows, and what they find. */
export function randomSearch(random: Random): Said {
  return random.chance(0.05) ? { text: '', finds: () => true } : expression(random, 3);
}

/** Conditions on metrics, to stand beside others. */
export function randomMetricSearch(random: Random): string {
  return `(${random.several(1, 2, () => metricCondition(random)).join(random.pick([' ', ' OR ']))})`;
}
