// What goes out of a text, and what stays.
import { describe, expect, it } from 'vitest';
import { filterQuery, filterText } from '../../../src/formats/privacy/filter-text.ts';
import { isSecretKey } from '../../../src/formats/privacy/secret-key.ts';

const F = '[Filtered]';
const none = (): void => undefined;
const text = (value: string): string => filterText(value, false, none);

describe('the key of a secret', () => {
  it.each([
    'password',
    'user.password',
    'userPassword',
    'USER_PASSWORD',
    'mysql_pwd',
    'api_key',
    'apikey',
    'X-Api-Key',
    'x_api_key',
    'APIKey',
    'auth',
    'http.auth',
    'x-auth-token',
    'Authorization',
    'http.request.header.authorization',
    'http.request.header.set-cookie',
    'http.request.header.cookie',
    'cookies',
    'accessToken',
    'accesstoken',
    'access_token',
    'client_secret',
    'clientsecret',
    'privateKey',
    'privatekey',
    'private_key',
    'credentials',
    'session',
    'session.id',
    'JSESSIONID',
    'csrf',
    'X-CSRF-Token',
    'jwt',
    'bearer',
    'token2',
  ])('is %s', (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  it.each([
    'author',
    'authored_by',
    'authority',
    'url.authority',
    'secretary',
    'tokenizer',
    'gen_ai.usage.input_tokens',
    'max_tokens',
    'key',
    'cache.key',
    'monkey',
    'keyboard',
    'pwd',
    'sessions',
    'bearing',
    'passenger',
    'compass',
    'oauthor',
    '',
    '__proto__',
  ])('is not %s', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });
});

describe('a text', () => {
  it.each([
    ['Login failed: password=hunter2 for u5', `Login failed: password=${F} for u5`],
    ['password = "hunter 2", next', `password = "${F}", next`],
    ["params['password'] = 'x y'", `params['password'] = '${F}'`],
    ['{"user":"u5","password":"hunter2","n":1}', `{"user":"u5","password":"${F}","n":1}`],
    ['{"auth":{"user":"a","pw":"}"},"n":1}', `{"auth":${F},"n":1}`],
    ['{\\"password\\":\\"hunter2\\",\\"n\\":1}', `{\\"password\\":\\"${F}\\",\\"n\\":1}`],
    ['GET /reset?token=abc123&page=2', `GET /reset?token=${F}&page=2`],
    ['https://h.test/?next=%2Fa%3Ftoken%3Dabc&x=1', `https://h.test/?next=%2Fa%3Ftoken%3D${F}&x=1`],
    ['/files?sig=abc&key=k1&keyword=z', `/files?sig=${F}&key=${F}&keyword=z`],
    ['https://jane:hunter2@h.test/a@b', `https://${F}@h.test/a@b`],
    ['redis://:pw@cache.test:6379/0', `redis://${F}@cache.test:6379/0`],
    ['Authorization: Bearer abc.def', `Authorization: ${F}`],
    ['authorization: Basic dXNlcjpwdw==', `authorization: ${F}`],
    ['sent Bearer abcdef123456 to it', `sent Bearer ${F} to it`],
    ['Cookie: sid=1; theme=dark\nHost: x', `Cookie: ${F}\nHost: x`],
    ['saw eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl here', `saw ${F} here`],
    ['paid with 4111 1111 1111 1111.', `paid with ${F}.`],
    ['4111-1111-1111-1111', F],
    ['amex 378282246310005,', `amex ${F},`],
    ['mc 5555555555554444 and 12 4111 1111 1111 1111', `mc ${F} and 12 ${F}`],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUt', `AWS_SECRET_ACCESS_KEY=${F}`],
    ['password:12345', `password:${F}`],
    [
      'key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----.',
      `key -----BEGIN RSA PRIVATE KEY-----${F}-----END RSA PRIVATE KEY-----.`,
    ],
    ['-----BEGIN PRIVATE KEY-----\ncut', `-----BEGIN PRIVATE KEY-----${F}`],
  ])('%j', (given, kept) => {
    expect(text(given)).toBe(kept);
    // What is filtered stays as it is when it comes by again.
    expect(text(kept)).toBe(kept);
  });

  it.each([
    'POST /auth/token',
    'GET /oauth2/authorize',
    'invalid token',
    'Unexpected token } in JSON at position 4',
    'by author: Jane',
    'Auth::SessionsController#create',
    'connect ECONNREFUSED auth-service:8080',
    'https://auth.example.test:8443/login',
    'SELECT * FROM users WHERE password = $1 AND token = ? AND secret = :secret',
    'password: %s',
    'token == null',
    // Fails the check digit; has one, but is no card; a time; an id beside letters.
    '4111 1111 1111 1112',
    '1234567812345670',
    '1700000000000000',
    'order-a4111111111111111',
    'x4111111111111111',
    '0.4111111111111111',
    '2026-11-22 13:51:14',
    'basic authentication failed',
    'https://h.test/users/jane@example.test',
    'jane@example.test from 203.0.113.9',
  ])('stays: %s', (given) => {
    expect(text(given)).toBe(given);
  });

  it('loses e-mail and IP addresses where that is asked for', () => {
    const strict = (value: string) => filterText(value, true, none);
    expect(strict('jane.doe+x@mail.example.test from 203.0.113.9 at 127.0.0.1')).toBe(
      `${F} from ${F} at 127.0.0.1`,
    );
    expect(strict('peer 2001:db8::1, then [fe80:0:0:0:0:0:0:1]:80 at 12:34:56')).toBe(
      `peer ${F}, then [${F}]:80 at 12:34:56`,
    );
    expect(strict('version 1.2.3.4.5 of std::vector, me@localhost')).toBe(
      'version 1.2.3.4.5 of std::vector, me@localhost',
    );
  });

  it('tells why, once for each place', () => {
    const reasons: string[] = [];
    filterText('https://u:p@h.test/?token=a&token=b 4111111111111111', false, (reason) =>
      reasons.push(reason),
    );
    expect(reasons.sort()).toEqual(['address credentials', 'card number', 'secret value', 'secret value']);
  });
});

describe('a query', () => {
  it.each([
    [
      "INSERT INTO users (name, password) VALUES ('jane', 'it''s')",
      `INSERT INTO users (name, password) VALUES ('${F}', '${F}')`,
    ],
    ["UPDATE t SET api_key='k' WHERE id = 5", `UPDATE t SET api_key='${F}' WHERE id = 5`],
    ["ALTER USER x IDENTIFIED BY 'pw'", `ALTER USER x IDENTIFIED BY '${F}'`],
    ['AUTH default hunter2', `AUTH ${F}`],
    ['CONFIG SET requirepass hunter2', `CONFIG SET requirepass ${F}`],
    ["SELECT * FROM t WHERE token = 'cut off", `SELECT * FROM t WHERE token = '${F}`],
  ])('%s', (given, kept) => {
    const query = (value: string) => filterQuery(value, false, none);
    expect(query(given)).toBe(kept);
    expect(query(kept)).toBe(kept);
  });

  it('keeps its literals where it names no secret', () => {
    const given = "SELECT * FROM authors WHERE name = 'jane'";
    expect(filterQuery(given, false, none)).toBe(given);
  });
});

describe('hostile texts', () => {
  const long = 200_000;
  it.each([
    ['token=', 'token='.repeat(long / 6)],
    ['auth:1/', 'auth:1/'.repeat(long / 7)],
    ['one name', 'a'.repeat(long) + '='],
    ['spaces', `token${' '.repeat(long)}=`],
    ['quotes', `token="${'\\"'.repeat(long / 2)}`],
    ['open quotes', `token='`.repeat(long / 7)],
    ['brackets', 'token={'.repeat(long / 7)],
    ['apostrophes', `token ${"'".repeat(long)}`],
    ['digits', '4'.repeat(long)],
    ['groups of digits', '4 '.repeat(long / 2)],
    ['at signs', 'a@'.repeat(long / 2)],
    ['one at sign', `${'a'.repeat(long)}@${'a.'.repeat(long / 2)}`],
    ['schemes', '://'.repeat(long / 3)],
    ['userinfo', `://${'a'.repeat(long)}`],
    ['jwt heads', 'eyJaaaa'.repeat(long / 7)],
    ['jwt dots', 'eyJaaaa.'.repeat(long / 8)],
    ['private keys', '-----BEGIN PRIVATE KEY-----'.repeat(long / 27)],
    ['bearers', 'bearer '.repeat(long / 7)],
    ['colons', ':'.repeat(long)],
    ['hexadecimal', 'a:'.repeat(long / 2)],
    ['dots', '1.'.repeat(long / 2)],
    ['capitals', `${'A'.repeat(long)}token=`],
  ])('of %s take a time linear in their length', (_name, given) => {
    const start = performance.now();
    filterText(given, true, none);
    filterQuery(given, true, none);
    // A quadratic pass over this takes minutes, a linear one some milliseconds; the machine may be busy.
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
