import { expect, it } from 'vitest';
import { makeWhole, surviveDamage } from './mutations.ts';

const COUNT = 40;

it(`starts on ${COUNT} damaged directories, answers what is whole and names what is not`, async () => {
  const whole = await makeWhole(60);
  expect(whole.rows).toHaveLength(60);
  for (let seed = 0; seed < COUNT; seed += 1) await surviveDamage(whole, seed);
}, 180_000);
