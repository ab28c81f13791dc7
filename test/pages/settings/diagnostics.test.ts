// The file for a report of a fault: what it has, and what it never has.
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/model/source.ts';
import { PARTS, toReport } from '../../../src/pages/settings/diagnostics/to-report.ts';
import type { Facts } from '../../../src/pages/settings/diagnostics/to-report.ts';
import { framesOf, withoutData } from '../../../src/pages/settings/diagnostics/without-data.ts';
import { infoOf } from '../../view/scripted-source.ts';

const AT = Date.UTC(2026, 10, 23, 13);

/** Every text of the data and of people in which a canary sits. */
function facts(): Facts {
  const error = new Error(
    'Unexpected token \'canary-value\', "canary-json" at https://canary-host/api in /home/canary/.longtail/x.db for canary@example.org, id 4f2ac0ffee51',
  );
  error.stack = `Error: canary-message
    at render (https://canary-host.internal/canary-path/assets/App-1a2b3c.js:12:345)
    at async Object.load (https://canary-host.internal/assets/worker-9f.js:1:2)
    at <anonymous>`;
  return {
    at: AT,
    source: 'collector',
    browser: { userAgent: 'Browser/1.0' },
    choices: { theme: 'dark' },
    timings: { load: 412 },
    problem: null,
    rules: 2,
    info: infoOf({
      name: 'collector',
      now: AT + 1_500,
      rows: 12,
      extent: { start: AT - 36 * 3_600_000, end: AT },
      environments: [{ name: 'canary-environment', rows: 12 }],
      projects: [
        { name: 'canary-project', rows: 9 },
        { name: 'canary-other', rows: 3 },
      ],
      releases: [{ name: 'canary-release', rows: 12, first: AT }],
      quality: {
        received: 15,
        stored: 12,
        skipped: [{ kind: 'session', count: 1 }],
        refused: [
          { reason: 'no time', count: 1 },
          { reason: 'canary: /home/canary', count: 1 },
          { reason: 'canary: 12', count: 2 },
        ],
        repeated: 0,
        droppedByClients: [],
        filtered: [{ reason: 'secret key', count: 4 }],
        wrongClocks: [],
        sampledRows: 0,
      },
      ingest: {
        dsn: 'http://canary-key@localhost:4318/1',
        otlp: 'http://canary-host:4318',
        directory: '/home/canary/.longtail',
        retention: { days: 14, bytes: 2e9, expired: 3, used: 1e6 },
        requests: [
          {
            at: AT - 4_000,
            path: '/api/71/envelope/?k=canary',
            client: 'canary-client',
            status: 400,
            message: 'canary-message',
            transactions: 0,
            accepted: false,
          },
        ],
      },
      problems: [{ kind: 'partial', message: 'canary-problem', advice: 'canary-advice' }],
    }),
    settings: {
      ...DEFAULT_SETTINGS,
      projectNames: { 'canary-project': 'canary-name' },
      stars: [{ project: 'canary-project', transaction: 'canary-transaction' }],
      searches: [{ name: 'canary-search', text: 'user:canary', pinned: false }],
      recentSearches: ['canary-recent'],
    },
    errors: [
      { at: AT - 1_000, where: 'This page', error },
      { at: AT, where: 'window', error: 'canary-text' },
    ],
  };
}

describe('the file of diagnostics', () => {
  const text = toReport(facts());
  const report = JSON.parse(text) as Record<string, unknown>;

  it('has nothing of the data and of people', () => {
    expect(text).not.toMatch(/canary/);
  });

  it('has what a report needs, and all that it has is told before it is saved', () => {
    expect(report).toMatchObject({
      what: 'Longtail diagnostics',
      at: '2026-11-23T13:00:00.000Z',
      app: { source: 'collector', version: '0.1.0', contract: 1 },
      source: {
        clockAheadMs: 1_500,
        transactions: 12,
        days: 1.5,
        projects: 2,
        environments: 1,
        releases: 1,
        problems: ['partial'],
        quality: { received: 15, refused: { 'no time': 1, '(other)': 3 }, filtered: { 'secret key': 4 } },
        ingest: {
          keeps: 'on disk',
          retention: { days: 14, used: 1e6 },
          requests: [{ route: '/api/N/envelope/', status: 400, secondsAgo: 4 }],
        },
      },
      settings: { projectNames: 1, stars: 1, searches: 1, views: 0, alertRules: 2 },
      errors: [
        {
          where: 'This page',
          type: 'Error',
          frames: ['render App-1a2b3c.js:12:345', 'Object.load worker-9f.js:1:2'],
        },
        { type: 'string', message: '' },
      ],
    });
    const told = new Set(PARTS.map(([part]) => part));
    const parts = Object.keys(report).filter((key) => !['what', 'format', 'at'].includes(key));
    expect(new Set(parts)).toEqual(told);
  });

  it('says of a source that does not answer that it does not', () => {
    const silent = toReport({ ...facts(), info: null, settings: null, problem: 'unreachable', errors: [] });
    expect(JSON.parse(silent)).toMatchObject({
      app: null,
      source: { kind: 'collector', answers: false, problem: 'unreachable' },
      settings: null,
      errors: [],
    });
  });
});

it.each([
  [
    "Cannot read properties of undefined (reading 'rows')",
    'Cannot read properties of undefined (reading “…”)',
  ],
  ['Failed to fetch https://host/path?x=1', 'Failed to fetch (address)'],
  ['at C:\\Users\\ada\\x.db it broke', 'at (path)'],
  ['no row 1234567, page 3', 'no row (id), page 3'],
  ['peer fe80:0a:1b said no', 'peer (id) said no'],
  ['out of memory', 'out of memory'],
])('%s is told as %s', (message, told) => {
  expect(withoutData(message)).toBe(told);
});

it('reads the frames of either way in which browsers write them', () => {
  expect(framesOf('load@https://host/a/App-1.js:3:4\n@https://host/b.js:5:6\nnonsense')).toEqual([
    'load App-1.js:3:4',
    'b.js:5:6',
  ]);
});
