// A million requests that are wrong in some way, sent to the program itself: every answer is documented, memory stays
// bounded, and what was right is kept.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bombard } from '../collector/bombard.ts';
import { buildProgram, startProgram } from '../collector/program.ts';
import { emptyDirectory, info, transactions } from '../collector/running.ts';
import { eventId } from '../collector/traffic.ts';
import { createRandom } from '../random.ts';
import { shareOf } from './share.ts';

const REQUESTS = shareOf(1_000_000);
const MEGABYTE = 1 << 20;

/** The most memory that a process ever had, in bytes; 0 where it is not told as Linux tells it. */
function peakMemory(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

it(
  `answers each of ${REQUESTS.toLocaleString('en-US')} mutated requests as documented`,
  async () => {
    await buildProgram();
    const program = await startProgram(['--data', emptyDirectory()]);
    const collector = { ...program, port: Number(new URL(program.url).port) };
    const random = createRandom(Number(process.env['LONGTAIL_SEED'] ?? 20_261_122));
    const { faults, confirmed } = await bombard(collector, random, REQUESTS);
    expect(faults).toEqual([]);
    expect(peakMemory(program.pid)).toBeLessThan(512 * MEGABYTE);
    await expect
      .poll(async () => (await fetch(`${program.url}metrics`)).text(), { timeout: 60_000 })
      .toContain('longtail_queue_bytes 0\n');
    const rows = new Set((await transactions(program)).map((row) => row.eventId));
    expect(confirmed.filter((value) => !rows.has(eventId(value)))).toEqual([]);
    const { quality } = await info(program);
    const sum = (counts: readonly { readonly count: number }[]) =>
      counts.reduce((total, { count }) => total + count, 0);
    expect(quality.stored + quality.repeated + sum(quality.skipped) + sum(quality.refused)).toBe(
      quality.received,
    );
  },
  Math.max(120_000, 10 * REQUESTS),
);
