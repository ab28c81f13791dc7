import { expect, it } from 'vitest';
import { gatherMarks, vitalMarks } from '../../../src/pages/trace/vital-marks.ts';
import { build } from '../../../src/trace/build.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { ORIGIN, span, transaction } from '../../trace/drawing.ts';

const page = span({ spanId: 'a'.repeat(16), op: 'pageload', start: ORIGIN + 40, duration: 5_000 });
const api = span({
  spanId: 'b'.repeat(16),
  parentId: page.spanId,
  project: 'api',
  start: ORIGIN,
  duration: 9,
});

it('what was painted when stands at its moment, after the start of its page view', () => {
  const vitals = { lcp: 4_200, fcp: 1_000, ttfb: 300, cls: 0.2, inp: 90 };
  const trace = build([page, api], [transaction(page, { vitals }), transaction(api)], []);
  expect(vitalMarks(trace, NONE)).toEqual([
    { vital: 'ttfb', at: 340, value: 300, rating: 'good' },
    { vital: 'fcp', at: 1_040, value: 1_000, rating: 'good' },
    { vital: 'lcp', at: 4_240, value: 4_200, rating: 'poor' },
  ]);
  const own = [...trace.transactions].find(([, { project }]) => project === 'api')?.[0] ?? NONE;
  expect(vitalMarks(trace, own)).toEqual([]);
});

it('marks whose names would lie over each other have one together', () => {
  const marks = [0, 20, 70, 200].map((x) => ({ x }));
  expect(gatherMarks(marks, 34).map((group) => group.length)).toEqual([2, 1, 1]);
  expect(gatherMarks([], 34)).toEqual([]);
});
