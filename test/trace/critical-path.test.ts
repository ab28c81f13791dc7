import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/trace/build.ts';
import { criticalPath } from '../../src/trace/critical-path.ts';
import { childrenOf, endOf, NONE, opAt } from '../../src/trace/trace.ts';
import type { Trace } from '../../src/model/trace.ts';
import { draw, idOf, ORIGIN, span, text } from './drawing.ts';

function drawn(drawing: string): Trace {
  const { spans, transactions } = draw(drawing);
  return build(spans, transactions, []);
}

/** The pieces of the path in order of time. */
function pathOf(trace: Trace, root = 0): string {
  const { first, start, end } = criticalPath(trace, root);
  const pieces: { at: number; line: string }[] = [];
  for (let node = 0; node < trace.length; node++) {
    for (let at = first[node] ?? 0; at < (first[node + 1] ?? 0); at++) {
      pieces.push({ at: start[at] ?? 0, line: `${opAt(trace, node)} ${start[at]}..${end[at]}` });
    }
  }
  return pieces
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line)
    .join('\n');
}

describe('criticalPath', () => {
  it('goes through what ran one after the other, and the time between', () => {
    const trace = drawn(`
      a root 0..100
        b one 10..40
        c two 50..90
    `);
    expect(pathOf(trace)).toBe('a 0..10\nb 10..40\na 40..50\nc 50..90\na 90..100');
  });

  it('of what ran in parallel takes what ended last', () => {
    const trace = drawn(`
      a root 0..100
        b short 10..40
        c long 10..80
        d after 80..100
    `);
    expect(pathOf(trace)).toBe('a 0..10\nc 10..80\nd 80..100');
  });

  it('leaves out what still ran when the next one began, and what outlived its parent', () => {
    const trace = drawn(`
      a root 0..100
        b first 0..30
        c background 10..60
        d next 30..100
        e forgotten 20..500
    `);
    expect(pathOf(trace)).toBe('b 0..30\nd 30..100');
  });

  it('goes down into what a child waited for, also in another service', () => {
    const trace = drawn(`
      a root 0..100
        b call 10..90
          c serve 20..80 @api
            d query 30..70
    `);
    expect(pathOf(trace)).toBe(
      text(`
        a 0..10
        b 10..20
        c 20..30
        d 30..70
        c 70..80
        b 80..90
        a 90..100
      `),
    );
  });

  it('of a node below is its own', () => {
    const trace = drawn(`
      a root 0..100
        b one 10..40
          c two 20..30
    `);
    expect(pathOf(trace, 1)).toBe('b 10..20\nc 20..30\nb 30..40');
  });

  it('of the whole trace has that of every root', () => {
    const trace = drawn(`
      a one 0..10
      b two 20..30
    `);
    expect(pathOf(trace, NONE)).toBe('a 0..10\nb 20..30');
  });

  it('covers every moment of its node exactly once, whatever the trace', () => {
    const spans = fc.array(fc.record({ parent: fc.nat(30), start: fc.nat(200), duration: fc.nat(200) }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(spans, (given) => {
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
        const root = [...childrenOf(trace, NONE)][0] ?? 0;
        const { start, end } = criticalPath(trace, root);
        const pieces = [...start].map((from, at) => [from, end[at] ?? 0] as const).sort(([a], [b]) => a - b);
        let at = trace.start[root] ?? 0;
        for (const [from, to] of pieces) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBe(endOf(trace, root));
      }),
    );
  });

  it('goes down ten thousand levels', () => {
    const trace = build(
      Array.from({ length: 10_000 }, (_, at) =>
        span({
          spanId: (at + 1).toString(16).padStart(16, '0'),
          parentId: at === 0 ? null : at.toString(16).padStart(16, '0'),
          start: ORIGIN + at,
          duration: 30_000 - 2 * at,
        }),
      ),
      [],
      [],
    );
    expect(criticalPath(trace, 0).start).toHaveLength(19_999);
  });
});
