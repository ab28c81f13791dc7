import { describe, expect, it } from 'vitest';
import { coveredLength, exclusiveTimes } from '../../src/trace/exclusive.ts';
import type { Timed } from '../../src/trace/exclusive.ts';

/**
 * Spans from a drawing, one a line: a name, its parent's (or `-`), and a bar whose columns are milliseconds. A bar
 * of `=` is another transaction's own span.
 */
function drawn(picture: string): Timed[] {
  const lines = picture.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, spanId = '', parent = '', bar = ''] = /^\s*(\w+) +(\S+) *\|(.*)$/.exec(line) ?? [];
    const start = bar.search(/[#=]/);
    const duration = bar.trimEnd().length - start;
    const segment = bar.includes('=') ? spanId : 'root';
    return { spanId, parentId: parent === '-' ? null : parent, segment, start, duration };
  });
}

const selfTimes = (picture: string) => [...exclusiveTimes(drawn(picture))];

describe('self time', () => {
  it('is the duration without the union of the direct children', () => {
    expect(
      selfTimes(`
        root -    |####################
        a    root |    ######
        b    root |        #######
        c    b    |         ##
        d    root |                 #####
      `),
    ).toEqual([20 - 11 - 3, 6, 5, 2, 5]);
  });

  it('counts a child only as far as it lies inside', () => {
    expect(
      selfTimes(`
        root -    |    ##########
        a    root |######
        b    root |            #####
        c    root |                    ###
      `),
    ).toEqual([10 - 2 - 2, 6, 5, 3]);
  });

  it('is whole without children, and nothing under full cover', () => {
    expect(
      selfTimes(`
        root -    |########
        a    root |####
        b    root |    ####
        c    a    |####
      `),
    ).toEqual([0, 0, 4, 4]);
  });

  it("of a span that waits for another service's transaction is not shortened by it", () => {
    expect(
      selfTimes(`
        root   -      |##########
        client root   | ########
        server client |  ======
        query  server |   ##
      `),
    ).toEqual([2, 8, 4, 2]);
  });

  it('is not confused by a span that is its own parent, or by a parent that is missing', () => {
    expect(
      selfTimes(`
        a a    |#####
        b lost | ##
      `),
    ).toEqual([5, 2]);
  });
});

describe('covered length', () => {
  it('counts overlaps once, whatever the order', () => {
    const parts = [
      { start: 10, end: 12 },
      { start: 0, end: 4 },
      { start: 1, end: 2 },
      { start: 3, end: 6 },
      { start: 12, end: 12 },
    ];
    expect(coveredLength(parts)).toBe(8);
    expect(coveredLength([...parts].reverse())).toBe(8);
    expect(coveredLength([])).toBe(0);
  });
});
