// Fingerprints as Sentry's documentation and tests have them, for events that are described here in our own words.
import { expect, it } from 'vitest';
import { CURRENT_LIMITS } from '../../../src/trace/findings/finding.ts';
import type { FindingKind } from '../../../src/model/finding.ts';
import { found } from './event.ts';
import type { EventGiven, Step } from './event.ts';

const LARGE = { 'http.response_content_length': 50_000_000 };
const ASSET = { 'http.response_transfer_size': 1_000_000, 'http.response_content_length': 1_000_000 };
const PAGE: EventGiven = {
  op: 'pageload',
  tags: new Map([['browser.name', 'chrome']]),
  vitals: { fcp: 2500 },
};
const SQUEEZED: Step = {
  op: 'resource.script',
  description: 'https://other.example/app.js',
  from: 0,
  lasts: 1,
  data: {
    'http.response_transfer_size': 5,
    'http.response_content_length': 4,
    'http.decoded_response_content_length': 5,
  },
};

function call(description: string, from: number, lasts: number, data: Step['data'] = {}): Step {
  return { op: 'http.client', description, from, lasts, data };
}

function asset(description: string): Step[] {
  const data = { ...ASSET, 'http.decoded_response_content_length': 1_000_000 };
  return [{ op: 'resource.script', description, from: 0, lasts: 1000, data }, SQUEEZED];
}

function six(of: (at: number) => string): Step[] {
  return Array.from({ length: 6 }, (_, at) => call(of(at), at, 100));
}

const [one, two, three] = [1, 2, 3].map((at) =>
  call(`GET /api/0/organizations/endpoint${at}`, (at - 1) * 2000, 2000),
);
const CDN = 'https://s1.sentry-cdn.com/_static/dist/sentry/entrypoints/app';

it.each<[FindingKind, string, readonly (Step | undefined)[], EventGiven]>([
  ['consecutive-http', '1-1009-00b8644b56309c8391aa365783145162ab9c589a', [one, two, three], {}],
  [
    'large-payload',
    '1-1015-5e5543895c0f1f12c2d468da8c7f2d9e4dca81dc',
    [call('GET /api/0/organizations/endpoint1', 0, 1000, LARGE)],
    {},
  ],
  [
    'large-payload',
    '1-1015-707544115c386d60b7b550634d582d8e47d9c5dd',
    [call(`GET ${CDN}.json?foo=bar`, 0, 1000, LARGE)],
    {},
  ],
  ['uncompressed-asset', '1-1012-6893fb5a8a875d692da96590f40dc6bddd6fcabc', asset(`${CDN}.js?query=a`), PAGE],
  ['uncompressed-asset', '1-1012-7f5aaccd4a1347f512fc3d04068b9621baff2783', asset(`${CDN}.css`), PAGE],
  [
    'render-blocking-asset',
    '1-1004-ba43281143a88ba902029356cb543dd0bff8f41c',
    asset('https://example.com/a.js'),
    PAGE,
  ],
  [
    'n-plus-one-api',
    '1-1010-8bf177290e2d78550fef5a1f6e9ddf115e4b0614',
    six((at) => `GET /clients/${at}/info/${at * 100}/?id=${at}`),
    PAGE,
  ],
  [
    'n-plus-one-api',
    '1-1010-e9daac10ea509a0bf84a8b8da45d36394868ad67',
    six(() => 'GET /clients/11/info'),
    PAGE,
  ],
  [
    'db-main-thread',
    '1-1013-86f1961bdc10a14809866c6a6ec0033797123ba9',
    [
      {
        op: 'db',
        description: 'SELECT * FROM my_cool_database WHERE some_col=some_val',
        from: 0,
        lasts: 16,
        data: { blocked_main_thread: true },
      },
    ],
    {},
  ],
])('%s %s', (kind, fingerprint, steps, given) => {
  const all = steps.filter((step) => step !== undefined);
  expect(found(kind, all, given, CURRENT_LIMITS).map((finding) => finding.fingerprint)).toEqual([
    fingerprint,
  ]);
});
