// The order of things on which the promise rests: written, forced to disk, answered. And that its tests can fail.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { killInRounds } from './kill-rounds.ts';
import { buildProgram, startProgram } from './program.ts';
import type { Fault } from './program.ts';
import { afterwards, emptyDirectory, sendEnvelope, start } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

/** The answer no longer waits for the disk. */
const EARLY_ANSWER: Fault = {
  path: 'src/collector/spool/spool.ts',
  text: 'this.#waiting.push({ record, resolve, reject });',
  instead: 'this.#waiting.push({ record, resolve, reject }); resolve();',
};

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;

/**
 * What the program did for one event, as the system saw it: `write` into the spool, `sync` of that file, `answer`.
 * Calls of several threads are cut in two lines each; the end of a call counts.
 */
async function traced(): Promise<string[]> {
  const log = join(emptyDirectory(), 'trace');
  const calls = 'openat,pwrite64,pwritev,fdatasync,fsync,write,writev,sendto,sendmsg';
  const under = ['strace', '-f', '-s', '200', '-e', `trace=${calls}`, '-o', log];
  const directory = emptyDirectory();
  const program = await startProgram(['--data', directory], under);
  const response = await sendEnvelope(program, transactionEnvelope(1));
  expect(response.status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 500));
  // A signal to the tracer would leave the program alone.
  const { pid } = JSON.parse(readFileSync(join(directory, 'running.json'), 'utf8')) as {
    readonly pid: number;
  };
  process.kill(pid, 'SIGTERM');
  await program.end('SIGCONT');
  const unfinished = new Map<string, string>();
  const steps: string[] = [];
  let spool: string | null = null;
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (text.endsWith('<unfinished ...>')) {
      unfinished.set(thread, text.replace(' <unfinished ...>', ''));
      // What is sent has left, whenever the call returns.
      if (!text.includes('HTTP/1.1 200')) continue;
    }
    const whole = text.startsWith('<...') ? `${unfinished.get(thread) ?? ''}${text}` : text;
    const opened = /openat\([^"]*"[^"]*\.spool".*= (\d+)$/.exec(whole)?.[1];
    if (opened !== undefined) spool = opened;
    if (spool !== null && new RegExp(`^pwrite(64|v)\\(${spool},`).test(whole)) steps.push('write');
    if (spool !== null && new RegExp(`^f(data)?sync\\(${spool}\\b.*= 0$`).test(whole)) steps.push('sync');
    if (whole.includes('HTTP/1.1 200') && !steps.includes('answer')) steps.push('answer');
  }
  return steps;
}

describe('an event', () => {
  it('is answered only when the file that holds it has been forced to disk', async () => {
    const directory = emptyDirectory();
    const collector = await start({ directory });
    const probe = await open(join(directory, 'key'));
    const handles = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> };
    await probe.close();
    let letGo: () => void = () => undefined;
    const synced = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const held = vi.spyOn(handles, 'datasync').mockReturnValueOnce(synced);
    afterwards(() => held.mockRestore());
    let isAnswered = false;
    const sending = sendEnvelope(collector, transactionEnvelope(1)).then((response) => {
      isAnswered = true;
      return response.status;
    });
    await vi.waitFor(() => expect(held).toHaveBeenCalled(), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isAnswered).toBe(false);
    letGo();
    expect(await sending).toBe(200);
  }, 60_000);
});

describe('as the system sees it', () => {
  beforeAll(() => buildProgram(), 120_000);

  it.skipIf(!hasStrace)(
    'an event is written and forced to disk before it is answered',
    async () => {
      expect(execFileSync('strace', ['-V']).toString()).toContain('strace');
      expect(await traced()).toEqual(['write', 'sync', 'answer']);
    },
    60_000,
  );
});

describe('with the answer moved before the write', () => {
  beforeAll(() => buildProgram(EARLY_ANSWER), 120_000);

  it.skipIf(!hasStrace)(
    'the trace shows it',
    async () => {
      expect((await traced())[0]).toBe('answer');
    },
    60_000,
  );

  it('kill -9 under load loses what was confirmed', async () => {
    const { lost } = await killInRounds({ rounds: 12, events: 40, untilLost: true });
    expect(lost).toBeGreaterThan(0);
  }, 240_000);
});
