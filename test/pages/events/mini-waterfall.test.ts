import { describe, expect, it } from 'vitest';
import { miniWaterfall } from '../../../src/pages/events/mini-waterfall.ts';
import { build } from '../../../src/trace/build.ts';
import { draw, idOf } from '../../trace/drawing.ts';

const { spans } = draw(
  [
    'app root 0..100',
    '  db first 10..30',
    '  db second 40..42',
    '  http third 50..90',
    '    db fourth 60..80',
  ].join('\n'),
);
const trace = build(spans, [], []);

describe('a trace in miniature', () => {
  it('has the spans beneath one, in shares of its time', () => {
    const mini = miniWaterfall(trace, idOf('3'), 28);
    expect(mini?.left).toBe(0);
    expect(mini?.bars.map(({ op, depth, from, length }) => [op, depth, from, length])).toEqual([
      ['http', 0, 0, 1],
      ['db', 1, 0.25, 0.5],
    ]);
  });

  it('leaves out the shortest where there is no room, and says how many', () => {
    const mini = miniWaterfall(trace, idOf('0'), 3);
    expect(mini?.bars.map(({ description }) => description)).toEqual(['root', 'first', 'third']);
    expect(mini?.left).toBe(2);
  });

  it('is none of a span that the trace does not have', () => {
    expect(miniWaterfall(trace, idOf('nowhere'), 28)).toBeNull();
  });
});
