import { expect, it } from 'vitest';
import { makeWhole, surviveDamage } from '../collector/mutations.ts';
import { shareOf } from './share.ts';

const COUNT = shareOf(500);

it(`starts on ${COUNT} damaged directories, answers what is whole and names what is not`, async () => {
  // So much that not every block of the database is read by a start.
  const whole = await makeWhole(900);
  expect(whole.rows).toHaveLength(900);
  for (let seed = 0; seed < COUNT; seed += 1) await surviveDamage(whole, seed);
}, 3_600_000);
