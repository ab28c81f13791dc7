// The bench: ratios against named peers, each answer compared with ours. See README.md beside this file.
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HELP, readOptions } from './options.ts';
import { reachedBy } from './goals.ts';
import type { Part, PartReport } from './part.ts';
import { planOf } from './plan.ts';
import { ratiosOf } from './ratio.ts';
import { printReport, titleOf } from './print.ts';
import { runPart } from './run-part.ts';

const DEFAULT_OUT = join(process.cwd(), 'test/output/bench.json');

/** The part that a child was started for, as JSON. */
const PART = 'LONGTAIL_BENCH_PART';

function say(line: string): void {
  console.log(`  ${line}`);
}

async function runAsChild(part: Part): Promise<void> {
  const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
  const report = await runPart(part, { say, collect });
  await new Promise<void>((resolve) => process.send?.(report, () => resolve()));
  process.exit(0);
}

/** Runs a part in a process of its own. */
async function runInProcess(part: Part): Promise<PartReport> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), {
      env: { ...process.env, [PART]: JSON.stringify(part) },
      execArgv: ['--expose-gc', '--max-old-space-size=12288'],
      serialization: 'advanced',
    });
    child.once('message', (report) => resolve(report as PartReport));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The part "${titleOf(part)}" ended with code ${code}.`)));
  });
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(HELP);
    return;
  }
  const out = options.out ?? DEFAULT_OUT;
  const began = performance.now();
  const parts: PartReport[] = [];
  let failures = 0;
  for (const part of planOf(options)) {
    console.log(`\n${titleOf(part)}`);
    const report = await runInProcess(part);
    parts.push(report);
    failures += report.failures.length;
    printReport(report);
    const machine = { processor: cpus()[0]?.model ?? '', threads: cpus().length, node: process.version };
    await mkdir(dirname(out), { recursive: true });
    // After every part, so that an interrupted run has said what it knew.
    await writeFile(
      out,
      `${JSON.stringify({ at: new Date().toISOString(), machine, options, parts: parts.map((one) => ({ ...one, ratios: ratiosOf(one.measured), goals: reachedBy(one) })) }, null, 1)}\n`,
    );
  }
  const minutes = (performance.now() - began) / 60_000;
  console.log(`\n${minutes.toFixed(1)} minutes; numbers in ${out}`);
  if (failures > 0) {
    console.error('Results were unequal: see above.');
    process.exitCode = 1;
  }
}

const asked = process.env[PART];
const work = asked === undefined ? main() : runAsChild(JSON.parse(asked) as Part);
work.catch((error: unknown) => {
  console.error(error instanceof Error ? (asked === undefined ? error.message : error.stack) : error);
  process.exit(1);
});
