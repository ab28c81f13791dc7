// Which program and device somebody used, by what browsers send.
import { describe, expect, it } from 'vitest';
import { withClient } from '../../src/formats/client-tags.ts';
import { LIMITS } from '../../src/formats/limits.ts';
import { decodeEnvelope } from '../../src/formats/sentry/decode-envelope.ts';
import { decodeOtlpJson } from '../../src/formats/otlp/decode-json.ts';
import { readUserAgent } from '../../src/formats/user-agent.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const CHROME = `${WINDOWS} Chrome/130.0.0.0 Safari/537.36`;
const SAFARI_OF_PHONE = `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`;
const FIREFOX = 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';

describe('a user agent', () => {
  it.each([
    [CHROME, 'Chrome', '130', 'Windows', 'desktop', null],
    [`${CHROME} Edg/130.0.2849.80`, 'Edge', '130.0.2849.80', 'Windows', 'desktop', null],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari',
      '18.1',
      'macOS',
      'desktop',
      null,
    ],
    [SAFARI_OF_PHONE, 'Mobile Safari', '18.1', 'iOS', 'mobile', 'iPhone'],
    [
      `${IPHONE} CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1`,
      'Chrome Mobile iOS',
      '130.0.6723.90',
      'iOS',
      'mobile',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
      'Chrome Mobile',
      '130',
      'Android',
      'mobile',
      null,
    ],
    [FIREFOX, 'Firefox', '132', 'Linux', 'desktop', null],
    [
      'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0',
      'Firefox Mobile',
      '132',
      'Android',
      'mobile',
      null,
    ],
    ['python-requests/2.31', null, null, null, null, null],
    ['sentry.python/2.75.0', null, null, null, null, null],
    ['  ', null, null, null, null, null],
  ])('%s', (text, browser, browserVersion, system, deviceType, deviceModel) => {
    expect(readUserAgent(text)).toEqual({ browser, browserVersion, system, deviceType, deviceModel });
  });

  it('that was made to be slow is read at once', () => {
    for (const text of [
      '(;'.repeat(100_000),
      `Mozilla/5.0 ${'Version/1.'.repeat(50_000)}`,
      ' '.repeat(500_000),
    ]) {
      const began = performance.now();
      readUserAgent(`a${text}`);
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });
});

const TRACE = { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) };

function tagsOf(event: object, sender: string | null = null): Record<string, string> {
  const whole = { start_timestamp: 1_700_000_000, timestamp: 1_700_000_001, transaction: '/', ...event };
  const lines = [{}, { type: 'transaction' }, whole].map((line) => JSON.stringify(line)).join('\n');
  const { transactions } = decodeEnvelope(new TextEncoder().encode(lines), 1_700_000_002_000, '1', sender);
  return Object.fromEntries(transactions[0]?.tags ?? []);
}

describe('a transaction of Sentry', () => {
  const page = {
    contexts: { trace: { ...TRACE, op: 'pageload' } },
    sdk: { name: 'sentry.javascript.browser' },
  };
  const server = { contexts: { trace: { ...TRACE, op: 'http.server' } }, server_name: 'web-1' };

  it('of a browser is of the one that its request names, else of the one that sent it', () => {
    const request = { headers: { 'User-Agent': CHROME } };
    const chrome = {
      'browser.name': 'Chrome',
      'browser.version': '130',
      'os.name': 'Windows',
      'device.type': 'desktop',
    };
    expect(tagsOf({ ...page, request }, FIREFOX)).toEqual(chrome);
    expect(tagsOf({ ...page, request: { headers: [['user-agent', CHROME]] } })).toEqual(chrome);
    expect(tagsOf(page, FIREFOX)).toMatchObject({ 'browser.name': 'Firefox', 'os.name': 'Linux' });
    expect(tagsOf(page)).toEqual({});
  });

  it('is of what its contexts say, and of the tags that somebody set', () => {
    const contexts = {
      ...page.contexts,
      browser: { name: 'Brave', version: '1.70' },
      os: { name: 'Windows 11' },
    };
    expect(tagsOf({ ...page, contexts, tags: { 'device.type': 'kiosk' } }, CHROME)).toEqual({
      'browser.name': 'Brave',
      'browser.version': '1.70',
      'os.name': 'Windows 11',
      'device.type': 'kiosk',
    });
    // The version of another browser than the one that is named is not its own.
    const unversioned = { ...page.contexts, browser: { name: 'Brave' } };
    expect(tagsOf({ ...page, contexts: unversioned }, CHROME)).not.toHaveProperty('browser.version');
  });

  it('of a server is for the browser that asked it, and has not the system of the server', () => {
    const contexts = { ...server.contexts, os: { name: 'Debian' }, device: { family: 'Server' } };
    expect(
      tagsOf({ ...server, contexts, request: { headers: { 'user-agent': SAFARI_OF_PHONE } } }, CHROME),
    ).toEqual({
      'browser.name': 'Mobile Safari',
      'browser.version': '18.1',
      'client_os.name': 'iOS',
      'device.type': 'mobile',
      'device.family': 'iPhone',
    });
    // Who sends is not who asked.
    expect(tagsOf(server, CHROME)).toEqual({});
  });

  it('does not keep the header itself', () => {
    const secret = `${CHROME} Customer/4711`;
    expect(JSON.stringify(tagsOf({ ...page, request: { headers: { 'User-Agent': secret } } }))).not.toContain(
      '4711',
    );
  });
});

it('a span of OpenTelemetry is of the client that its attributes name', () => {
  const span = {
    traceId: TRACE.trace_id,
    spanId: TRACE.span_id,
    name: 'GET',
    kind: 2,
    startTimeUnixNano: '1700000000000000000',
    endTimeUnixNano: '1700000001000000000',
    attributes: [{ key: 'user_agent.original', value: { stringValue: FIREFOX } }],
  };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const { transactions } = decodeOtlpJson(new TextEncoder().encode(body), 1_700_000_002_000, CHROME);
  expect(Object.fromEntries(transactions[0]?.tags ?? [])).toEqual({
    'browser.name': 'Firefox',
    'browser.version': '132',
    'client_os.name': 'Linux',
    'device.type': 'desktop',
  });
});

it('tags of the sender leave no room for more than are kept', () => {
  const full = new Map(Array.from({ length: LIMITS.tags }, (_, index) => [`t${index}`, 'x']));
  expect(withClient(full, { said: {}, userAgent: CHROME, isServer: false })).toBe(full);
});
