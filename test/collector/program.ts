// The collector as a program of its own, built from the sources as they are.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { afterwards } from './running.ts';

const ROOT = join(import.meta.dirname, '../..');
/** One for each of the processes in which test files run side by side. */
const BUILT = join(ROOT, `test/output/collector-${process.env['VITEST_POOL_ID'] ?? 0}`);

/** A fault put into the sources before they are built: a text that stands there once, and what takes its place. */
export interface Fault {
  /** Of the file, from `src/` on. */
  readonly path: string;
  readonly text: string;
  readonly instead: string;
}

function planted({ path, text, instead }: Fault): Plugin {
  return {
    name: 'test:planted-fault',
    enforce: 'pre',
    transform: (code, id) => {
      if (!id.endsWith(path)) return null;
      if (code.split(text).length !== 2) throw new Error(`${path} does not hold this once: ${text}`);
      return { code: code.replace(text, () => instead), map: null };
    },
  };
}

/** Builds the program once a test file; with a fault, to see that a test notices it. */
export async function buildProgram(fault: Fault | null = null): Promise<void> {
  await build({
    root: ROOT,
    logLevel: 'silent',
    plugins: fault === null ? [] : [planted(fault)],
    build: { ssr: 'src/collector/main.ts', outDir: BUILT, emptyOutDir: true },
  });
}

/** A program that was started. */
export interface Program {
  readonly url: string;
  readonly dsn: string;
  readonly pid: number;
  /** Sends a signal and resolves with the exit code, null when the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** What a program printed before it ended by itself. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function launch(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  under: readonly string[] = [],
) {
  const [command = '', ...rest] = [...under, process.execPath, join(BUILT, 'main.js'), ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  const note = (piece: Buffer) => {
    output += piece.toString();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  afterwards(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, output: () => output };
}

/**
 * Starts it and resolves once it has printed where it is; rejects with what it printed when it ends instead. `under`:
 * a command with arguments that runs it.
 */
export async function startProgram(args: readonly string[], under: readonly string[] = []): Promise<Program> {
  const { child, ended, output } = launch(['--port', '0', ...args], {}, under);
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (output().includes('Ctrl+C')) resolve();
    });
  });
  const early = await Promise.race([ready, ended]);
  if (early !== undefined) throw new Error(`The collector ended by itself:\n${early.output}`);
  const url = /http:\/\/localhost:\d+\//.exec(output())?.[0] ?? '';
  const dsn = /http:\/\/\w{32}@localhost:\d+\/1/.exec(output())?.[0] ?? '';
  return {
    url,
    dsn,
    pid: child.pid ?? 0,
    end: async (signal) => {
      child.kill(signal);
      return (await ended).code;
    },
  };
}

/** Runs it to its own end. */
export function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return launch(args, environment).ended;
}
