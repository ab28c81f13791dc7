import { escapeXml, resolvedColour } from '../../export/picture-look.ts';
import type { PictureLook } from '../../export/picture-look.ts';
import { formatInterval } from '../../filter/range-words.ts';
import { zoneName } from '../../format.ts';
import { toDurationTicks } from '../duration-axis.ts';
import { toBuckets } from '../series.ts';
import { strokeOf } from '../stroke.ts';
import { toTimeTicks } from '../time-axis.ts';
import { toValueAxis } from '../value-axis.ts';
import { SHADES } from './heat.ts';
import { cellsOf, inkOf } from './paint-heat.ts';
import type { PlotData } from './plot-data.ts';
import { edgeRows, plotAxes, plotFrame } from './plot-frame.ts';
import { highestBar, plotBars, plotLines } from './plot-paths.ts';

const HEAD = 44;
const TIME_ROOM = 72;
const DURATION_ROOM = 34;

/** Cells of one colour as one path: a rectangle each would make a document of megabytes. */
function cellPaths(data: PlotData, look: PictureLook, height: number): string[] {
  const { heat, tail } = data;
  if (heat === null) return [];
  const frame = plotFrame(look.width, height, edgeRows(heat));
  const axes = plotAxes(frame, data.curves.range, data.axis);
  const cells = cellsOf(heat, frame, axes, tail.from);
  return [false, true].flatMap((isTail) =>
    Array.from({ length: SHADES }, (_, index) => {
      const path = cells
        .filter((cell) => cell.shade === index + 1 && cell.isTail === isTail)
        .map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`)
        .join('');
      return path === ''
        ? ''
        : `<path d="${path}" fill="${look.colour(inkOf({ shade: index + 1, isTail }))}"/>`;
    }),
  );
}

/** A latency plot as an SVG document of its own, with its name, its time, its axes and what the tail is. */
export function toPlotSvg(data: PlotData, other: string, look: PictureLook): string {
  const { name, zone, width, font } = look;
  const height = look.height - HEAD;
  const { curves, heat, tail } = data;
  const frame = plotFrame(width, height, edgeRows(heat));
  const axes = plotAxes(frame, curves.range, data.axis);
  const buckets = toBuckets({ ...curves, other, unit: 'ms', isShare: false, lines: [] });
  const top = toValueAxis(highestBar(curves.throughput, buckets), 'per-minute');
  const bars = plotBars(data, buckets, frame, axes, top.top);
  const subtle = look.colour('--fg-subtle');
  const text = (x: number, y: number, words: string, more: string): string =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escapeXml(words)}</text>`;
  const durations = toDurationTicks({ ...axes, width: frame.bottom - frame.top }, DURATION_ROOM).map(
    ({ value, label }) =>
      text(frame.left - 8, axes.yOf(value) + 4, label, `text-anchor="end" fill="${subtle}"`),
  );
  const most = Math.max(2, Math.floor((width - frame.left - frame.right) / TIME_ROOM));
  const times = toTimeTicks(curves.range, zone, most, axes.timeAt(width - TIME_ROOM / 4)).map(
    ({ at, label }) => text(axes.xOf(at), height - 6, label, `text-anchor="middle" fill="${subtle}"`),
  );
  const lines = plotLines(data, buckets, axes).map(({ curve, kind, path }) => {
    const stroke = strokeOf(curve);
    const dash = kind === 'whole' ? stroke.dashes : '2 3';
    const halo =
      heat === null || kind !== 'whole'
        ? ''
        : `<path d="${path}" fill="none" stroke="${look.colour('--surface')}" stroke-width="${stroke.width + 2.5}" stroke-opacity="${stroke.dashes === null ? 0.85 : 0.5}" stroke-linejoin="round"/>`;
    return `${halo}<path d="${path}" fill="none" stroke="${resolvedColour(stroke.colour, look)}" stroke-width="${stroke.width}" stroke-linejoin="round"${dash === null ? '' : ` stroke-dasharray="${dash}"`}${kind === 'versus' ? ' stroke-opacity="0.55"' : ''}/>`;
  });
  const when = `${formatInterval(curves.range, zone)} ${zoneName(curves.range.start, zone)}`;
  const what = heat === null ? '' : `, violet: slower than ${tail.words}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${look.height}" viewBox="0 0 ${width} ${look.height}" font-family="${escapeXml(font)}" font-size="11">`,
    `<title>${escapeXml(name)}</title>`,
    `<rect width="${width}" height="${look.height}" fill="${look.colour('--surface')}"/>`,
    text(16, 18, name, `font-size="13" font-weight="600" fill="${look.colour('--fg')}"`),
    text(16, 34, when + what, `fill="${subtle}"`),
    `<g transform="translate(0 ${HEAD})">`,
    ...cellPaths(data, look, height),
    ...durations,
    ...times,
    ...lines,
    text(
      frame.left - 8,
      frame.base - frame.rise + 4,
      top.labels.at(-1) ?? '',
      `text-anchor="end" fill="${subtle}"`,
    ),
    `<path d="${bars.whole}${bars.cut}" fill="${look.colour('--body-fill')}"/>`,
    `<path d="${bars.failed}" fill="${look.colour('--bad')}"/>`,
    '</g>',
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
