import { describe, expect, it } from 'vitest';
import { collectGarbage } from '../../src/collector/memory-limit.ts';
import { FreedMemory } from '../../src/collector/store/freed-memory.ts';

const MEGABYTE = 1 << 20;
/** Small enough to lie side by side in the C library's memory. */
const SIZE = 60_000;

/** Only glibc keeps pages in this way. */
function isGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

describe.runIf(isGlibc())('freed memory', () => {
  it('that lies between what is in use goes back to the system', async () => {
    const freed = new FreedMemory();
    await freed.giveBack();
    let buffers: ArrayBuffer[] | null = Array.from({ length: 4_000 }, () => new ArrayBuffer(SIZE));
    for (const buffer of buffers) new Uint8Array(buffer).fill(1);
    const kept = buffers.filter((_, at) => at % 10 === 9);
    buffers = null;
    for (let pass = 0; pass < 3; pass += 1) {
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const before = process.memoryUsage.rss();
    await freed.giveBack();
    expect(before - process.memoryUsage.rss()).toBeGreaterThan(60 * MEGABYTE);
    expect(kept.length).toBe(400);
    await freed.close();
  });
});
