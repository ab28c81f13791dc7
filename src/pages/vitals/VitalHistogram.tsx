import { useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { rateVital } from '../../metrics/vital-bands.ts';
import type { Bands, Rating } from '../../metrics/vital-bands.ts';
import { useWidth } from '../../ui/chart/use-width.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { columnWords } from '../../view/metric-words.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import css from './vitals.module.css';
import { RATING_WORDS, formatVital } from './vital-words.ts';

const TOP = 34;
const BOTTOM = 24;
/** The last bin has no end; it is drawn apart, this wide. */
const BEYOND = 18;
const GAP = 8;

/** One bin: from and to in the vital's unit, how many page views, and how they are judged. */
export interface VitalBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly rating: Rating | null;
}

/** Bins between edges; a bin that a limit cuts is judged by its middle. */
export function toVitalBins(
  vital: ShownVital,
  edges: readonly number[],
  counts: ReadonlyMap<number, number>,
  bands: Bands,
): VitalBin[] {
  return edges.slice(1).map((to, bin) => {
    const from = edges[bin] ?? 0;
    const isLast = bin === edges.length - 2;
    const middle = Math.fround(isLast ? from * 1.01 : (from + to) / 2);
    return { from, to, count: counts.get(from) ?? 0, rating: rateVital(vital, middle, bands) };
  });
}

function binWords(
  vital: ShownVital,
  { from, to, count, rating }: VitalBin,
  isLast: boolean,
  total: number,
): string {
  const span = isLast
    ? `${formatVital(vital, from)} and more`
    : `${formatVital(vital, from)} to ${formatVital(vital, to)}`;
  const share = total > 0 ? ` (${formatPercent(count / total)})` : '';
  const word = rating === null ? 'not judged' : RATING_WORDS[rating];
  return `${span}: ${formatCount(count)} page views${share}, ${word}`;
}

/** How often each value occurs, in the colours of the bands, with the p75. What lies beyond the axis is hatched. */
export function VitalHistogram(props: {
  readonly vital: ShownVital;
  readonly bins: readonly VitalBin[];
  readonly bands: Bands;
  /** NaN while it is not known. */
  readonly p75: number;
  readonly height: number;
}): ReactNode {
  const { vital, bins, bands, p75, height } = props;
  const { ref, width } = useWidth<HTMLDivElement>(480);
  const [pointed, setPointed] = useState(-1);
  const inner = Math.max(1, width - BEYOND - GAP);
  const end = bins.at(-1)?.from ?? 1;
  const base = height - BOTTOM;
  const highest = bins.reduce((most, { count }) => Math.max(most, count), 1);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const x = (value: number): number => (Math.min(value, end) / end) * inner;
  const band = bands[vital];
  const limits = band === undefined ? [] : [band.good, band.poor].filter((limit) => limit !== null);
  const onPointerMove = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): void => {
    const at = clientX - currentTarget.getBoundingClientRect().left;
    setPointed(at > inner ? bins.length - 1 : bins.findIndex(({ to }) => x(to) >= at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    setPointed(Math.min(Math.max(pointed + move, 0), bins.length - 1));
  };
  const told = bins[pointed];
  const words = told === undefined ? '' : binWords(vital, told, pointed === bins.length - 1, total);
  return (
    <div
      ref={ref}
      className={css.histogram}
      style={{ height }}
      role="slider"
      tabIndex={0}
      aria-label={`Distribution of ${columnWords(vital)}: p75 ${formatVital(vital, p75)}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, bins.length - 1)}
      aria-valuenow={Math.max(0, pointed)}
      aria-valuetext={words === '' ? 'No bin chosen' : words}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setPointed(-1)}
      onBlur={() => setPointed(-1)}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={height} aria-hidden>
        <defs>
          <pattern
            id="beyond"
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="4" fill="var(--surface)" opacity="0.55" />
          </pattern>
        </defs>
        <path d={`M0 ${base + 0.5}H${width}`} className={css.axis} />
        {bins.map(({ from, to, count, rating }, bin) => {
          if (count === 0) return null;
          const isLast = bin === bins.length - 1;
          const left = isLast ? inner + GAP : Math.round(x(from));
          const right = isLast ? width : Math.max(left + 1, Math.round(x(to)) - 1);
          const tall = Math.max(1, (count / highest) * (base - TOP));
          const place = { x: left, y: base - tall, width: right - left, height: tall };
          return (
            <g key={from} data-pointed={bin === pointed ? true : undefined}>
              <rect {...place} data-rating={rating ?? undefined} className={css.bar} />
              {isLast && <rect {...place} fill="url(#beyond)" />}
            </g>
          );
        })}
        {limits.map((limit) => (
          <g key={limit}>
            <path d={`M${x(limit)} ${TOP}V${base}`} className={css.limit} />
            <text x={x(limit)} y={height - 6} textAnchor="middle" className={css.tick}>
              {formatVital(vital, limit)}
            </text>
          </g>
        ))}
        <text x={0} y={height - 6} className={css.tick}>
          0
        </text>
        {Number.isFinite(p75) && (
          <g>
            <path d={`M${x(p75)} ${TOP - 12}V${base}`} className={css.mark} />
            <text
              x={x(p75) + (x(p75) > inner * 0.8 ? -5 : 5)}
              y={TOP - 4}
              textAnchor={x(p75) > inner * 0.8 ? 'end' : 'start'}
              className={css.markText}
            >
              p75 {formatVital(vital, p75)}
            </text>
          </g>
        )}
      </svg>
      <p className={css.told} aria-hidden>
        {words}
      </p>
    </div>
  );
}
