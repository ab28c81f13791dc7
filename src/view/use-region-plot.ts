import { useMemo } from 'react';
import type { EpochMs, Range } from '../model/time.ts';
import type { ComparedScope } from './compare.ts';
import type { ReadPlot } from './to-plot-data.ts';
import { useFit } from './use-fit.ts';
import { useLatencyPlot } from './use-latency-plot.ts';
import type { PlotWish, UsedPlot } from './use-latency-plot.ts';
import { usePlotData } from './use-plot-data.ts';
import { useReleaseMarks } from './use-release-marks.ts';
import type { ReleaseMark } from './use-release-marks.ts';
import { useSelection } from './use-selection.ts';
import { useView } from './use-view.ts';
import type { View } from './view.ts';
import { viewOfRegion } from './view-of-region.ts';

/** A time, and durations or all of them. */
export interface Region {
  readonly time: Range;
  readonly durations: View['durations'];
}

export interface UsedRegionPlot {
  readonly used: UsedPlot;
  readonly data: ReadPlot | null;
  readonly marks: readonly ReleaseMark[];
  readonly selected: Region | null;
  readonly onSelect: (region: Region | null) => void;
  /** Makes the time the range, and the durations conditions of the search. */
  readonly onZoom: (region: Region) => void;
  /** Looks at the time from a moment on. */
  readonly onFit: (begin: EpochMs) => void;
}

/** A latency plot that is alone on its page, with what is selected in it. `other`: what is compared with, in words. */
export function useRegionPlot(scope: ComparedScope, wish: PlotWish, other: string): UsedRegionPlot {
  const { view } = useView();
  const selection = useSelection();
  const used = useLatencyPlot(scope, wish);
  const tailWords = used.tail?.isOther === true ? `the p95 of ${other}` : 'its own p95';
  const data = usePlotData(used, tailWords);
  const onFit = useFit(scope.range);
  const marks = useReleaseMarks(scope.range);
  const { range, durations } = selection;
  const selected = useMemo(
    (): Region | null => (range === null ? null : { time: range, durations }),
    [range, durations],
  );
  return {
    used,
    data,
    marks,
    selected,
    onSelect: (region) => selection.select(region?.time ?? null, 0, region?.durations ?? null),
    onZoom: ({ time, durations }) =>
      selection.zoom(time, viewOfRegion({ ...view, selection: time, durations }).search),
    onFit,
  };
}
