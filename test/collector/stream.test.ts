// The address of Spotlight: envelopes without a key.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { StartError } from '../../src/collector/start-error.ts';
import { requestsOf } from './capture.ts';
import { info, start, transactions } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

describe('POST /stream', () => {
  it.each([
    undefined,
    'application/x-sentry-envelope',
    'text/plain;charset=UTF-8',
    'application/json',
    '🙂'.slice(2),
  ])('takes envelopes of the content type %s as project "spotlight"', async (type) => {
    const collector = await start();
    const response = await fetch(`${collector.url}stream`, {
      method: 'POST',
      headers: type === undefined ? {} : { 'content-type': type },
      body: Buffer.from(transactionEnvelope(1)),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    await collector.settled();
    expect((await transactions(collector)).map(({ project }) => project)).toEqual(['spotlight']);
  });

  it('takes them compressed, answers a preflight, and gives nothing to read', async () => {
    const collector = await start();
    const url = `${collector.url}stream`;
    const body = Uint8Array.from(gzipSync(transactionEnvelope(1)));
    const sent = await fetch(url, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body });
    expect(sent.status).toBe(200);
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'http://shop.test', 'access-control-request-headers': 'content-type' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'content-type',
    ]);
    expect((await fetch(url)).status).toBe(405);
  });

  it('takes what a real SDK sends, and refuses what is no envelope', async () => {
    const collector = await start();
    const requests = requestsOf('sentry-node-10.78.0');
    for (const { headers, body } of requests) {
      const encoding = headers['content-encoding'];
      const sent = encoding === undefined ? {} : { 'content-encoding': encoding };
      expect((await fetch(`${collector.url}stream`, { method: 'POST', headers: sent, body })).status).toBe(
        200,
      );
    }
    const wrong = await fetch(`${collector.url}stream`, { method: 'POST', body: 'no envelope' });
    expect(wrong.status).toBe(400);
    await collector.settled();
    const { projects, quality } = await info(collector);
    expect(projects.map(({ name }) => name)).toEqual(['spotlight']);
    expect(quality.refused).toEqual([{ reason: 'not readable', count: 1 }]);
  });
});

describe('--spotlight', () => {
  it('listens on 8969 as well, and says so when it cannot', async () => {
    const collector = await start({ spotlight: true });
    const response = await fetch('http://localhost:8969/stream', {
      method: 'POST',
      body: transactionEnvelope(1),
    });
    expect(response.status).toBe(200);
    await expect(start({ spotlight: true })).rejects.toThrow(/Port 8969, which --spotlight needs, is taken/);
    await expect(start({ spotlight: true })).rejects.toBeInstanceOf(StartError);
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(1);
    await collector.close();
    await expect(fetch('http://localhost:8969/stream', { method: 'POST' })).rejects.toThrow('fetch failed');
  });
});
