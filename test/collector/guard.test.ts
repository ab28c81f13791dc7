// Who may read: this machine's own pages, and no other.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY_HEADER } from '../../src/model/policy.ts';
import { readHeaders } from './as-page.ts';
import { ask, emptyDirectory, start } from './running.ts';

const READS = ['info', 'transactions', 'settings', 'watch', 'spans', `traces/${'a'.repeat(32)}`];

describe('reading', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '', '10.0.0.7', '[::2]'])(
    'under the host name "%s" is refused',
    async (host) => {
      const collector = await start();
      for (const path of [...READS.map((route) => `/api/v1/${route}`), '/', '/openapi.json']) {
        const answer = await ask(collector, path, { host: `${host}:${collector.port}` });
        expect([path, answer.status]).toEqual([path, 421]);
        expect(answer.text).toContain('--allow-host');
      }
    },
  );

  it.each(['localhost', 'LOCALHOST', 'app.localhost', '127.0.0.1', '[::1]', 'localhost.'])(
    'under the host name "%s" is answered, with a port and without',
    async (host) => {
      const collector = await start();
      const own = await readHeaders(collector.url);
      for (const port of ['', `:${collector.port}`]) {
        const answer = await ask(collector, '/api/v1/info', { ...own, host: `${host}${port}` });
        expect(answer.status).toBe(200);
      }
    },
  );

  it('under a name given at the start is answered', async () => {
    const collector = await start({ host: '127.0.0.2', allowHosts: ['perf.example'] });
    const own = await readHeaders(collector.url);
    const statusOf = async (host: string) => (await ask(collector, '/api/v1/info', { ...own, host })).status;
    expect(await statusOf('127.0.0.2')).toBe(200);
    expect(await statusOf('Perf.example:80')).toBe(200);
    expect(await statusOf('10.0.0.3')).toBe(421);
  });

  it('from another page is refused, and no page may read an answer by CORS', async () => {
    const collector = await start();
    const own = await readHeaders(collector.url);
    for (const site of ['cross-site', 'same-site']) {
      const answer = await ask(collector, '/api/v1/info', {
        ...own,
        host: 'localhost',
        origin: 'https://evil.example',
        'sec-fetch-site': site,
      });
      expect(answer.status).toBe(403);
    }
    for (const site of ['same-origin', 'none']) {
      const answer = await ask(collector, '/api/v1/info', { ...own, 'sec-fetch-site': site });
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each(READS)('%s needs the cookie of a page, of this start and port', async (route) => {
    const collector = await start();
    const own = await readHeaders(collector.url);
    const path = `/api/v1/${route}`;
    const cookie = own['cookie'] ?? '';
    const wrong = [
      '',
      'x',
      cookie.slice(0, -1),
      `${cookie}x`,
      cookie.replace('longtail-', 'longtail-1'),
      `x${cookie}`,
    ];
    for (const other of wrong) {
      const answer = await ask(collector, path, { ...own, cookie: other });
      expect([other, answer.status]).toEqual([other, 401]);
      expect(answer.text).toContain('Load the page anew');
    }
    const other = await readHeaders((await start()).url);
    expect((await ask(collector, path, { ...own, cookie: other['cookie'] ?? '' })).status).toBe(401);
    expect((await ask(collector, path, { ...own, authorization: 'Bearer x' }, 'HEAD')).status).not.toBe(401);
  });

  it('needs a header of its own, but for a stream', async () => {
    const collector = await start();
    const { cookie = '' } = await readHeaders(collector.url);
    for (const route of READS) {
      const { status } = await ask(collector, `/api/v1/${route}`, { cookie }, 'HEAD');
      expect([route, status]).toEqual([route, route === 'watch' ? 200 : 403]);
    }
  });

  it('starts with any page, whose cookie no script and no other site gets', async () => {
    const collector = await start();
    for (const path of ['/', '/performance']) {
      const page = await ask(collector, path);
      expect(page.headers['set-cookie']).toEqual([
        expect.stringMatching(
          new RegExp(`^longtail-${collector.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
        ),
      ]);
    }
    for (const path of ['/assets/x.js', '/openapi.json', '/api/v1/info']) {
      expect((await ask(collector, path)).headers['set-cookie']).toBeUndefined();
    }
  });

  it('is never allowed by a preflight', async () => {
    const collector = await start();
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    const answer = await ask(collector, '/api/v1/settings', headers, 'OPTIONS');
    expect(answer.status).toBe(405);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('changing', () => {
  const settings = '{}';

  it('needs all that reading needs, the same origin and JSON', async () => {
    const collector = await start();
    const own = await readHeaders(collector.url);
    const put = async (headers: Record<string, string>) => {
      const sent = { ...own, 'content-type': 'application/json', ...headers };
      return (await ask(collector, '/api/v1/settings', sent, 'PUT', settings)).status;
    };
    expect(await put({ origin: 'http://localhost:1' })).toBe(403);
    expect(await put({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await put({ host: 'evil.example' })).toBe(421);
    expect(await put({ 'content-type': 'text/plain' })).toBe(415);
    expect(await put({ cookie: '' })).toBe(401);
    const { cookie = '' } = own;
    const headers = { cookie, 'content-type': 'application/json' };
    expect((await ask(collector, '/api/v1/settings', headers, 'PUT', settings)).status).toBe(403);
    // What passes the guards is looked at, and is no settings.
    const host = `localhost:${collector.port}`;
    expect(await put({ host, origin: `http://${host}` })).toBe(400);
  });
});

describe('every answer', () => {
  it('carries the policy and its companions', async () => {
    const collector = await start();
    for (const path of ['/api/v1/info', '/nothing.here', '/api/v1/traces/x']) {
      expect((await ask(collector, path)).headers).toMatchObject({
        'content-security-policy': CONTENT_SECURITY_POLICY_HEADER,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('to an unknown path or method is a problem in words', async () => {
    const collector = await start();
    for (const [path, method, status] of [
      ['/api/v2/info', 'GET', 404],
      ['/v1/profiles', 'POST', 404],
      ['/api/v1/info', 'POST', 405],
      ['/api/1/envelope/', 'GET', 405],
      ['/v1/traces', 'GET', 405],
      ['//', 'GET', 400],
    ] as const) {
      const answer = await ask(collector, path, {}, method);
      expect([path, answer.status]).toEqual([path, status]);
      expect(JSON.parse(answer.text)).toMatchObject({ problem: { message: expect.any(String) as string } });
    }
  });
});

describe('the built app', () => {
  function builtApp(): string {
    const app = emptyDirectory();
    mkdirSync(join(app, 'assets'));
    writeFileSync(join(app, 'index.html'), '<title>Longtail</title>');
    writeFileSync(join(app, 'assets/main-1a2b.js'), 'export {}');
    writeFileSync(join(app, 'mockServiceWorker.js'), '// worker');
    writeFileSync(join(app, 'openapi.json'), '{}');
    return app;
  }

  it('is served, its pages of one level by its index, its hashed files for ever, all others asked for anew', async () => {
    const collector = await start({ app: builtApp() });
    for (const path of ['/', '/performance', '/trace?trace=1', '/index.html']) {
      const answer = await ask(collector, path);
      expect([path, answer.status, answer.text]).toEqual([path, 200, '<title>Longtail</title>']);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY_HEADER);
    }
    const asset = await ask(collector, '/assets/main-1a2b.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toContain('javascript');
    const worker = await ask(collector, '/mockServiceWorker.js');
    expect([worker.status, worker.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect((await ask(collector, '/openapi.json')).status).toBe(200);
  });

  it('gives no page for what looks like a file, is deeper or outside', async () => {
    const collector = await start({ app: builtApp() });
    for (const path of [
      '/missing.js',
      '/a/b',
      '/assets/none.js',
      '/../package.json',
      '/%2e%2e/package.json',
    ]) {
      expect([path, (await ask(collector, path)).status]).toEqual([path, 404]);
    }
    expect((await ask(collector, '/performance', {}, 'POST')).status).toBe(404);
  });

  it('that is missing is said', async () => {
    const answer = await ask(await start({ app: emptyDirectory() }), '/');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('npm run build');
  });
});
