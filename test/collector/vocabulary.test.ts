// Senders may make up keys of tags; how many become columns is bounded, and what is left out is said.
import { describe, expect, it } from 'vitest';
import { MOST_WORDS } from '../../src/collector/store/vocabulary.ts';
import { emptyDirectory, info, sendEnvelope, start, transactions } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

const KEYS_EACH = 60;

/** A transaction whose tags have keys of its own. */
function withOwnKeys(value: number): string {
  const tags = Object.fromEntries(
    Array.from({ length: KEYS_EACH }, (_, index) => [`key-${value}-${index}`, 'x']),
  );
  return transactionEnvelope(value, { extra: { tags } });
}

describe('keys of tags', () => {
  it('beyond the limit are left out of the rows and counted, also after a start', async () => {
    const directory = emptyDirectory();
    const first = await start({ directory });
    const sent = Math.ceil(MOST_WORDS.tag / KEYS_EACH);
    for (let value = 1; value <= sent; value += 1) await sendEnvelope(first, withOwnKeys(value));
    await first.settled();
    const left = sent * KEYS_EACH - MOST_WORDS.tag;
    expect(left).toBeGreaterThan(0);
    expect((await info(first)).problems).toMatchObject([
      { message: expect.stringContaining(`${left} tags were left out`) as string },
    ]);
    await first.close();

    const second = await start({ directory });
    // A repeat leaves nothing out once more, a known key has room, and a new one has none.
    await sendEnvelope(second, withOwnKeys(sent));
    await sendEnvelope(second, transactionEnvelope(100, { extra: { tags: { 'key-1-0': 'y', fresh: 'z' } } }));
    await second.settled();
    const rows = await transactions(second);
    expect(new Set(rows.flatMap((row) => [...row.tags.keys()])).size).toBe(MOST_WORDS.tag);
    expect(rows.find((row) => row.tags.get('key-1-0') === 'y')?.tags.has('fresh')).toBe(false);
    expect((await info(second)).problems).toMatchObject([
      { message: expect.stringContaining(`${left + 1} tags were left out`) as string },
    ]);
  });
});
