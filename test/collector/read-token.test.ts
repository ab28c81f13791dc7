// Other machines: all of them may send, none may read unless it shows the token.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { banner } from '../../src/collector/banner.ts';
import { ReadGuard } from '../../src/collector/http/read-guard.ts';
import type { Readers } from '../../src/collector/http/read-guard.ts';
import { readHeaders } from './as-page.ts';
import { ask, emptyDirectory, keyOf, sendEnvelope, start } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

const TOKEN = 'a token?&=16%characters'.replaceAll(' ', '-');

function builtApp(): string {
  const app = emptyDirectory();
  mkdirSync(join(app, 'assets'));
  writeFileSync(join(app, 'index.html'), '<title>Longtail</title>');
  return app;
}

/** Addresses of this machine under which another one could reach it. */
const ADDRESSES = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .map(({ address }) => address);

function requestFrom(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

describe('another machine', () => {
  const readers: Readers = { hosts: [], token: null, port: () => 4318 };

  it.each(['192.168.1.5', '::ffff:192.168.1.5', '10.0.0.1', 'fe80::1', '128.0.0.1', ''])(
    'with the address "%s" reads nothing, whatever Host it names',
    (address) => {
      const request = requestFrom(address, { host: 'localhost:4318', 'x-longtail': '1' });
      expect(() => new ReadGuard(readers).checkRead(request)).toThrow(/on its own machine only/);
    },
  );

  it.each([{ 'x-forwarded-for': '203.0.113.9' }, { forwarded: 'for=203.0.113.9' }])(
    'reads nothing through a proxy on this one, which says %o',
    async (forwarded) => {
      const collector = await start({ app: builtApp() });
      const own = await readHeaders(collector.url);
      for (const path of ['/', '/api/v1/info', '/api/v1/watch', '/metrics']) {
        const answer = await ask(collector, path, { ...own, ...forwarded });
        expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 403, undefined]);
      }
    },
  );

  it.each(['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])(
    'is not the one with the address %s',
    (address) => {
      const request = requestFrom(address, { host: 'localhost:4318', 'x-longtail': '1' });
      expect(() => new ReadGuard(readers).checkRead(request)).toThrow(/not come from a page/);
    },
  );

  it.skipIf(ADDRESSES.length === 0)('sends all the same, where the collector listens for it', async () => {
    const collector = await start({ host: '0.0.0.0', app: builtApp() });
    const [address = ''] = ADDRESSES;
    const there = { url: `http://${address}:${collector.port}/`, dsn: collector.dsn };
    expect((await sendEnvelope(there, transactionEnvelope(1))).status).toBe(200);
    for (const path of ['', 'performance', 'api/v1/info']) {
      // Its own address is no name of this machine; the machine's name would not help it either.
      expect((await fetch(there.url + path)).status).toBe(421);
    }
    const printed = banner('1', collector);
    expect(printed).toContain(`http://${keyOf(collector)}@${address}:${collector.port}/1`);
    expect(printed).toContain(`http://host.docker.internal:${collector.port} (OTLP)`);
    expect(printed).toContain('on this machine only; --read-token lets others read');
  });

  it('is not told of where only this one is meant', async () => {
    const printed = banner('1', await start());
    expect(printed).not.toContain('elsewhere');
    expect(printed).not.toContain('--read-token');
  });
});

describe('a read token', () => {
  it('is needed by this machine, too, and exchanged for a cookie that keeps it out of the address', async () => {
    const collector = await start({ readToken: TOKEN, app: builtApp() });
    expect(banner('1', collector)).toContain(collector.link);
    const link = new URL(collector.link);

    const without = await ask(collector, '/performance');
    expect([without.status, without.headers['set-cookie']]).toEqual([200, undefined]);
    const blind = await ask(collector, '/api/v1/info', { 'x-longtail': '1' });
    expect([blind.status, blind.text]).toEqual([401, expect.stringContaining('Open the link') as string]);

    for (const wrong of ['', 'x', TOKEN.slice(1), `${TOKEN}x`]) {
      const refused = await ask(collector, `/?token=${encodeURIComponent(wrong)}`);
      expect([refused.status, refused.headers['set-cookie']]).toEqual([401, undefined]);
    }

    const entered = await ask(collector, `/performance${link.search}&range=1h`);
    expect([entered.status, entered.headers.location]).toEqual([303, '/performance?range=1h']);
    const [given = ''] = entered.headers['set-cookie'] ?? [];
    expect(given).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(given).not.toContain(TOKEN);
    const cookie = given.split(';', 1)[0] ?? '';
    const read = (headers: Record<string, string>) =>
      ask(collector, '/api/v1/info', { 'x-longtail': '1', ...headers });
    expect((await read({ cookie })).status).toBe(200);
    // Under an address no name can lead elsewhere; under a name it can.
    expect((await read({ cookie, host: '192.168.1.5:4318' })).status).toBe(200);
    expect((await read({ cookie, host: 'evil.example' })).status).toBe(421);
    expect((await read({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('is shown by programs in a header', async () => {
    const collector = await start({ readToken: TOKEN });
    const read = (headers: Record<string, string>) => ask(collector, '/api/v1/info', headers);
    expect((await read(await readHeaders(collector.url, TOKEN))).status).toBe(200);
    expect((await read(await readHeaders(collector.url, `${TOKEN}x`))).status).toBe(401);
    expect((await read({ authorization: `Bearer ${TOKEN}` })).status).toBe(403);
  });

  it.skipIf(ADDRESSES.length === 0)('opens reading to other machines', async () => {
    const collector = await start({ host: '0.0.0.0', readToken: TOKEN });
    const [address = ''] = ADDRESSES;
    const info = `http://${address}:${collector.port}/api/v1/info`;
    expect((await fetch(info, { headers: await readHeaders(info, TOKEN) })).status).toBe(200);
    expect((await fetch(info, { headers: { 'x-longtail': '1' } })).status).toBe(401);
    expect(banner('1', collector)).not.toContain('this machine only');
  });
});
