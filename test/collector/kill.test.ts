// The program itself: killed in the middle of its work, ended in order, started where it cannot.
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readAsPage } from './as-page.ts';
import { buildProgram, runProgram, startProgram } from './program.ts';
import { killInRounds, sendUntilGone } from './kill-rounds.ts';
import { afterwards, emptyDirectory, info, start, transactions } from './running.ts';
import { eventId } from './traffic.ts';
import { until } from '../until.ts';

beforeAll(() => buildProgram(), 60_000);

const ROUNDS = 20;

/** A program that is sent transactions 1, 2 and so on to until it is gone. */
async function startUnderLoad(directory: string) {
  const program = await startProgram(['--data', directory]);
  const confirmed: number[] = [];
  let last = 0;
  const sending = sendUntilGone(
    program,
    () => (last += 1),
    (value) => confirmed.push(value),
  );
  return { program, confirmed, sending, lastSent: () => last };
}

describe('kill -9 under load', () => {
  it(`loses nothing that was confirmed and doubles nothing, ${ROUNDS} times in a row`, async () => {
    const { confirmed, lost, doubled } = await killInRounds({ rounds: ROUNDS, events: 40 });
    expect(confirmed).toBeGreaterThan(ROUNDS * 40);
    expect([lost, doubled]).toEqual([0, 0]);
  }, 240_000);
});

describe('SIGTERM', () => {
  it('answers what has begun, writes everything and ends with 0', async () => {
    const directory = emptyDirectory();
    const { program, confirmed, sending } = await startUnderLoad(directory);
    await until(() => expect(confirmed.length).toBeGreaterThan(10));
    expect(await program.end('SIGTERM')).toBe(0);
    await sending;
    const again = await start({ directory });
    // Everything was in the database: there is nothing left to be read from the spool.
    expect((await info(again)).problems).toEqual([]);
    const stored = new Set((await transactions(again)).map((row) => row.eventId));
    expect(confirmed.filter((value) => !stored.has(eventId(value)))).toEqual([]);
    expect(confirmed).toContain(1);
  }, 60_000);
});

describe('a deletion', () => {
  const askFor = ({ url }: { readonly url: string }): Promise<Response> =>
    readAsPage(`${url}api/v1/deletions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url.slice(0, -1) },
      body: JSON.stringify({ project: '1' }),
    });

  it('under load, and another that kill -9 cuts off, leave the same in the tables and in the spool', async () => {
    const directory = emptyDirectory();
    const { program, confirmed, sending, lastSent } = await startUnderLoad(directory);
    await until(() => expect(confirmed.length).toBeGreaterThan(50));
    const before = [...confirmed];
    expect((await askFor(program)).status).toBe(200);
    const since = lastSent();
    await until(() => expect(confirmed.filter((value) => value > since).length).toBeGreaterThan(50));
    const cutOff = askFor(program).catch(() => null);
    const noted = until(() => expect(readFileSync(join(directory, 'deletions.json'), 'utf8')).not.toBe('[]'));
    await Promise.race([noted.catch(() => undefined), cutOff]);
    expect(await program.end('SIGKILL')).toBeNull();
    await Promise.all([sending, cutOff]);
    const idsOf = async (
      collector: Awaited<ReturnType<typeof start>>,
    ): Promise<readonly (string | null)[]> => {
      await collector.settled();
      await expect.poll(() => readFileSync(join(directory, 'deletions.json'), 'utf8')).toBe('[]');
      return (await transactions(collector)).map((row) => row.eventId).toSorted();
    };
    const again = await start({ directory });
    const left = await idsOf(again);
    expect(before.filter((value) => left.includes(eventId(value)))).toEqual([]);
    await again.close();
    rmSync(join(directory, 'longtail.duckdb'));
    expect(await idsOf(await start({ directory }))).toEqual(left);
  }, 60_000);
});

describe('a start', () => {
  it('on a port that a Longtail has says so, suggests another one and ends with 1', async () => {
    const program = await startProgram(['--memory']);
    const port = new URL(program.url).port;
    // It is asked who it is for a second; where the machine has too much to do for an answer, its process is named.
    await vi.waitFor(async () => {
      const { code, output } = await runProgram(['--memory', '--port', port]);
      expect(code).toBe(1);
      expect(output).toContain(`--port ${Number(port) + 1}`);
      expect(output).toContain(`Port ${port} is taken by Longtail`);
    }, 40_000);
  }, 60_000);

  it('on a port that something else has says so', async () => {
    const sockets = new Set<Socket>();
    const other = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    other.listen(0, '127.0.0.1');
    afterwards(() => {
      other.close();
      for (const socket of sockets) socket.destroy();
    });
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, output } = await runProgram(['--memory', '--port', String(port)]);
    expect(code).toBe(1);
    expect(output).toMatch(process.platform === 'linux' ? `(process ${process.pid})` : 'another program');
  }, 30_000);

  it('on a data directory in use says what runs where, and ends with 1', async () => {
    const directory = emptyDirectory();
    const program = await startProgram(['--data', directory]);
    const { code, output } = await runProgram(['--port', '0', '--data', directory]);
    expect(code).toBe(1);
    expect(output).toContain(`(process ${program.pid}, ${program.url})`);
    expect(output).toContain('--data');
  }, 30_000);

  it('answers on both addresses of this machine and on no other', async () => {
    const program = await startProgram(['--memory']);
    const port = Number(new URL(program.url).port);
    expect((await readAsPage(`http://127.0.0.1:${port}/api/v1/info`)).status).toBe(200);
    expect((await readAsPage(`http://[::1]:${port}/api/v1/info`)).status).toBe(200);
  }, 30_000);

  it('with --help prints the options, with a wrong one what is wrong', async () => {
    const help = await runProgram(['--help']);
    expect(help.code).toBe(0);
    for (const option of ['--port', '--host', '--data', '--memory', '--key'])
      expect(help.output).toContain(option);
    const wrong = await runProgram(['--prot', '1']);
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining("'--prot'")]);
    const port = await runProgram([], { LONGTAIL_PORT: 'x' });
    expect([port.code, port.output]).toEqual([1, expect.stringContaining('"x" is no port')]);
  }, 30_000);
});
