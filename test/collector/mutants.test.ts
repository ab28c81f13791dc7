// Ten thousand requests that are wrong in some way; a million in the long suite.
import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { bombard } from './bombard.ts';
import { info, reported, start, transactions } from './running.ts';
import { eventId } from './traffic.ts';

const REQUESTS = 10_000;

it(`answers each of ${REQUESTS} mutated requests as documented, and keeps everything else`, async () => {
  const collector = await start();
  const random = createRandom(Number(process.env['LONGTAIL_SEED'] ?? 20_261_122));
  const { statuses, faults, confirmed } = await bombard(collector, random, REQUESTS);
  expect(faults).toEqual([]);
  expect(reported).toEqual([]);
  // It is not all the same to it: many are taken, many refused for different reasons.
  expect(Object.keys(statuses).map(Number)).toEqual(expect.arrayContaining([200, 400, 403, 415]));
  await collector.settled();
  const rows = new Set((await transactions(collector)).map((row) => row.eventId));
  expect(confirmed.filter((value) => !rows.has(eventId(value)))).toEqual([]);
  expect(confirmed).toHaveLength(REQUESTS / 25);
  const { quality } = await info(collector);
  const sum = (counts: readonly { readonly count: number }[]) =>
    counts.reduce((total, { count }) => total + count, 0);
  expect(quality.stored + quality.repeated + sum(quality.skipped) + sum(quality.refused)).toBe(
    quality.received,
  );
}, 120_000);
