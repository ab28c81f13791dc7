import { describe, expect, it } from 'vitest';
import { groupOf } from '../../src/trace/hash.ts';
import { normaliseSql } from '../../src/trace/normalise-sql.ts';

const sql = (description: string) => groupOf({ op: 'db', description });
const get = (description: string) => groupOf({ op: 'http.client', description });

// The expected digits were computed with another implementation of MD5 (Python's hashlib).
describe('the group of a span', () => {
  it('is the first half of the MD5 of its shape', () => {
    const author =
      'SELECT `books_author`.`id`, `books_author`.`name` FROM `books_author` WHERE `books_author`.`id` = %s LIMIT 21';
    expect(groupOf({ op: 'db', description: author })).toBe('63f1e89e6a073441');
    expect(groupOf({ op: 'db', description: 'SELECT count() FROM table WHERE id = %s' })).toBe(
      'e4add79ff8155465',
    );
    expect(groupOf({ op: 'http.server', description: 'GET /orders', isRoot: true })).toBe('052c30a49d227b8a');
    expect(groupOf({ op: '', description: 'é — “x”' })).toMatch(/^[0-9a-f]{16}$/);
  });

  it('of SQL is the same whatever the literals, and differs by what is asked', () => {
    const first = sql("SELECT * FROM users WHERE id = 17 AND name = 'O''Hara'");
    expect(first).toBe(sql("SELECT * FROM users WHERE id = 4242   AND name = 'x' -- user 4242"));
    expect(first).toBe(sql('SELECT * FROM users WHERE id = $1 AND name = $2'));
    expect(first).toBe(sql('SELECT * FROM users WHERE id = ? AND name = ?'));
    expect(first).not.toBe(sql("SELECT * FROM users WHERE id = 17 OR name = 'x'"));
    expect(sql('SELECT a FROM t WHERE id IN (1, 2, 3)')).toBe(sql('SELECT a FROM t WHERE id IN (%s)'));
  });

  it('of an outgoing request ignores the query', () => {
    expect(get('GET https://shop.example.test/api/1?page=2#x')).toBe('2f4876cca5084063');
    expect(get('get https://shop.example.test/api/1')).toBe('2f4876cca5084063');
    expect(get('POST https://shop.example.test/api/1')).not.toBe('2f4876cca5084063');
    expect(get('GET https://shop.example.test/api/2')).not.toBe('2f4876cca5084063');
    expect(get('GET /api/1?a=1')).toBe(get('GET /api/1'));
    expect(get('some call')).toBe(groupOf({ op: '', description: 'some call' }));
  });

  it('of a Redis command leaves out its arguments', () => {
    expect(groupOf({ op: 'db.redis', description: 'GET user:17' })).toBe('7528035a93ee69ce');
    expect(groupOf({ op: 'db', description: 'GET user:17', system: 'redis' })).toBe('7528035a93ee69ce');
    expect(groupOf({ op: 'cache.get', description: 'user:17' })).not.toBe('7528035a93ee69ce');
  });

  it('is that of the fingerprint, where the sender gave one', () => {
    const fingerprint = ['SELECT count() FROM ', 'table WHERE id = %s'];
    expect(groupOf({ op: 'db', description: 'anything', fingerprint })).toBe('e4add79ff8155465');
  });
});

describe('groups', () => {
  it('are not confused by what was asked before', () => {
    const spans = [
      { op: 'db', description: 'GET a', system: 'redis' },
      { op: 'db', description: 'GET a' },
      { op: 'dbredis', description: 'GET a' },
      { op: 'db', description: 'redisGET a' },
      { op: 'db', description: 'GET a', isRoot: true },
      { op: 'http.client', description: 'GET a' },
      { op: 'http.client', description: `GET ${'a'.repeat(600)}?b` },
    ];
    const first = spans.map(groupOf);
    for (let index = 0; index < 6_000; index += 1) groupOf({ op: 'x', description: String(index) });
    expect(spans.toReversed().map(groupOf).toReversed()).toEqual(first);
    expect(first[0]).not.toBe(first[1]);
  });
});

describe('SQL is normalised', () => {
  it.each([
    ["SELECT 'a', 'it''s', 'it\\'s', ''", 'SELECT %s, %s, %s, %s'],
    ['SELECT 1, 1.5, .5, 1e9, 0xFF, -7', 'SELECT %s, %s, %s, %s, %s, -%s'],
    ['SELECT t1.c2, "q 3"."n4", `b 5`, [c 6] FROM t1', 'SELECT t1.c2, "q 3"."n4", `b 5`, [c 6] FROM t1'],
    [
      'WHERE a = ? AND b = $12 AND c = :name AND d = %(d)s AND e = @e1',
      'WHERE a = %s AND b = %s AND c = %s AND d = %s AND e = @e1',
    ],
    ['SELECT now()::date, x::int', 'SELECT now()::date, x::int'],
    ['SELECT 1 -- one\nFROM t /* two\nlines */ WHERE a=2', 'SELECT %s FROM t WHERE a=%s'],
    ['a IN (1,2,3) AND b in ( 4 , 5 )', 'a IN (%s) AND b in (%s)'],
    ['a IN ($1,$2,$3) AND b in ( ? , ? )', 'a IN (%s) AND b in (%s)'],
    ["(a, b) IN ((1, 'x'), (2, 'y'))", '(a, b) IN (%s)'],
    ["INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')", 'INSERT INTO t (a, b) VALUES (%s)'],
    ['SELECT $$it is 5$$', 'SELECT %s'],
    ["SELECT 'a' FROM t WHERE x = $1 LIMIT 21", "SELECT 'a' FROM t WHERE x = %s LIMIT 21"],
    ["SELECT 'a', \u0001, 5 FROM t WHERE x = ?", "SELECT 'a', , 5 FROM t WHERE x = %s"],
    ["SELECT 'never closed", 'SELECT %s'],
    ['SELECT /* never closed', 'SELECT'],
    ['{"find": "orders", "limit": 5}', '{"find": "orders", "limit": %s}'],
    ['', ''],
  ])('%s', (given, expected) => {
    expect(normaliseSql(given)).toBe(expected);
    expect(normaliseSql(expected)).toBe(expected);
  });

  it('in time linear in its length', () => {
    const started = performance.now();
    for (const piece of ["'", '(', '(%s,', 'IN ((%s),', '1', '/*', '%', ' ', "\\'", '$$']) {
      normaliseSql(`SELECT ${piece.repeat(20_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
