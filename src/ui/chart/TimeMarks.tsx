import type { ReactNode } from 'react';
import type { EpochMs } from '../../model/time.ts';
import css from './marks.module.css';
import { groupLabel, groupMarks } from './group-marks.ts';
import type { TimeMark } from './group-marks.ts';

/** Room a label needs; without it only the lines are drawn. */
const LABEL_ROOM = 96;
const LINE_ROOM = 6;

/** Lines at marked moments, such as releases; what stands too close is one line with how many there are. */
export function TimeMarks(props: {
  readonly marks: readonly TimeMark[];
  readonly xOf: (at: EpochMs) => number;
  /** Where the plot begins and ends, in pixels from the top and the bottom of the chart. */
  readonly top: number;
  readonly bottom: number;
  /** Whether there is room for names. */
  readonly hasLabels: boolean;
  /** Where the plot ends, so that labels stay within it. */
  readonly width: number;
}): ReactNode {
  const { marks, xOf, top, bottom, hasLabels, width } = props;
  const groups = groupMarks(marks, xOf, hasLabels ? LABEL_ROOM : LINE_ROOM);
  return groups.map((group) => {
    const words = group.marks.map(({ label }) => label).join(', ');
    const isLate = group.x > width - LABEL_ROOM;
    return (
      <span
        key={`${group.x} ${words}`}
        className={css.mark}
        style={{ left: group.x, top, bottom }}
        title={`Released: ${words}`}
        data-mark={words}
      >
        {hasLabels && (
          <span className={css.label} data-late={isLate ? true : undefined}>
            {groupLabel(group, 'releases')}
          </span>
        )}
      </span>
    );
  });
}
