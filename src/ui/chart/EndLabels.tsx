import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import css from './chart.module.css';
import { opacityOf } from './hidden-lines.ts';
import type { Bucket, Series, SeriesLine } from './series.ts';
import { strokeOf } from './stroke.ts';

/** Where the name of a line leads, and what that is. */
export interface EndLink {
  readonly to: To;
  readonly title: string;
}

const END_LABEL_HEIGHT = 13;

/** The lines' names, where they end; pushed apart where they would lie on each other. */
export function EndLabels(props: {
  readonly series: Series;
  readonly nameOf: (line: SeriesLine) => string;
  readonly buckets: readonly Bucket[];
  readonly yOf: (value: number) => number;
  readonly left: number;
  /** Left out where names lead nowhere. `value`: where the line ends. */
  readonly linkOf?: ((line: SeriesLine, value: number) => EndLink | null) | undefined;
}): ReactNode {
  const { series, nameOf, buckets, yOf, left, linkOf } = props;
  const ends = series.lines.flatMap((line) => {
    const { look, values } = line;
    const last = buckets.findLastIndex((each, i) => each.isLoaded && Number.isFinite(values[i]));
    if (last < 0) return [];
    const value = values[last] ?? 0;
    return [{ id: line.id, name: nameOf(line), look, y: yOf(value), link: linkOf?.(line, value) ?? null }];
  });
  ends.sort((one, two) => two.y - one.y);
  let floor = Number.POSITIVE_INFINITY;
  return ends.map(({ id, name, look, y, link }) => {
    floor = Math.min(y, floor - END_LABEL_HEIGHT);
    const style = { left: left + 6, top: floor, color: strokeOf(look).text, opacity: opacityOf(id) };
    return link === null ? (
      <span key={name} className={css.end} style={style}>
        {name}
      </span>
    ) : (
      <Link key={name} className={css.end} style={style} {...link}>
        {name}
      </Link>
    );
  });
}
