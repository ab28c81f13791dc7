import type { ReactNode } from 'react';
import { formatCount, formatDuration } from '../format.ts';
import { PointMenu } from './PointMenu.tsx';
import type { SelectionActions } from './SelectionButtons.tsx';
import type { Distribution } from './strip-path.ts';
import type { ChartPoint } from './use-point.ts';

/** A bin of a histogram that was pressed, by its index. */
export interface BinPoint extends ChartPoint<number> {
  readonly distribution: Distribution;
}

/** What can be done with the events of one bin. */
export function BinMenu(
  props: Pick<SelectionActions, 'events' | 'onExemplar'> & {
    readonly point: BinPoint;
    /** Searches by its durations. */
    readonly onFilter: () => void;
  },
): ReactNode {
  const { point, onFilter, ...actions } = props;
  const { edges, counts } = point.distribution;
  const [from = Number.NaN, to = Number.NaN] = [edges[point.at], edges[point.at + 1]];
  const count = counts[point.at] ?? 0;
  const [least, most] = [formatDuration(from), formatDuration(to)];
  return (
    <PointMenu
      // Of nothing there are no events and no trace.
      {...(count > 0 && { ...actions, onZoom: onFilter })}
      title={`${least} to ${most}${count > 0 ? '' : ': no events'}`}
      eventsLabel="Events of these durations"
      zoomLabel="Search by these durations"
      point={point}
      values={[
        { label: 'events', value: count, words: formatCount(count) },
        { label: 'from', value: from, words: least },
        { label: 'to', value: to, words: most },
      ]}
    />
  );
}
