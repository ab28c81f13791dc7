import type { ReactNode } from 'react';
import { quantileOf } from '../../trace/durations.ts';
import { durationUnit, formatDuration, formatDurationIn } from '../../ui/format.ts';
import css from './DurationDots.module.css';
import { binDurations, placeOf } from './member-durations.ts';

const WIDTH = 360;
const HEIGHT = 64;
const BIN = 6;
const DOT = 4;
/** About as wide as `p95 12.7 ms`. */
const LABEL = 72;

/** The ticks of a logarithmic scale: 1, 2 and 5 of each power of ten within it. */
function logTicks(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of [1, 2, 5]) {
      const value = Number(`${factor}e${power}`);
      if (value >= low && value <= high) ticks.push(value);
    }
  }
  return ticks;
}

function Label({ text, x, isLeft }: { readonly text: string; readonly x: number; readonly isLeft: boolean }) {
  return (
    <text x={x} y={-8} dx={isLeft ? -4 : 4} textAnchor={isLeft ? 'end' : 'start'}>
      {text}
    </text>
  );
}

/** Durations as stacked dots on a logarithmic axis, one each while there is room, with p50 and p95. */
export function DurationDots({ sorted }: { readonly sorted: Float64Array }): ReactNode {
  const bins = binDurations(sorted, WIDTH / BIN);
  const most = Math.max(1, ...bins.counts);
  const room = Math.floor(HEIGHT / DOT);
  // So many durations stand for one dot that the highest stack fits.
  const each = Math.ceil(most / room);
  const marks = [
    { name: 'p50', value: quantileOf(sorted, 0.5) },
    { name: 'p95', value: quantileOf(sorted, 0.95) },
  ].map((mark) => ({ ...mark, x: placeOf(bins, mark.value) * WIDTH }));
  const [tail = WIDTH] = marks.slice(1).map(({ x }) => x);
  const unit = durationUnit(quantileOf(sorted, 0.5));
  let body = '';
  let beyond = '';
  for (const [at, count] of bins.counts.entries()) {
    let stack = '';
    for (let dot = 0; dot < Math.ceil(count / each); dot++) {
      stack += `M${at * BIN} ${HEIGHT - (dot + 1) * DOT}h${BIN - 1}v${DOT - 1}h${1 - BIN}z`;
    }
    if (at * BIN >= tail) beyond += stack;
    else body += stack;
  }
  // The label of p95 stands to the right of its line, or to the left where it would leave the picture.
  const isFlipped = tail > WIDTH - LABEL;
  const isCrowded = isFlipped && tail - (marks[0]?.x ?? 0) < LABEL;
  return (
    <figure>
      <svg
        className={css.plot}
        viewBox={`0 -18 ${WIDTH} ${HEIGHT + 38}`}
        role="img"
        aria-label={`Durations from ${formatDuration(sorted[0] ?? NaN)} to ${formatDuration(sorted.at(-1) ?? NaN)}, ${marks
          .map(({ name, value }) => `${name} ${formatDuration(value)}`)
          .join(', ')}`}
      >
        <path className={css.body} d={body} />
        <path className={css.tail} d={beyond} />
        <path className={css.axis} d={`M0 ${HEIGHT + 0.5}H${WIDTH}`} />
        {logTicks(bins.low, bins.high).map((value) => (
          <text key={value} className={css.tick} x={placeOf(bins, value) * WIDTH} y={HEIGHT + 16}>
            {formatDurationIn(value, unit, value < 1 ? undefined : 0)}
          </text>
        ))}
        {marks.map(({ name, value, x }) => (
          <g key={name} className={css.mark} data-name={name}>
            <path d={`M${x.toFixed(1)} -6V${HEIGHT}`} />
            <Label
              text={name === 'p50' && isCrowded ? '' : `${name} ${formatDuration(value)}`}
              x={x}
              isLeft={name === 'p50' ? x > LABEL : isFlipped}
            />
          </g>
        ))}
      </svg>
      {each > 1 && <figcaption className={css.caption}>Each dot stands for {each} spans.</figcaption>}
    </figure>
  );
}
