// What a filter is written as: word for word for each kind of it, and in meaning for trees of all kinds.
import { describe, expect, it } from 'vitest';
import { isNumberColumn } from '../../src/model/column.ts';
import type { Field } from '../../src/model/column.ts';
import type { Filter } from '../../src/model/filter.ts';
import { compares } from '../../src/model/filter.ts';
import type { Having } from '../../src/model/query.ts';
import { isWildcard } from '../../src/model/wildcard.ts';
import { showName } from '../../src/metrics/derive.ts';
import { asHeld } from '../../src/search/number.ts';
import { parse } from '../../src/search/parse.ts';
import { print } from '../../src/search/print.ts';
import { passes } from '../oracle/filter.ts';
import { randomTransactions } from '../random-data.ts';
import { randomQuery } from '../random-question.ts';
import { createRandom } from '../random.ts';

const EVERY: Filter = { kind: 'and', of: [] };
const NONE: Filter = { kind: 'or', of: [] };
const OP: Filter = { kind: 'in', field: 'op', values: ['db'] };
const USER: Filter = { kind: 'has', field: 'user' };
const AT = Date.UTC(2026, 10, 22, 12);
const TIME = '2026-11-22T12:00:00.000Z';
const ID = 'ab'.repeat(16);
const P95: Having = { kind: 'metric', show: { metric: 'p95' }, is: '>', value: 1_000 };
const SEEN: Having = { kind: 'metric', show: { metric: 'last_seen' }, is: '=', value: AT };
const NO_RELEASE: Filter = { kind: 'in', field: 'release', values: [null] };

function inOf(field: 'op' | 'release' | 'transaction', ...values: (string | null)[]): Filter {
  return { kind: 'in', field, values };
}

describe('a filter is written', () => {
  it.each<[string, Filter]>([
    ['', EVERY],
    ['!has:timestamp', NONE],
    ['!(has:timestamp)', { kind: 'not', of: EVERY }],
    ['!(!has:timestamp)', { kind: 'not', of: NONE }],
    ['op:db has:timestamp', { kind: 'and', of: [OP, EVERY] }],
    ['op:db OR has:timestamp', { kind: 'or', of: [OP, EVERY] }],
    ['op:db OR !has:timestamp', { kind: 'or', of: [OP, NONE] }],
    ['op:db', { kind: 'or', of: [OP] }],
    ['op:db', { kind: 'and', of: [{ kind: 'or', of: [OP] }] }],
    ['op:db OR has:user', { kind: 'and', of: [{ kind: 'or', of: [OP, USER] }] }],
    ['(op:db OR has:user) op:db', { kind: 'and', of: [{ kind: 'or', of: [OP, USER] }, OP] }],
    ['op:db has:user', { kind: 'and', of: [{ kind: 'or', of: [OP] }, USER] }],
    [
      '(op:db OR has:user) op:db',
      { kind: 'and', of: [{ kind: 'and', of: [{ kind: 'or', of: [OP, USER] }] }, OP] },
    ],
    ['op:db OR op:db has:user', { kind: 'or', of: [OP, { kind: 'and', of: [OP, USER] }] }],
    ['!has:user', { kind: 'not', of: USER }],
    ['has:release', { kind: 'not', of: NO_RELEASE }],
    ['!has:release', NO_RELEASE],
    ['!has:op', inOf('op', '')],
    ['!op:["",db]', { kind: 'not', of: inOf('op', null, 'db') }],
    ['!(!has:timestamp)', { kind: 'not', of: inOf('op') }],
    ['!has:timestamp', inOf('op')],
    ['op:[a,"b c"]', inOf('op', 'a', 'b c')],
    ['op:[a*]', inOf('op', 'a*')],
    ['op:[a\\*]', inOf('op', 'a\\*')],
    ['release:"latest"', inOf('release', 'latest')],
    ['op:latest', inOf('op', 'latest')],
    ['release:["latest",1]', inOf('release', 'latest', '1')],
    ['op:a*', { kind: 'like', field: 'op', pattern: 'a*' }],
    ['op:"a *"', { kind: 'like', field: 'op', pattern: 'a *' }],
    ['!op:a*', { kind: 'not', of: { kind: 'like', field: 'op', pattern: 'a*' } }],
    ['duration:>2.5s', { kind: 'compare', field: 'duration', is: '>', value: 2_500 }],
    ['!(duration:>2.5s)', { kind: 'not', of: { kind: 'compare', field: 'duration', is: '>', value: 2_500 } }],
    ['!duration:2.5s', { kind: 'not', of: { kind: 'compare', field: 'duration', is: '=', value: 2_500 } }],
    ['cls:0.12345679', { kind: 'compare', field: 'cls', is: '=', value: Math.fround(0.123456789) }],
    ['cls:0.1', { kind: 'compare', field: 'cls', is: '=', value: Math.fround(0.1) }],
    ['duration:[1ms,0.1ms]', { kind: 'in', field: 'duration', values: [1, Math.fround(0.1)] }],
    ['duration:-2s', { kind: 'compare', field: 'duration', is: '=', value: -2_000 }],
    ['spans:["",3]', { kind: 'in', field: 'spans', values: [null, 3] }],
    [`timestamp:>=${TIME}`, { kind: 'compare', field: 'timestamp', is: '>=', value: AT }],
    [`timestamp:>=${TIME} timestamp:<=${TIME}`, { kind: 'compare', field: 'timestamp', is: '=', value: AT }],
    [
      `!(received:>=${TIME} received:<=${TIME})`,
      { kind: 'not', of: { kind: 'compare', field: 'received', is: '=', value: AT } },
    ],
    [
      `received:>=${TIME} received:<=${TIME} OR !has:received`,
      { kind: 'in', field: 'received', values: [AT, null] },
    ],
    [
      `!(timestamp:>=${TIME} timestamp:<=${TIME})`,
      { kind: 'not', of: { kind: 'in', field: 'timestamp', values: [AT] } },
    ],
    [
      `(received:>=${TIME} received:<=${TIME} OR !has:received) op:db`,
      { kind: 'and', of: [{ kind: 'in', field: 'received', values: [AT, null] }, OP] },
    ],
    ['!has:timestamp OR !has:timestamp', { kind: 'in', field: 'timestamp', values: ['', 'x'] }],
    [
      `timestamp:>=${TIME.replace('Z', '5Z')}`,
      { kind: 'compare', field: 'timestamp', is: '>=', value: AT + 0.5 },
    ],
    ['timestamp:<1969-12-31T23:59:59.9995Z', { kind: 'compare', field: 'timestamp', is: '<', value: -0.5 }],
    [`trace:${ID}`, { kind: 'id', column: 'trace', values: [ID] }],
    [`!trace:${ID}`, { kind: 'not', of: { kind: 'id', column: 'trace', values: [ID] } }],
    [`trace:[${ID},${ID}]`, { kind: 'id', column: 'trace', values: [ID, ID] }],
    [`!trace:[${ID},${ID}]`, { kind: 'not', of: { kind: 'id', column: 'trace', values: [ID, ID] } }],
    ['!has:timestamp', { kind: 'id', column: 'trace', values: [] }],
    ['!(!has:timestamp)', { kind: 'not', of: { kind: 'id', column: 'trace', values: [] } }],
    ['release.version:1.2', { kind: 'version', part: 'version', is: '=', value: '1.2' }],
    ['release.version:>=1.2', { kind: 'version', part: 'version', is: '>=', value: '1.2' }],
    ['!release.build:7', { kind: 'not', of: { kind: 'version', part: 'build', is: '=', value: '7' } }],
    ['!(release.build:>7)', { kind: 'not', of: { kind: 'version', part: 'build', is: '>', value: '7' } }],
    ['release.package:"a b"', { kind: 'version', part: 'package', is: '=', value: 'a b' }],
    [
      '!(release.package:"a b")',
      { kind: 'not', of: { kind: 'version', part: 'package', is: '=', value: 'a b' } },
    ],
    ['tags[op]:x', { kind: 'in', field: { tag: 'op' }, values: ['x'] }],
    ['a.b_c-1:x', { kind: 'in', field: { tag: 'a.b_c-1' }, values: ['x'] }],
    ['tags[a:b]:x', { kind: 'in', field: { tag: 'a:b' }, values: ['x'] }],
    ['tags["a]b"]:x', { kind: 'in', field: { tag: 'a]b' }, values: ['x'] }],
    ['tags["a[b"]:x', { kind: 'in', field: { tag: 'a[b' }, values: ['x'] }],
    ['tags["a\nb"]:x', { kind: 'in', field: { tag: 'a\nb' }, values: ['x'] }],
    ['tags["a\rb"]:x', { kind: 'in', field: { tag: 'a\rb' }, values: ['x'] }],
    ['tags["a\\"b"]:x', { kind: 'in', field: { tag: 'a"b' }, values: ['x'] }],
    ['has:tags[has]', { kind: 'has', field: { tag: 'has' } }],
  ])('%s', (text, filter) => {
    expect(print(filter)).toBe(text);
    if (filter === EVERY) return;
    const parsed = parse(text, { now: AT });
    if ('error' in parsed) throw new Error(parsed.error.message);
    for (const row of ROWS) expect(passes(row, parsed.filter)).toBe(passes(row, filter));
  });
});

describe('a value is quoted', () => {
  it.each<[string, string]>([
    ['a', 'a'],
    ['a.b/c?d=1&e!', 'a.b/c?d=1&e!'],
    ['>1', '">1"'],
    ['<1', '"<1"'],
    ['=1', '"=1"'],
    ['!=1', '"!=1"'],
    ['a>1', 'a>1'],
    ['//cdn', '"//cdn"'],
    ['/a', '/a'],
    ['a b', '"a b"'],
    ['a\tb', '"a\tb"'],
    ['a\nb', '"a\nb"'],
    ['a\u00a0b', '"a\u00a0b"'],
    ['a(b', '"a(b"'],
    ['a)b', '"a)b"'],
    ['[a]', '"[a]"'],
    ['[', '"["'],
    ['[]', '"[]"'],
    ['a[b', '"a[b"'],
    ['a]b', '"a]b"'],
    ['a,b', '"a,b"'],
    ['a"b', '"a\\"b"'],
    ['"', '"\\""'],
    ['a\\', 'a\\'],
    ['a \\', '"a \\\\"'],
    ['a \\b', '"a \\b"'],
    ['a \\\\b', '"a \\\\b"'],
    ['a \\"b', '"a \\\\\\"b"'],
    ['a "', '"a \\""'],
  ])('%j as %s', (value, written) => {
    const filter = inOf('transaction', value);
    expect(print(filter)).toBe(`transaction:${written}`);
    expect(parse(print(filter))).toMatchObject({ filter });
  });
});

describe('a condition on metrics is written', () => {
  const or: Having = { kind: 'or', of: [P95, SEEN] };
  it.each<[string, Filter, Having]>([
    ['p95():>1s', EVERY, P95],
    ['op:db p95():>1s', OP, P95],
    ['(op:db OR has:user) p95():>1s', { kind: 'or', of: [OP, USER] }, P95],
    ['op:db p95():>1s', { kind: 'or', of: [OP] }, P95],
    ['op:db has:user p95():>1s', { kind: 'and', of: [OP, USER] }, P95],
    [`op:db (p95():>1s OR last_seen():>=${TIME} last_seen():<=${TIME})`, OP, or],
    [
      `(p95():>1s OR last_seen():>=${TIME} last_seen():<=${TIME}) p95():>1s`,
      EVERY,
      { kind: 'and', of: [{ kind: 'or', of: [or] }, P95] },
    ],
    [`p95():>1s OR last_seen():>=${TIME} last_seen():<=${TIME}`, EVERY, or],
    [`!(last_seen():>=${TIME} last_seen():<=${TIME})`, EVERY, { kind: 'not', of: SEEN }],
    ['!(p95():>1s)', EVERY, { kind: 'not', of: P95 }],
    [`last_seen():>${TIME}`, EVERY, { ...SEEN, is: '>' }],
    ['p95():1s', EVERY, { ...P95, is: '=' }],
    ['p99.9():>1s', EVERY, { ...P95, show: { metric: 'p99.9' } }],
    ['p75(lcp):<=1.5ms', EVERY, { ...P95, show: { metric: 'p75', of: 'lcp' }, is: '<=', value: 1.5 }],
    ['failure_rate():>=0.05', EVERY, { ...P95, show: { metric: 'failure_rate' }, is: '>=', value: 0.05 }],
    ['count():100000000000000000000000', EVERY, { ...P95, show: { metric: 'count' }, is: '=', value: 1e23 }],
    [
      'count():150000000000000000000000',
      EVERY,
      { ...P95, show: { metric: 'count' }, is: '=', value: 1.5e23 },
    ],
    // In seconds it would be another number.
    ['p95():2018.3536818838147ms', EVERY, { ...P95, is: '=', value: 2018.3536818838147 }],
    ['count():>0.00000012', EVERY, { ...P95, show: { metric: 'count' }, value: 1.2e-7 }],
    ['', EVERY, { kind: 'and', of: [] }],
    ['op:db', OP, { kind: 'and', of: [] }],
    ['sampled_count():<1', EVERY, { kind: 'or', of: [] }],
    ['!(sampled_count():>=1)', EVERY, { kind: 'not', of: { kind: 'and', of: [] } }],
    ['sampled_count():<1 p95():>1s', EVERY, { kind: 'and', of: [{ kind: 'or', of: [] }, P95] }],
    ['sampled_count():>=1 OR p95():>1s', EVERY, { kind: 'or', of: [{ kind: 'and', of: [] }, P95] }],
  ])('%s', (text, filter, having) => {
    expect(print(filter, having)).toBe(text);
    const parsed = parse(text, { now: AT });
    if ('error' in parsed) throw new Error(parsed.error.message);
    expect(print(parsed.filter, parsed.having)).toBe(text);
  });
});

const ROWS = randomTransactions(3, 60);

/** The tree with only what a search can say: no wildcard without a star, no field that no search names. */
function sayable(filter: Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, of: filter.of.map(sayable) };
    case 'not':
      return { kind: 'not', of: sayable(filter.of) };
    case 'like':
      return filter.field === 'status' || !isWildcard(filter.pattern) ? USER : filter;
    case 'in':
      if (filter.field === 'row') return OP;
      return {
        ...filter,
        values: filter.values
          .filter((value) => typeof value !== 'string' || !isNumeric(filter.field))
          .map((value) => (typeof value === 'number' ? held(filter.field, value) : value)),
      };
    case 'compare':
      return filter.field === 'row' ? OP : { ...filter, value: held(filter.field, filter.value) };
    case 'has':
      return filter.field === 'row' ? OP : filter;
    case 'id':
      return filter;
    case 'version':
      // A package has no order, and is written without a version.
      if (filter.part === 'package') return { ...filter, is: '=' };
      return filter.part === 'build' || /^\d|@\d/.test(filter.value) ? filter : { ...filter, value: '1.10' };
  }
}

/** A number as its column holds it, and as a search means it. */
function held(field: Field, value: number): number {
  return typeof field === 'string' && isNumberColumn(field) ? asHeld(field, value) : value;
}

function isNumeric(field: Field): boolean {
  return typeof field === 'string' && isNumberColumn(field);
}

function holds(having: Having, valueOf: (name: string) => number): boolean {
  switch (having.kind) {
    case 'and':
      return having.of.every((part) => holds(part, valueOf));
    case 'or':
      return having.of.some((part) => holds(part, valueOf));
    case 'not':
      return !holds(having.of, valueOf);
    case 'metric':
      return compares(valueOf(showName(having.show)), having.is, having.value);
  }
}

/** Metrics of a transaction, among them what conditions compare with, and none. */
function metricsOf(seed: number): (name: string) => number {
  return (name) => {
    if (name === 'sampled_count') return 1 + (seed % 3);
    const random = createRandom(seed + 100 * name.length + name.charCodeAt(1));
    return random.pick([0, 0.05, 0.5, 1, 3, 20, 300, 299.5, 1_000_000, Number.NaN]);
  };
}

it('trees of all kinds are read as what they mean', () => {
  let conditions = 0;
  for (let seed = 0; seed < 1_500; seed++) {
    const { where, having = null } = randomQuery(seed);
    const filter = sayable(where);
    const text = print(filter, having);
    const parsed = parse(text, { now: AT });
    if ('error' in parsed) throw new Error(`${seed} ${text}: ${parsed.error.message}`);
    for (const row of ROWS) {
      expect(passes(row, parsed.filter), `${seed} ${text}`).toBe(passes(row, filter));
    }
    if (having !== null) conditions += 1;
    for (let row = 0; row < 20; row++) {
      const found = parsed.having === null || holds(parsed.having, metricsOf(row));
      expect(found, `${seed} ${text}`).toBe(having === null || holds(having, metricsOf(row)));
    }
  }
  expect(conditions).toBeGreaterThan(100);
});
