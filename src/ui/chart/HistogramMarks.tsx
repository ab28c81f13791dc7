import type { ReactNode } from 'react';
import { durationParts } from '../format.ts';
import { xOn } from './duration-axis.ts';
import type { DurationAxis } from './duration-axis.ts';
import { spread } from './histogram-shape.ts';
import type { HistogramMark } from './histogram-shape.ts';
import own from './histogram.module.css';
import { strokeOf } from './stroke.ts';

/** Half the room a label needs. */
const HALF = 26;

/** Percentiles as lines through a histogram, with their values above. */
export function HistogramMarks(props: {
  readonly axis: DurationAxis;
  readonly marks: readonly HistogramMark[];
  readonly top: number;
  readonly base: number;
}): ReactNode {
  const { axis, marks, top, base } = props;
  const known = marks.filter(({ value }) => Number.isFinite(value));
  const places = known.map(({ value }) => xOn(axis, value));
  const labels = spread(places, 2 * HALF, HALF, axis.width - HALF / 2);
  return known.map(({ name, value }, index) => {
    const { colour, text, width, dashes } = strokeOf(name);
    const x = places[index] ?? 0;
    const at = labels[index] ?? x;
    const parts = durationParts(value);
    return (
      <g key={name}>
        <path className={own.halo} d={`M${x} ${top}V${base}`} />
        <path
          fill="none"
          stroke={colour}
          strokeWidth={width}
          {...(dashes === null ? {} : { strokeDasharray: dashes })}
          d={`M${at.toFixed(1)} ${top - 8}L${x.toFixed(1)} ${top}V${base}`}
        />
        <text className={own.markName} x={at} y={top - 30} textAnchor="middle" style={{ fill: text }}>
          {name}
        </text>
        <text className={own.markValue} x={at} y={top - 14} textAnchor="middle">
          {parts.value}
          <tspan className={own.markUnit}>
            {parts.unit === '' ? '' : '\u202f'}
            {parts.unit}
          </tspan>
        </text>
      </g>
    );
  });
}
