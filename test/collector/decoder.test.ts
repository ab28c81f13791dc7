// Bodies go to a thread in lists and come back as records; a thread that dies loses what it had and no more.
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { WorkerDecoder } from '../../src/collector/decoding/decoder.ts';
import type { Job } from '../../src/collector/decoding/job.ts';
import { warmUp } from '../../src/collector/decoding/warm-up.ts';
import { afterwards } from './running.ts';
import { BEGIN } from './traffic.ts';

/** A thread that answers each job with its body as the record, and does what a body asks it for. */
const ECHO = `
  const { parentPort } = require('node:worker_threads');
  let messages = 0;
  parentPort.on('message', (jobs) => {
    messages += 1;
    const texts = jobs.map(({ body }) => Buffer.from(body).toString());
    if (texts.includes('warm')) parentPort.postMessage('warm');
    if (texts.includes('die')) process.exit(3);
    if (texts.includes('grow')) { const all = []; for (;;) all.push(new Array(100000).fill({})); }
    const records = new Uint8Array(Buffer.concat(jobs.map(({ body }) => Buffer.from(body))));
    const done = jobs.map(({ body }) => ({ outcome: { kind: 'taken', message: String(messages) }, length: body.length }));
    parentPort.postMessage({ done, records }, [records.buffer]);
  });
`;

function open(): { readonly decoder: WorkerDecoder; readonly reported: unknown[] } {
  const reported: unknown[] = [];
  const resourceLimits = { maxOldGenerationSizeMb: 24 };
  const decoder = new WorkerDecoder(
    () => new Worker(ECHO, { eval: true, resourceLimits }),
    (error) => reported.push(error),
  );
  afterwards(() => decoder.close());
  return { decoder, reported };
}

const job = (text: string): Job => ({
  format: 'sentry',
  project: '1',
  received: BEGIN,
  encoding: '',
  key: null,
  userAgent: null,
  privacy: { contacts: false, salt: 'salt' },
  body: Uint8Array.from(Buffer.from(text)),
});

describe('a decoding thread', () => {
  it('gives each job its own record, those of one moment in one message', async () => {
    const { decoder, reported } = open();
    const texts = Array.from({ length: 200 }, (_, index) => `body ${index}`);
    const done = await Promise.all(texts.map((text) => decoder.run(job(text))));
    expect(done.map(({ record }) => Buffer.from(record ?? []).toString())).toEqual(texts);
    const messages = new Set(done.map(({ outcome }) => outcome.kind === 'taken' && outcome.message));
    expect(messages.size).toBeLessThan(10);
    expect(reported).toEqual([]);
  });

  it('that dies answers what it had with 503, is replaced, and says so', async () => {
    const { decoder, reported } = open();
    await expect(decoder.run(job('die'))).rejects.toMatchObject({ status: 503 });
    expect((await decoder.run(job('alive'))).outcome.kind).toBe('taken');
    expect(reported).toHaveLength(1);
  });

  it('that runs out of memory over one body refuses that body for good', async () => {
    const { decoder } = open();
    await expect(decoder.run(job('grow'))).rejects.toMatchObject({ status: 413 });
    expect((await decoder.run(job('alive'))).outcome.kind).toBe('taken');
  });
});

describe('a thread that begins', () => {
  it('is waited for until it says that it is warm, and no longer where it dies', async () => {
    const { decoder } = open();
    let isWarm = false;
    void decoder.warm.then(() => {
      isWarm = true;
    });
    await decoder.run(job('cold'));
    expect(isWarm).toBe(false);
    await decoder.run(job('warm'));
    await vi.waitFor(() => expect(isWarm).toBe(true));
    const { decoder: dying } = open();
    await expect(dying.run(job('die'))).rejects.toMatchObject({ status: 503 });
    await dying.warm;
  });

  it('decodes what is like what will be sent, until that is quick', async () => {
    expect(await warmUp()).toBeGreaterThan(50);
  });
});
