import { describe, expect, it } from 'vitest';
import type { IngestRequest } from '../../../src/model/source.ts';
import { toSteps } from '../../../src/pages/first-run/progress.ts';
import { infoOf } from '../../view/scripted-source.ts';

function request(change: Partial<IngestRequest> = {}): IngestRequest {
  return {
    at: 1000,
    path: '/api/1/envelope/',
    client: 'sentry.python/2.19.0',
    status: 200,
    message: '1 transaction',
    transactions: 1,
    accepted: true,
    ...change,
  };
}

const REFUSED = request({ status: 403, accepted: false, transactions: 0, message: 'Wrong key. Use dev.' });
const ERROR_ONLY = request({ transactions: 0, message: '1 error event' });

function states(
  rows: number,
  requests: readonly IngestRequest[],
  trace?: string | null,
): [string, string, string][] {
  const retention = { days: 14, bytes: 2e9, expired: 0 };
  const ingest = {
    dsn: 'http://dev@localhost/1',
    otlp: 'http://localhost',
    directory: null,
    retention,
    requests,
  };
  return toSteps(infoOf({ rows, ingest }), ':4318', trace).map(({ title, state, detail }) => [
    title,
    state,
    detail,
  ]);
}

describe('the way to the first transaction', () => {
  it('begins with listening', () => {
    expect(states(0, [])).toEqual([
      ['Listening on :4318', 'done', ''],
      ['Request seen', 'now', ''],
      ['Request read', 'waiting', ''],
      ['Transaction stored', 'waiting', ''],
      ['Trace linked', 'waiting', ''],
    ]);
  });

  it('stops at a refusal, and says why', () => {
    expect(states(0, [REFUSED]).slice(1)).toEqual([
      ['Request seen', 'done', 'POST /api/1/envelope/ from sentry.python/2.19.0, answered 403'],
      ['Request refused', 'failed', 'Wrong key. Use dev.'],
      ['Transaction stored', 'waiting', ''],
      ['Trace linked', 'waiting', ''],
    ]);
  });

  it('prefers a new refusal to an old success without transactions', () => {
    expect(states(0, [REFUSED, ERROR_ONLY])[2]?.[1]).toBe('failed');
    expect(states(0, [ERROR_ONLY, REFUSED])[2]?.[1]).toBe('done');
  });

  it('says what to do when only errors arrive', () => {
    const [, , read, stored] = states(0, [ERROR_ONLY]);
    expect(read).toEqual(['Request read', 'done', '1 error event']);
    expect(stored?.[1]).toBe('now');
    expect(stored?.[2]).toContain('Set the traces sample rate');
  });

  it('waits for what is being written', () => {
    expect(states(0, [request()])[3]).toEqual(['Transaction stored', 'now', 'It is being written.']);
  });

  it('ends with rows, whatever else arrived since', () => {
    for (const requests of [[], [request()], [REFUSED, request()]]) {
      expect(states(3, requests, 'a').map(([, state]) => state)).toEqual(Array(5).fill('done'));
    }
  });

  it('names no sender that did not say its name', () => {
    expect(states(0, [request({ client: null })])[1]?.[2]).toBe('POST /api/1/envelope/, answered 200');
  });

  it('says whether the newest is a part of a trace, once that is known', () => {
    expect(states(1, [])[4]).toEqual(['Trace linked', 'now', '']);
    expect(states(1, [], 'a')[4]).toEqual(['Trace linked', 'done', '']);
    const [, state, detail] = states(1, [], null)[4] ?? [];
    expect(state).toBe('failed');
    expect(detail).toContain('names no trace');
  });
});
