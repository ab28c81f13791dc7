// Bars of a latency plot stay within what is theirs, also those of buckets that the range cuts.
import { expect, it } from 'vitest';
import type { Bucket } from '../../../../src/ui/chart/series.ts';
import type { PlotData } from '../../../../src/ui/chart/plot/plot-data.ts';
import { plotAxes, plotFrame } from '../../../../src/ui/chart/plot/plot-frame.ts';
import { plotBars } from '../../../../src/ui/chart/plot/plot-paths.ts';

it('a cut bucket with more failures than any whole one hangs no lower than they may', () => {
  const range = { start: 0, end: 150 };
  const buckets = [0, 50, 100].map((start): Bucket => ({
    start,
    end: start + 50,
    at: start + 25,
    isPartial: start === 100,
    isLoaded: true,
    isEarlierLoaded: true,
  }));
  const none = new Float64Array(3);
  const data: PlotData = {
    curves: {
      range,
      step: 50,
      times: Float64Array.of(0, 50, 100),
      values: { p50: none, p75: none, p95: none, p99: none },
      versus: null,
      shift: 0,
      throughput: Float64Array.of(1, 2, 8),
      failed: Float64Array.of(1, 2, 40),
      rows: none,
      covered: [range],
    },
    heat: null,
    axis: { from: 1, to: 1_000, isLog: true },
    tail: { from: 100, words: '' },
    lines: [],
  };
  const frame = plotFrame(800, 300, { isAbove: false, isBelow: false });
  const bars = plotBars(data, buckets, frame, plotAxes(frame, range, data.axis), 2);
  const depths = [...bars.failed.matchAll(/v([\d.]+)/g)].map(([, depth]) => Number(depth));
  expect(depths).toEqual([frame.fall / 2, frame.fall, frame.fall]);
});
