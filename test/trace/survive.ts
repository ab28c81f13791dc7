// All that the page does with a trace before it draws it: none of it may throw, hang or give a number that is none.
import { expect } from 'vitest';
import { boundsOf, change, shownOf, toWaterfall } from '../../src/pages/trace/shown.ts';
import type { Trace } from '../../src/model/trace.ts';
import { build } from '../../src/trace/build.ts';
import { criticalPath } from '../../src/trace/critical-path.ts';
import { findIn } from '../../src/trace/findings/find.ts';
import { CLASSIC_LIMITS } from '../../src/trace/findings/finding.ts';
import { estimate } from '../../src/trace/fix.ts';
import { matchesOf, withAncestors } from '../../src/trace/matching.ts';
import { rows } from '../../src/trace/rows.ts';
import { selfStretches } from '../../src/trace/self-time.ts';
import { idAt, NONE, spanAt } from '../../src/trace/trace.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import { malformed } from './malformed.ts';
import type { Malformed } from './malformed.ts';

function checkTree(trace: Trace): void {
  for (let node = 0; node < trace.length; node++) {
    const parent = trace.parent[node] ?? NONE;
    expect(parent).toBeLessThan(node);
    if (parent !== NONE) {
      expect(node).toBeLessThan(parent + (trace.size[parent] ?? 0));
      expect(trace.depth[node]).toBe((trace.depth[parent] ?? 0) + 1);
    }
    expect(trace.start[node]).toSatisfy(Number.isFinite);
    expect(trace.duration[node]).toSatisfy((duration: number) => Number.isFinite(duration) && duration >= 0);
  }
}

/** Builds a trace and asks everything about it. */
export function surviveTrace({ spans, transactions, errors }: Malformed): Trace {
  const trace = build(spans, transactions, errors);
  checkTree(trace);
  const shown = shownOf(trace, { ...DEFAULT_VIEW.waterfall, span: idAt(trace, 0), from: idAt(trace, 0) });
  for (const root of [NONE, ...trace.transactions.keys()].slice(0, 3)) {
    const list = rows(trace, shown.folds, { root, group: true });
    expect(list.length).toBeLessThanOrEqual(3 * trace.length + 1);
    for (const row of [...list].slice(0, 50)) expect(row.duration).toSatisfy(Number.isFinite);
    const path = criticalPath(trace, root);
    expect(path.start.every((at) => Number.isFinite(at))).toBe(true);
    boundsOf(trace, root);
  }
  const all = rows(trace, { closed: new Set(), opened: new Set() }, { root: NONE, group: false });
  expect(all.spans).toBe(trace.length);
  for (const finding of findIn(trace, CLASSIC_LIMITS).slice(0, 3)) {
    const owner = trace.owner[finding.offenders[0] ?? NONE] ?? NONE;
    for (const fix of ['batch', 'parallel', 'cache', 'halve'] as const) {
      const range = estimate(trace, owner, fix, finding.offenders);
      expect(range.pessimistic).toSatisfy(Number.isFinite);
    }
  }
  for (let node = 0; node < Math.min(20, trace.length); node++) {
    spanAt(trace, node);
    selfStretches(trace, node);
    change(trace, shown, { do: 'reveal', node });
  }
  toWaterfall(trace, shown);
  withAncestors(trace, matchesOf(trace, { kind: 'like', field: 'transaction', pattern: '*a*' }));
  return trace;
}

/** The same for the malformed trace of a seed, which is in the message where it does not survive. Answers its nodes. */
export function surviveSeed(seed: number, most: number): number {
  try {
    return surviveTrace(malformed(seed, most)).length;
  } catch (cause) {
    throw new Error(`The malformed trace of seed ${seed} does not survive.`, { cause });
  }
}
