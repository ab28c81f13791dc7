// The worker's entry, with the end of a MessageChannel for its global scope.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '../src/rpc/connect.ts';
import type { Connection } from '../src/rpc/connect.ts';
import { json, startServer } from './sources/local-server.ts';

const { port1: near, port2: far } = new MessageChannel();
let connection: Connection;

beforeAll(async () => {
  vi.stubGlobal('self', far);
  // All of the worker, its kernels too, is compiled here: a busy machine takes its time.
  await import('../src/worker.ts');
  far.start();
}, 60_000);

afterAll(() => {
  connection.close();
  near.close();
  vi.unstubAllGlobals();
});

describe('the worker', () => {
  it('finds its sources below the address of the app', async () => {
    const server = await startServer();
    const refusal = { problem: { kind: 'refused', message: 'Not now.', advice: '' } };
    for (const path of ['app/api/v1/info', 'app/demo/api/v1/info']) server.answer(path, json(refusal, 403));
    connection = connect(near, { base: `${server.base}app/` });
    for (const id of ['collector', 'demo']) {
      await expect(connection.source(id).info()).rejects.toMatchObject({ problem: refusal.problem });
    }
    expect(server.requests).toEqual(['/api/app/api/v1/info', '/api/app/demo/api/v1/info']);
  });

  it('knows no others', async () => {
    for (const id of ['', 'toString', 'Collector']) {
      await expect(connection.source(id).info()).rejects.toMatchObject({
        reason: 'refused',
        message: `There is no source called "${id}".`,
      });
    }
  });
});
