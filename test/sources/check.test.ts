// A source that is tried, against servers that do and that misbehave.
import { expect, it } from 'vitest';
import { encodeFrame } from '../../src/formats/arrow/frames.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { CONTRACT_VERSION } from '../../src/model/source.ts';
import type { SourceCheck } from '../../src/model/source-check.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import { transaction } from '../transaction-builder.ts';
import { infoOf } from '../view/scripted-source.ts';
import { breakOff, bytes, hang, json, startServer } from './local-server.ts';
import type { Answer, LocalServer } from './local-server.ts';

const NOW = Date.UTC(2026, 0, 10);

const ROWS = encodeFrame({
  table: 'transactions',
  rows: toRows([transaction({ row: 1, end: NOW - 10 }), transaction({ row: 2, end: NOW - 20 })]),
  meta: { end: true, after: 7, revision: 7, total: 2 },
});
const NO_ROWS = encodeFrame({
  table: 'transactions',
  rows: toRows([]),
  meta: { end: true, after: 7, revision: 7, total: 0 },
});

const stream: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
};

/** A server that does all it should. */
async function wellServer(): Promise<LocalServer> {
  const server = await startServer();
  server.answer('info', (response, request) =>
    json({ ...infoOf({ rows: 2, extent: { start: NOW - 100, end: NOW - 9.5 } }), now: Date.now() + 60_000 })(
      response,
      request,
    ),
  );
  server.answer('transactions', bytes(ROWS));
  server.answer('watch', stream);
  return server;
}

function check(server: LocalServer, signal?: AbortSignal): Promise<SourceCheck> {
  const patience = { answer: 200, silence: 200, pause: { first: 5, longest: 20 } };
  const source = createApiSource({ base: server.base, patience, sharing: null });
  return source.check(signal).finally(() => source.close());
}

/** Each step and how it went, in short. */
function stepsOf({ steps }: SourceCheck): string[] {
  return steps.map(({ step, state }) => `${step} ${state}`);
}

const ALL_PASSED = ['reached passed', 'allowed passed', 'understood passed', 'rows passed', 'changes passed'];
const AFTER = (...steps: string[]): string[] => [
  ...steps,
  ...ALL_PASSED.slice(steps.length).map((step) => step.replace('passed', 'skipped')),
];

it('tells of every step, what the source says of itself, of its clock, and how many rows were read', async () => {
  const server = await wellServer();
  const result = await check(server);
  expect(stepsOf(result)).toEqual(ALL_PASSED);
  expect(result).toMatchObject({ address: server.base, sample: 2, info: { rows: 2 } });
  expect(result.ahead).toBeGreaterThan(59_000);
  expect(result.ahead).toBeLessThan(61_000);
  // Not those of a range that the newest is no part of.
  const [query = ''] = server.requests.filter((path) => path.includes('transactions'));
  const asked = new URLSearchParams(query.split('?')[1]);
  expect(Number(asked.get('end'))).toBeGreaterThan(NOW - 9.5);
  expect(Number(asked.get('start'))).toBeLessThan(NOW - 20);
  // Nothing is loaded for it.
  expect(server.requests).toHaveLength(3);
});

it('says why nobody answers, and tries nothing else', async () => {
  const server = await wellServer();
  await server.close();
  const result = await check(server);
  expect(stepsOf(result)).toEqual(AFTER('reached failed'));
  expect(result.steps[0]?.problem?.message).toMatch(/There is no answer from .*ECONNREFUSED/);
  expect(result).toMatchObject({ info: null, sample: null, ahead: null });
});

it.each([
  ['an answer that does not come', hang, 'reached failed', /not within 0.2 s/],
  [
    'a web page in its place',
    ((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')) satisfies Answer,
    'reached failed',
    /is a web page/,
  ],
  [
    'a page that may not read',
    json({ problem: { kind: 'refused', message: 'No token.', advice: 'Open the link.' } }, 403),
    'allowed failed',
    /^No token\.$/,
  ],
  ['a cookie that is not taken, twice', json({}, 401), 'allowed failed', /error 401/],
  ['an error of its own', json({}, 500), 'understood failed', /error 500/],
  ['something that is no JSON', json('nonsense'), 'understood failed', /not what the contract says/],
  [
    'another version',
    json({ contract: CONTRACT_VERSION + 1 }),
    'understood failed',
    /speaks version 2 of the contract/,
  ],
])('names the step that fails of %s', async (_what, answer, failed, message) => {
  const server = await wellServer();
  server.answer('info', answer);
  const result = await check(server);
  const at = ALL_PASSED.findIndex((step) => step.split(' ')[0] === failed.split(' ')[0]);
  expect(stepsOf(result)).toEqual(AFTER(...ALL_PASSED.slice(0, at), failed));
  expect(result.steps[at]?.problem?.message).toMatch(message);
});

it.each([
  ['rows that break off', breakOff(ROWS.slice(0, 30)), /broke off/],
  ['rows that cannot be read', bytes(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8])), /cannot be read/],
  ['no rows where it says there are some', bytes(NO_ROWS), /sends none/],
])('names %s', async (_what, answer, message) => {
  const server = await wellServer();
  server.answer('transactions', answer);
  const result = await check(server);
  expect(stepsOf(result)).toEqual([...ALL_PASSED.slice(0, 3), 'rows failed', 'changes skipped']);
  expect(result.steps[3]?.problem?.message).toMatch(message);
  expect(result.info).not.toBeNull();
});

it('can be used without a stream of changes, and says what is done instead', async () => {
  const server = await wellServer();
  server.answer('watch', json({}, 500));
  const result = await check(server);
  expect(stepsOf(result)).toEqual([...ALL_PASSED.slice(0, 4), 'changes failed']);
  expect(result.steps[4]?.problem).toMatchObject({
    kind: 'partial',
    message: expect.stringMatching('Changes are not told') as string,
  });
  expect(result.steps[4]?.problem?.advice).toMatch(/every two seconds/);
});

it('tries no rows of a source that has none, and no changes of one that never changes', async () => {
  const server = await wellServer();
  const none = infoOf({ rows: 0, extent: null, abilities: { live: false, settings: true } });
  server.answer('info', json(none));
  const result = await check(server);
  expect(stepsOf(result)).toEqual([...ALL_PASSED.slice(0, 3), 'rows skipped', 'changes skipped']);
  expect(result.steps.every(({ problem }) => problem === null)).toBe(true);
});

it('ends with the reason of whoever does not wait', async () => {
  const server = await wellServer();
  server.answer('info', hang);
  const left = new AbortController();
  const checked = check(server, left.signal);
  left.abort(new Error('left'));
  await expect(checked).rejects.toThrow('left');
});
