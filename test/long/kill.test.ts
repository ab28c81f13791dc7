import { beforeAll, expect, it } from 'vitest';
import { killInRounds } from '../collector/kill-rounds.ts';
import { buildProgram } from '../collector/program.ts';
import { shareOf } from './share.ts';

const ROUNDS = shareOf(200);
const CONFIRMED = 750 * ROUNDS;

beforeAll(() => buildProgram(), 120_000);

it(`loses nothing of ${CONFIRMED.toLocaleString('en-US')} confirmed events in ${ROUNDS} rounds of kill -9`, async () => {
  const { confirmed, lost, doubled } = await killInRounds({ rounds: ROUNDS, events: CONFIRMED / ROUNDS });
  expect(confirmed).toBeGreaterThanOrEqual(CONFIRMED);
  expect([lost, doubled]).toEqual([0, 0]);
}, 3_600_000);
