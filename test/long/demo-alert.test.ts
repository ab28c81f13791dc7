// The article's alert over the demo's history: it warns, becomes critical, and is resolved, once.
import { expect, it } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { finish } from '../../src/engine/steps.ts';
import { backTest } from '../../src/alerts/back-test.ts';
import { measureOverTime } from '../../src/alerts/measure-over-time.ts';
import { sampleList } from '../../src/alerts/question.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import { toSamples } from '../../src/alerts/samples.ts';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import { EVERYTHING, read } from '../mocks/read-world.ts';

const NOW = Date.UTC(2026, 10, 19, 14, 30);

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'documents-p95',
  name: 'p95 of /api/documents in production',
  environments: ['production'],
  where: { kind: 'in', field: 'transaction', values: ['/api/documents'] },
  window: HOUR,
  thresholds: { critical: 5_000, warning: 3_500, resolve: null },
};

it('the alert on /api/documents would have fired once in the demo', async () => {
  const world = createWorld({ seed: 7, anchor: NOW, rows: 200_000 }, () => NOW);
  const { transactions } = await read(world.transactions(EVERYTHING));
  const engine = new Engine();
  engine.append(toRows(transactions));
  const range = { start: NOW - 14 * DAY, end: NOW };
  const answer = engine.list(sampleList(RULE, range, MINUTE, 1e6), []);
  const samples = toSamples(RULE, answer, DEFAULT_THRESHOLDS);
  expect(samples.length).toBeGreaterThan(1_000);
  const ticks = finish(measureOverTime(RULE, samples, { from: range.start, to: range.end }, MINUTE));
  const { incidents } = backTest(RULE, ticks);
  expect(incidents.map(({ level, closed }) => [level, closed !== null])).toEqual([['critical', true]]);
  const levels = incidents.flatMap(({ changes }) => changes.map(({ level }) => level));
  expect(levels[0]).toBe('warning');
  expect(levels).toContain('critical');
  expect(levels.at(-1)).toBeNull();
});
