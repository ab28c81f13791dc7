import { missingFrom } from '../../../model/time.ts';
import type { EpochMs } from '../../../model/time.ts';
import type { PlotCurves } from './plot-data.ts';

/** Of a time that is empty to this part or more, the rest is worth being looked at alone. */
const MOSTLY = 0.5;

/**
 * The start of the first bucket with rows, where all before it is loaded, empty, and most of the time: as where somebody has
 * just begun to send. Null otherwise, and where there are no rows at all.
 */
export function lateBegin({ range, times, rows, covered }: PlotCurves): EpochMs | null {
  const begin = times[rows.findIndex((count) => count > 0)];
  if (begin === undefined || begin - range.start < MOSTLY * (range.end - range.start)) return null;
  return missingFrom({ start: range.start, end: begin }, covered).length === 0 ? begin : null;
}
