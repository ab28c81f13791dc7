import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/trace/build.ts';
import { estimate } from '../../src/trace/fix.ts';
import { durationIf } from '../../src/trace/schedule.ts';
import { childrenOf, opAt } from '../../src/trace/trace.ts';
import type { Trace } from '../../src/model/trace.ts';
import { draw, idOf, ORIGIN, span } from './drawing.ts';

function drawn(drawing: string): Trace {
  const { spans, transactions } = draw(drawing);
  return build(spans, transactions, []);
}

/** The nodes of one op. */
function nodesOf(trace: Trace, op: string): number[] {
  return [...trace.row.keys()].filter((node) => opAt(trace, node) === op);
}

/** Three queries of 10, 20 and 30 ms, 5 ms between them, and 40 ms of other work after them. */
const list = drawn(`
  root list 0..120
    q one 10..20
    q two 25..45
    q three 50..80
    f render 80..120
`);

describe('batch', () => {
  it('leaves one query, and the time between or not', () => {
    // Without the queries 60 ms are left, of which 10 lay between two of them; p95 is 29 ms, p50 is 20 ms.
    expect(estimate(list, 0, 'batch', nodesOf(list, 'q'))).toEqual({ pessimistic: 89, optimistic: 70 });
  });

  it('saves nothing that something else ran beside', () => {
    const trace = drawn(`
      root list 0..120
        other slow 0..75
        q one 10..20
        q two 25..45
        q three 50..80
        f render 80..120
    `);
    // The rendering seemed to wait for the last query: it comes sooner, and the slow one ends after it all the same.
    expect(estimate(trace, 0, 'batch', nodesOf(trace, 'q')).optimistic).toBe(70);
    const joined = drawn(`
      root list 0..120
        other slow 0..80
        q one 10..20
        q two 25..45
        q three 50..75
        f render 80..120
    `);
    expect(estimate(joined, 0, 'batch', nodesOf(joined, 'q'))).toEqual({ pessimistic: 120, optimistic: 120 });
  });

  it('shortens all that waited for it, up to the root', () => {
    const trace = drawn(`
      page documents 0..200
        fetch list 10..150
          serve list 20..140 @api
            q one 30..50
            q two 50..70
            q three 70..90
        paint all 150..200
    `);
    expect(estimate(trace, 0, 'batch', nodesOf(trace, 'q'))).toEqual({ pessimistic: 160, optimistic: 160 });
  });
});

describe('parallel', () => {
  it('has two at a time, or all at once', () => {
    // One and two begin at 10; three follows one, at 20, and ends at 50. All at once: at 40.
    expect(estimate(list, 0, 'parallel', nodesOf(list, 'q'))).toEqual({ pessimistic: 90, optimistic: 80 });
  });
});

describe('cache', () => {
  it('answers every second one, or all but the first', () => {
    expect(estimate(list, 0, 'cache', nodesOf(list, 'q'))).toEqual({ pessimistic: 100, optimistic: 70 });
  });
});

describe('halve', () => {
  it('takes half of the self time, or half of all', () => {
    const trace = drawn(`
      root list 0..100
        f outer 10..90
          g inner 20..60
    `);
    expect(estimate(trace, 0, 'halve', [1])).toEqual({ pessimistic: 80, optimistic: 60 });
  });
});

describe('a trace in which nothing is different', () => {
  it('takes as long as it did, whatever the trace', () => {
    const spans = fc.array(fc.record({ parent: fc.nat(30), start: fc.nat(200), duration: fc.nat(200) }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(spans, fc.nat(29), (given, pick) => {
        const trace = build(
          given.map(({ parent, start, duration }, at) =>
            span({
              spanId: idOf(`${at}`),
              parentId: at === 0 ? null : idOf(`${parent % at}`),
              start: ORIGIN + start,
              duration,
            }),
          ),
          [],
          [],
        );
        const node = pick % trace.length;
        const same = new Map([[node, { duration: trace.duration[node] ?? 0 }]]);
        for (const root of childrenOf(trace, -1)) {
          expect(durationIf(trace, root, same)).toBeCloseTo(trace.duration[root] ?? 0, 6);
        }
      }),
    );
  });
});
