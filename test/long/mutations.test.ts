import { expect, it } from 'vitest';
import { makeWhole, surviveDamage } from '../collector/mutations.ts';
import { shareOf } from './share.ts';

const COUNT = shareOf(500);
/** The first of them: with a share, the whole can be run in slices. */
const FIRST = Number(process.env['LONGTAIL_SEED'] ?? 0);

it(`starts on ${COUNT} damaged directories, answers what is whole and names what is not`, async () => {
  // So much that not every block of the database is read by a start.
  const whole = await makeWhole(900);
  expect(whole.rows).toHaveLength(900);
  for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) await surviveDamage(whole, seed);
}, 3_600_000);
