import { describe, expect, it } from 'vitest';
import { CURRENT_LIMITS } from '../../../src/trace/findings/finding.ts';
import { fingerprintOf } from '../../../src/trace/findings/fingerprint.ts';
import { parameteriseUrl } from '../../../src/trace/findings/requests.ts';
import { stableResource } from '../../../src/trace/findings/resource-url.ts';
import { ORIGIN } from '../drawing.ts';
import { found, times } from './event.ts';
import type { Step } from './event.ts';

describe('parameteriseUrl', () => {
  it.each([
    ['/clients/11/info/1100/?id=11', '/clients/*/info/*/?id=*'],
    ['/clients/11', '/clients/*'],
    ['/clients/x11', '/clients/x11'],
    ['/clients/-7', '/clients/*'],
    ['https://api.example/a/b', 'https://api.example/a/b'],
    ['https://api.example:8080/a/12/b', 'https://api.example:8080/a/*/b'],
    ['//cdn.example/12', '//cdn.example/*'],
    ['/a?b=1&a=2&a=3', '/a?a=*&b=*'],
    ['/a?flag', '/a'],
    ['/clients/1.2/project/3.4.5', '/clients/*/project/*'],
    ['/project/1343-turtles', '/project/*'],
    ['/project/1343turtles', '/project/1343turtles'],
    ['/clients/hello-123s', '/clients/hello-123s'],
    ['/item/defaced12-abba/details', '/item/defaced12-abba/details'],
    ['/clients/563712f9722fb0996z/project/', '/clients/563712f9722fb0996z/project/'],
    ['/clients/12/info/file.json', '/clients/12/info/file.json'],
    ['/a/#/b/12', '/a/'],
    ['/o/0123456789abcdef01234567/x', '/o/*/x'],
    ['/o/0123456789abcdef0123456789abcdef/x', '/o/*/x'],
    ['/o/0123456789abcdef0123456789abcdef01234567', '/o/*'],
    ['/o/01234567ab', '/o/*'],
    ['/o/01234567abc', '/o/01234567abc'],
    ['/o/7c9e6679-7425-40de-944b-e07fc1f90ae7', '/o/*'],
    ['/files/12.json', '/files/12.json'],
    ['', ''],
  ])('%s', (url, parameterised) => {
    expect(parameteriseUrl(url)).toBe(parameterised);
  });
});

describe('stableResource', () => {
  it.each([
    ['https://a/main.js', 'https://a/main.js'],
    ['https://a/main.js?v=3', 'https://a/main.js'],
    ['https://a/main.0123abcd.js', 'https://a/main.*.js'],
    ['https://a/main-0123abcd0123.css', 'https://a/main-*.css'],
    ['https://a/2.0123abcd.chunk.js', 'https://a/.*.chunk.js'],
    ['https://a/main.0123abcd.chunk.js', 'https://a/main.*.chunk.js'],
    ['https://a/foo-6dbbbd06.cfdb8c53.js', 'https://a/foo-*.js'],
    ['https://a/6a7a65d8.js', 'https://a/6a7a65d8.js'],
    ['https://a/v20220301115713/foo.js', 'https://a/*/foo.js'],
    ['https://a/bar1.js', 'https://a/bar1.js'],
    ['https://a/17.js', 'https://a/*.js'],
    ['https://a/v1.2.3/lib.js', 'https://a/*/lib.js'],
    ['https://a/0123456789abcdef0/lib.js', 'https://a/*/lib.js'],
    ['https://a/7c9e6679-7425-40de-944b-e07fc1f90ae7.js', 'https://a/*.js'],
  ])('%s', (url, stable) => {
    expect(stableResource(url)).toBe(stable);
  });
});

describe('N+1 API calls', () => {
  const call = (at: number): Step => ({
    op: 'http.client',
    description: `GET https://api.example/clients/${at}/info?id=${at}`,
    from: at,
    lasts: 100,
  });
  const calls = (count: number, of = call): Step[] => Array.from({ length: count }, (_, at) => of(at));
  const page = { op: 'pageload' };

  it('are many GETs of one address with other parameters, nearly at once', () => {
    const [finding, ...others] = found('n-plus-one-api', calls(10), page);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ parent: 0, causes: [], cost: 109 });
    expect(finding?.offenders).toHaveLength(10);
    // sha1 of /clients/*/info, computed by another program.
    expect(finding?.fingerprint).toBe('1-1010-e9daac10ea509a0bf84a8b8da45d36394868ad67');
  });

  it.each<[string, readonly Step[], string]>([
    ['too few', calls(9), 'pageload'],
    [
      'of one file each',
      calls(10, (at) => ({ ...call(at), description: `GET /info/${at}.json` })),
      'pageload',
    ],
    [
      'of a development server',
      calls(10, (at) => ({ ...call(at), description: `GET /__nextjs_original-stack-frame?at=${at}` })),
      'pageload',
    ],
    [
      'under different spans',
      calls(10).flatMap((step, at) => [
        { op: 'ui.render', id: `r${at}`, from: at, lasts: 200 },
        { ...step, under: `r${at}` },
      ]),
      'pageload',
    ],
    ['too fast', calls(10).map((step) => ({ ...step, lasts: 29 })), 'pageload'],
    ['on a server', calls(10), 'http.server'],
    ['one after the other', calls(10).map((step, at) => ({ ...step, from: at * 6 })), 'pageload'],
    ['equal', calls(10, () => ({ ...call(1), description: 'GET https://api.example/clients' })), 'pageload'],
    ['writes', calls(10, (at) => ({ ...call(at), description: `POST https://a/b/${at}` })), 'pageload'],
    ['files', calls(10, (at) => ({ ...call(at), description: `GET https://a/${at}/b.js` })), 'pageload'],
    [
      'GraphQL',
      calls(10, (at) => ({ ...call(at), description: `GET https://a/graphql?id=${at}` })),
      'pageload',
    ],
    [
      'fetched ahead',
      calls(10).map((step) => ({ ...step, data: { 'http.request.prefetch': true } })),
      'pageload',
    ],
    [
      'of different addresses',
      calls(10, (at) => ({ ...call(at), description: `GET https://a/b${at}x/1` })),
      'pageload',
    ],
  ])('are not found where they are %s', (_, steps, op) => {
    expect(found('n-plus-one-api', steps, { op })).toEqual([]);
  });
});

describe('consecutive requests', () => {
  const step = (at: number, more: Partial<Step> = {}): Step => ({
    op: 'http.client',
    description: `GET https://api.example/${['a', 'b', 'c'][at % 3]}/${at}`,
    from: at * 1100,
    lasts: 1000,
    ...more,
  });
  const three = (more: (at: number) => Partial<Step> = () => ({})): Step[] =>
    [0, 1, 2].map((at) => step(at, more(at)));

  it('are slow ones that waited for each other', () => {
    expect(found('consecutive-http', three())).toMatchObject([
      { parent: 0, causes: [], offenders: [1, 2, 3], cost: 3000 },
    ]);
  });

  it.each<[string, Step[]]>([
    ['two', three().slice(1)],
    ['fast', three(() => ({ lasts: 999 }))],
    ['overlapping', three((at) => ({ from: at * 900 }))],
    ['to a place that was taken out', three(() => ({ description: 'GET https://[Filtered]/a' }))],
    [
      'an agent’s',
      [{ op: 'gen_ai.chat', id: 'chat', from: 0, lasts: 9000 }, ...three(() => ({ under: 'chat' }))],
    ],
    ['no calls', three(() => ({ op: 'db', description: 'DELETE /api/a' }))],
    ['far apart', three((at) => ({ from: at * 2100 }))],
    ['to many hosts', three((at) => ({ description: `GET https://h${at}.example/a` }))],
    ['parts of a build', three(() => ({ description: 'GET https://a/_next/static/a' }))],
    ['of one that outlasts all', three((at) => ({ lasts: at === 2 ? 9000 : 1000 })).slice(1)],
  ])('are not found where they are %s', (_, steps) => {
    expect(found('consecutive-http', steps)).toEqual([]);
  });

  it('may have quick ones and other work between them', () => {
    const steps = [step(0), step(1, { from: 1010, lasts: 50 }), step(1), step(2)];
    const other: Step = { op: 'resource.script', description: '/static/a.js', from: 1000, lasts: 50 };
    expect(found('consecutive-http', [...steps, other])[0]?.offenders).toHaveLength(3);
  });

  it('have the fingerprint of their paths, each once', () => {
    const again = [...three(), step(0, { from: 3300 })];
    const paths = ['/a/*', '/b/*', '/c/*'];
    expect(found('consecutive-http', three())[0]?.fingerprint).toBe(fingerprintOf(1009, paths.join('-')));
    expect(found('consecutive-http', again)[0]?.fingerprint).toBe(fingerprintOf(1009, paths.join('-')));
  });

  it('are not looked for in a page', () => {
    expect(found('consecutive-http', three(), { sdk: 'sentry.javascript.react/10.0.0' })).toEqual([]);
  });
});

describe('large payloads', () => {
  const fetched: Step = {
    op: 'http.client',
    description: 'GET https://api.example/list.json',
    from: 0,
    lasts: 100,
    data: { 'http.response_content_length': 1_000_001 },
  };

  it('are responses of data above the limit, one for each address', () => {
    expect(found('large-payload', [fetched, { ...fetched, from: 200 }])).toMatchObject([
      { offenders: [1, 2], cost: 200 },
    ]);
    expect(
      found('large-payload', [{ ...fetched, data: { 'http.response_content_length': '1000001' } }]),
    ).toHaveLength(1);
  });

  it.each<[string, Partial<Step>]>([
    ['at the limit', { data: { 'http.response_content_length': 1_000_000 } }],
    ['of unknown size', { data: {} }],
    ['fast', { lasts: 99 }],
    ['pictures', { description: 'GET https://api.example/a.png' }],
    ['fetched ahead', { data: { 'http.response_content_length': 2e6, 'http.request.prefetch': true } }],
    ['parts of a build', { description: 'GET https://a/_next/static/a' }],
    ['no requests', { op: 'resource.fetch' }],
  ])('are not found where they are %s', (_, more) => {
    expect(found('large-payload', [{ ...fetched, ...more }])).toEqual([]);
  });
});

describe('assets', () => {
  const sizes = (transferred: number, encoded: number, decoded: number): NonNullable<Step['data']> => ({
    'http.response_transfer_size': transferred,
    'http.response_content_length': encoded,
    'http.decoded_response_content_length': decoded,
  });
  const plain: Step = {
    op: 'resource.script',
    description: 'https://cdn.example/app.0123abcd.js',
    from: 0,
    lasts: 501,
    data: sizes(520_000, 512_000, 512_000),
  };
  const compressed: Step = { ...plain, description: 'https://cdn.example/b.css', data: sizes(100, 90, 900) };
  const chrome = { op: 'pageload', tags: new Map([['browser.name', 'Chrome']]) };

  it('are found uncompressed where others are compressed', () => {
    expect(found('uncompressed-asset', [compressed, plain], chrome)).toMatchObject([
      { offenders: [2], cost: 501 },
    ]);
  });

  it.each<[string, Step[]]>([
    ['nothing is compressed', [plain]],
    ['they are small', [compressed, { ...plain, data: sizes(520_000, 511_999, 511_999) }]],
    ['they are fast', [compressed, { ...plain, lasts: 500 }]],
    ['only a cached one is compressed', [{ ...compressed, data: sizes(10, 90, 900) }, plain]],
    ['they came from the cache', [compressed, { ...plain, data: sizes(0, 512_000, 512_000) }]],
    ['they are pictures', [compressed, { ...plain, description: 'https://cdn.example/a.png' }]],
  ])('are not found where %s', (_, steps) => {
    expect(found('uncompressed-asset', steps, chrome)).toEqual([]);
  });

  it('may have an address without an extension', () => {
    const bare = { ...plain, description: 'https://cdn.example/app' };
    expect(found('uncompressed-asset', [compressed, bare], chrome)).toHaveLength(1);
  });

  it('are not judged in browsers that may not ask for compression', () => {
    const phone = { op: 'pageload', tags: new Map([['browser.name', 'Firefox_Mobile']]) };
    expect(found('uncompressed-asset', [compressed, plain], phone)).toEqual([]);
    expect(found('uncompressed-asset', [compressed, plain], { op: 'pageload' })).toEqual([]);
  });

  const blocking: Step = { ...plain, lasts: 1000, data: sizes(1_000_000, 1_000_000, 3_000_000) };
  const painted = (fcp: number) => ({ op: 'pageload', vitals: { fcp } });

  it('are found where the first paint waited for them', () => {
    expect(found('render-blocking-asset', [blocking], painted(2500))).toMatchObject([
      { offenders: [1], cost: 1000 },
    ]);
    const next = { ...blocking, description: 'https://cdn.example/app.fedc3210.js' };
    const [one] = found('render-blocking-asset', [blocking], painted(2500));
    const [other] = found('render-blocking-asset', [next], painted(2500));
    expect(one?.fingerprint).toBe(other?.fingerprint);
  });

  it.each<[string, Partial<Step>, number]>([
    ['the paint was early', {}, 1999],
    ['the paint was hopeless', { lasts: 4000 }, 10_000],
    ['they took a small share', {}, 3500],
    ['they ended after it', { from: 1600 }, 2500],
    ['they are small', { data: sizes(1, 999_999, 1) }, 2500],
    [
      'they do not block',
      { data: { ...blocking.data, 'resource.render_blocking_status': 'non-blocking' } },
      2500,
    ],
  ])('are no reason where %s', (_, more, fcp) => {
    expect(found('render-blocking-asset', [{ ...blocking, ...more }], painted(fcp))).toEqual([]);
  });
});

describe('queued requests', () => {
  const queued = (from: number, wait: number, version = '1.1', host = 'api.example'): Step => ({
    op: 'http.client',
    description: `GET https://${host}/a`,
    from,
    lasts: wait + 100,
    data: {
      'network.protocol.version': version,
      'http.request.request_start': (ORIGIN + from + wait) / 1000,
    },
  });

  /** Six at once, of which the last waits longest. */
  const queue = (longest: number): Step[] =>
    Array.from({ length: 6 }, (_, at) => queued(at, at === 5 ? longest : 50 + at * 55));

  it('are those of HTTP/1.1 to one host, of which one waited long', () => {
    const steps = [...queue(501), queued(6, 501, '1.1', 'other.example')];
    expect(found('http-overhead', steps)).toMatchObject([
      { offenders: [2, 3, 4, 5, 6], fingerprint: '1-1016-api.example' },
    ]);
    expect(found('http-overhead', queue(300), {}, CURRENT_LIMITS)).toHaveLength(1);
  });

  it('are the longest queue, of those that stood in it together', () => {
    const later = queue(700).map((step) => queued(step.from + 5000, step.lasts - 100));
    expect(found('http-overhead', [...queue(501), ...later])[0]?.offenders).toEqual([8, 9, 10, 11, 12]);
  });

  it.each<[string, Step[]]>([
    ['over HTTP/2', queue(900).map((_, at) => queued(at, 900, '2'))],
    ['below the limit', queue(500)],
    ['fewer than a browser has connections', queue(900).slice(1)],
    ['of an unknown host', queue(900).map((_, at) => queued(at, at * 180, '1.1', '[Filtered]'))],
    ['one after the other', queue(900).map((step, at) => queued(at * 2000, step.lasts - 100))],
  ])('are not found where they are %s', (_, steps) => {
    expect(found('http-overhead', steps)).toEqual([]);
  });
});

describe('work on the main thread', () => {
  const read: Step = {
    op: 'file.read',
    description: 'settings.json',
    from: 0,
    lasts: 10,
    data: { blocked_main_thread: true },
  };

  it('adds up under one parent, files and databases apart', () => {
    const query = { ...read, op: 'db.sql.query', description: 'SELECT a FROM b', from: 100, lasts: 16 };
    expect(found('file-main-thread', [...times(2, read), query])).toMatchObject([
      { parent: 0, offenders: [1, 2], cost: 20 },
    ]);
    expect(found('db-main-thread', [...times(2, read), query])).toMatchObject([{ offenders: [3], cost: 16 }]);
  });

  it('has the fingerprint of its queries, each once; of files that of where it was in the program', () => {
    const query = (description: string, from: number): Step => ({ ...read, op: 'db', description, from });
    const queries = [query('SELECT a', 0), query('SELECT b', 10), query('SELECT a', 20)];
    expect(found('db-main-thread', queries)[0]?.fingerprint).toBe(fingerprintOf(1013, 'SELECT a-SELECT b'));
    const stack = JSON.stringify([
      { module: 'org.a', function: 'read' },
      { module: 'org.b', function: 'on' },
      3,
    ]);
    const placed = times(2, { ...read, data: { ...read.data, call_stack: stack } });
    const [finding] = found('file-main-thread', placed);
    expect(finding?.fingerprint).toBe(fingerprintOf(1008, 'org.a.read.org.b.on'));
    expect(found('file-main-thread', times(2, read))[0]?.fingerprint).toBe(
      fingerprintOf(1008, 'settings.json'),
    );
    const broken = times(2, { ...read, data: { ...read.data, call_stack: '[{' } });
    expect(found('file-main-thread', broken)[0]?.fingerprint).toBe(fingerprintOf(1008, 'settings.json'));
  });

  it.each<[string, Step[]]>([
    ['short', [{ ...read, lasts: 15 }]],
    ['elsewhere', [{ ...read, lasts: 90, data: { blocked_main_thread: false } }]],
    [
      'reading what the system reads',
      [{ ...read, lasts: 90, data: { ...read.data, 'file.path': 'a/KBLayout_iPhone.dat' } }],
    ],
    ['at one time, which counts once', times(2, { ...read, from: 0 }, 0)],
  ])('is not found where it was %s', (_, steps) => {
    expect(found('file-main-thread', steps)).toEqual([]);
  });
});
