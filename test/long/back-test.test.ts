// A back-test of 30 days and a million rows, one evaluation a minute: within two seconds of one core.
import { expect, it } from 'vitest';
import { finish } from '../../src/engine/steps.ts';
import { backTest } from '../../src/alerts/back-test.ts';
import { measureOverTime } from '../../src/alerts/measure-over-time.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { Samples } from '../../src/alerts/samples.ts';
import { DAY, MINUTE } from '../../src/model/time.ts';
import { createRandom } from '../random.ts';

const ROWS = 1_000_000;
const SPAN = 30 * DAY;

function manyRows(): Samples {
  const random = createRandom(1);
  const time = new Float64Array(ROWS).map(() => random.next() * SPAN);
  return {
    length: ROWS,
    time,
    received: time.map((end) => end + random.next() * 5_000),
    until: new Float64Array(ROWS).fill(Infinity),
    value: time.map(() => Math.fround(100 * Math.exp(3 * random.next()))),
    weight: new Float64Array(ROWS).fill(1),
    failed: new Uint8Array(ROWS),
    satisfaction: new Uint8Array(ROWS).fill(1),
  };
}

/** Milliseconds of processor time so far: what else runs on the machine does not count. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

it.each([
  ['an hour', 60 * MINUTE],
  ['a day', DAY],
])('evaluates a p95 over %s 43,200 times within two seconds', (_, window) => {
  const rule = { ...NEW_RULE, window, thresholds: { critical: 1_700, warning: 1_650, resolve: null } };
  const samples = manyRows();
  const before = spent();
  const ticks = finish(measureOverTime(rule, samples, { from: MINUTE, to: SPAN }, MINUTE));
  const { incidents } = backTest(rule, ticks);
  const took = spent() - before;
  expect(ticks.length).toBe(43_200);
  expect(incidents.length).toBeGreaterThan(0);
  expect(took).toBeLessThan(2_000);
});
