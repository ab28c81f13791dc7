// A server under load: a process of its own, of which memory and processor time are read where Linux tells them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endWithUs } from './ending.ts';

/** What a process has used up to now. */
export interface Used {
  /** Most memory it ever had, in megabytes; NaN where that is not told. */
  readonly peak: number;
  /** Seconds of processor time. */
  readonly processor: number;
}

export interface Server {
  readonly port: number;
  /** What it printed up to now. */
  readonly output: () => string;
  readonly used: () => Used;
  readonly end: () => Promise<void>;
}

/** See `with-parent.ts`; the build puts it beside this program. */
const WITH_PARENT = join(import.meta.dirname, 'with-parent.js');

/** Processor time is told in hundredths of a second on every Linux of today. */
const TICKS = 100;

function usedBy(pid: number): Used {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ').map(Number);
    const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
    return { peak, processor: ((fields[11] ?? NaN) + (fields[12] ?? NaN)) / TICKS };
  } catch {
    return { peak: NaN, processor: NaN };
  }
}

/** Starts a program of Node and resolves once it has printed `ready`. Rejects when it ends before. */
export async function startServer(
  args: readonly string[],
  port: number,
  ready: RegExp,
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const child = endWithUs(
    spawn(process.execPath, ['--import', WITH_PARENT, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    }),
  );
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const note = (piece: Buffer): void => {
      output = `${output}${piece.toString()}`.slice(-10_000);
      if (ready.test(output)) resolve();
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    void ended.then(() => reject(new Error(`${args.join(' ')} ended by itself and printed:\n${output}`)));
  });
  return {
    port,
    output: () => output,
    used: () => usedBy(child.pid ?? 0),
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
