import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SNIPPETS } from '../../../src/pages/first-run/snippets.ts';
import { toCurl, toEnvelopeUrl } from '../../../src/pages/first-run/test-request.ts';

const NOW = Date.UTC(2026, 10, 19, 14);
const DSN = 'http://dev@localhost:4318/1';

describe('the address of envelopes', () => {
  it.each([
    [DSN, 'http://localhost:4318/api/1/envelope/?sentry_key=dev'],
    [
      'https://k@example.org/behind/a/proxy/42',
      'https://example.org/behind/a/proxy/api/42/envelope/?sentry_key=k',
    ],
    ['http://k@[::1]:4318/1', 'http://[::1]:4318/api/1/envelope/?sentry_key=k'],
  ])('%s', (dsn, url) => {
    expect(toEnvelopeUrl(dsn)).toBe(url);
  });

  it.each(['', 'localhost:4318', 'http://localhost:4318/1', 'http://dev@localhost:4318/'])(
    'is none for %j, which is no DSN',
    (dsn) => {
      expect(toEnvelopeUrl(dsn)).toBeNull();
      expect(toCurl(dsn, NOW)).toBeNull();
    },
  );
});

describe('the command', () => {
  it('makes a shell write an envelope with one transaction', () => {
    const [print = '', curl = ''] = (toCurl(DSN, NOW) ?? '').split(' | ');
    expect(curl).toBe("curl -sS --data-binary @- 'http://localhost:4318/api/1/envelope/?sentry_key=dev'");
    const lines = execFileSync('sh', ['-c', print], { encoding: 'utf8' }).trimEnd().split('\n');
    const [header, item, payload] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(3);
    expect(item).toEqual({ type: 'transaction' });
    expect(header?.['event_id']).toMatch(/^[0-9a-f]{32}$/);
    expect(payload).toMatchObject({
      event_id: header?.['event_id'],
      transaction: 'GET /hello',
      timestamp: NOW / 1000,
      contexts: { trace: { trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string } },
    });
  });

  it('sends another transaction every time', () => {
    expect(toCurl(DSN, NOW)).not.toBe(toCurl(DSN, NOW));
  });
});

describe('every snippet', () => {
  it.each(SNIPPETS.map((snippet) => [snippet.label, snippet] as const))(
    'for %s has the address in it',
    (_label, snippet) => {
      const addresses = { dsn: DSN, otlp: 'http://localhost:4318' };
      expect(snippet.code(addresses)).toContain(addresses[snippet.uses]);
      const environment = snippet.environment?.(addresses) ?? addresses[snippet.uses];
      expect(environment).toContain(addresses[snippet.uses]);
    },
  );
});
