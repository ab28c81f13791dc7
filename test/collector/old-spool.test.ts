// A spool of before: requests as they had travelled, from which the tables are made all the same.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Accepted } from '../../src/collector/spool/accepted.ts';
import { encodeOldRecord } from './old-record.ts';
import { emptyDirectory, info, reported, sendEnvelope, start, transactions } from './running.ts';
import { BEGIN, otlp, spanId, traceId, transactionEnvelope } from './traffic.ts';

const span = {
  traceId: traceId(9),
  spanId: spanId(9),
  name: 'GET /',
  kind: 2,
  startMs: BEGIN,
  durationMs: 5,
};

const RECORDS: readonly Accepted[] = [
  {
    format: 'sentry',
    project: '7',
    encoding: '',
    received: BEGIN,
    body: Buffer.from(transactionEnvelope(1)),
  },
  {
    format: 'sentry',
    project: '7',
    encoding: 'gzip',
    received: BEGIN,
    body: gzipSync(transactionEnvelope(2)),
  },
  {
    format: 'otlp-json',
    project: '',
    encoding: '',
    received: BEGIN,
    body: Buffer.from(JSON.stringify(otlp([span]))),
  },
  {
    format: 'tally',
    project: '',
    encoding: '',
    received: BEGIN,
    body: Buffer.from(
      '{"received":3,"skipped":[{"kind":"session","count":2}],"refused":[{"reason":"not readable","count":1}],"droppedByClient":[]}',
    ),
  },
];

it('is read, also with records of today behind it', async () => {
  const directory = emptyDirectory();
  mkdirSync(join(directory, 'spool'));
  writeFileSync(
    join(directory, 'spool/000000000001.spool'),
    Buffer.concat(RECORDS.map((record) => encodeOldRecord(record))),
  );
  const first = await start({ directory });
  await sendEnvelope(first, transactionEnvelope(3));
  await first.settled();
  await first.close();
  const collector = await start({ directory });
  await collector.settled();
  const rows = await transactions(collector);
  expect(rows.map(({ project, traceId: trace }) => [project, trace])).toEqual([
    ['7', traceId(1)],
    ['7', traceId(2)],
    ['shop', traceId(9)],
    ['1', traceId(3)],
  ]);
  expect(rows[0]?.received).toBe(BEGIN);
  expect((await info(collector)).quality).toMatchObject({
    received: 7,
    stored: 4,
    skipped: [{ kind: 'session', count: 2 }],
    refused: [{ reason: 'not readable', count: 1 }],
  });
  expect(reported).toEqual([]);
});
