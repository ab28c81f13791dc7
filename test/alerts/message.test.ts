// What is told about an incident, in a sentence.
import { expect, it } from 'vitest';
import { toMessage } from '../../src/alerts/message.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import type { Change } from '../../src/model/alert-state.ts';
import { MINUTE } from '../../src/model/time.ts';

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'r',
  name: 'r',
  window: MINUTE,
  thresholds: { critical: 5_000, warning: null, resolve: null },
};

const OPENED: Change = {
  kind: 'opened',
  level: 'critical',
  from: null,
  incident: 3,
  change: 1,
  at: 0,
  since: 0,
  value: 6_000,
  rows: 1,
  because: 'value',
};

it.each<[string, Partial<Change>, string]>([
  ['of one event in one minute', {}, 'p95 is 6 s (above 5 s), of 1 event in the last 1 minute.'],
  ['of many', { rows: 46 }, 'p95 is 6 s (above 5 s), of 46 events in the last 1 minute.'],
  [
    'of none',
    { value: NaN, rows: 0, because: 'no data' },
    'p95 has no value, of 0 events in the last 1 minute.',
  ],
  [
    'at its end',
    { kind: 'closed', level: null, from: 'critical', value: 400 },
    'Incident 3 has ended: p95 is 400 ms.',
  ],
  [
    'at its end, of none',
    { kind: 'closed', level: null, from: 'critical', value: NaN, rows: 0, because: 'no data' },
    'Incident 3 has ended: p95 has no value.',
  ],
])('%s', (_, change, text) => {
  expect(toMessage(RULE, { ...OPENED, ...change }).text).toBe(text);
});
