import type { ReactNode } from 'react';
import css from './chart.module.css';
import { opacityOf } from './hidden-lines.ts';
import type { Bucket, Series, SeriesLine } from './series.ts';
import { strokeOf } from './stroke.ts';

const END_LABEL_HEIGHT = 13;

/** The lines' names, where they end; pushed apart where they would lie on each other. */
export function EndLabels(props: {
  readonly series: Series;
  readonly nameOf: (line: SeriesLine) => string;
  readonly buckets: readonly Bucket[];
  readonly yOf: (value: number) => number;
  readonly left: number;
}): ReactNode {
  const { series, nameOf, buckets, yOf, left } = props;
  const ends = series.lines.flatMap((line) => {
    const { look, values } = line;
    const last = buckets.findLastIndex((each, i) => each.isLoaded && Number.isFinite(values[i]));
    return last < 0 ? [] : [{ id: line.id, name: nameOf(line), look, y: yOf(values[last] ?? 0) }];
  });
  ends.sort((one, two) => two.y - one.y);
  let floor = Number.POSITIVE_INFINITY;
  return ends.map(({ id, name, look, y }) => {
    floor = Math.min(y, floor - END_LABEL_HEIGHT);
    return (
      <span
        key={name}
        className={css.end}
        style={{ left: left + 6, top: floor, color: strokeOf(look).text, opacity: opacityOf(id) }}
      >
        {name}
      </span>
    );
  });
}
