import { zoneName } from '../format.ts';
import { escapeXml, resolvedColour } from '../export/picture-look.ts';
import type { PictureLook } from '../export/picture-look.ts';
import { formatInterval } from '../filter/range-words.ts';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import { seriesPath } from './series-path.ts';
import type { Places } from './series-path.ts';
import { axisOf, extentOf, strokeKeys, toBuckets, toChartRows } from './series.ts';
import type { ChartRow, Series, SeriesLine } from './series.ts';
import { isBars, strokeOf } from './stroke.ts';
import { toTimeTicks } from './time-axis.ts';
import { shareOn } from './value-axis.ts';

const TICK_ROOM = 72;
const HEAD = 44;

function lineMarkup(line: SeriesLine, rows: readonly ChartRow[], places: Places, look: PictureLook): string {
  const keys = strokeKeys(line.id);
  const stroke = strokeOf(line.look);
  const colour = resolvedColour(stroke.colour, look);
  if (isBars(line.look)) {
    const width = Math.max(1, plotWidthOf(places, rows) - 1);
    return rows
      .map((row) => {
        const value = row[keys.whole] ?? row[keys.cut];
        if (value === null || value === undefined || value === 0) return '';
        const top = places.yOf(value);
        const height = places.yOf(0) - top;
        return `<rect x="${(places.xOf(row.at) - width / 2).toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${colour}"/>`;
      })
      .join('');
  }
  const draw = (key: string, width: number, dashes: string | null, opacity: number): string => {
    const path = seriesPath(rows, key, places);
    const dash = dashes === null ? '' : ` stroke-dasharray="${dashes}"`;
    return path === ''
      ? ''
      : `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linejoin="round" stroke-linecap="round"${dash}/>`;
  };
  return [
    draw(keys.versus, 1.25, '2 2', 0.4),
    draw(keys.partial, stroke.width, '2 3', 1),
    draw(keys.whole, stroke.width, stroke.dashes, 1),
  ].join('');
}

/** The distance between two buckets, in pixels. */
function plotWidthOf({ xOf }: Places, rows: readonly ChartRow[]): number {
  const [first, second] = rows;
  return first === undefined || second === undefined ? 8 : xOf(second.at) - xOf(first.at);
}

/** A chart over time as an SVG document of its own, with its name, its time and its axes. */
export function toSeriesSvg(series: Series, look: PictureLook): string {
  const { name, zone, width, height, font } = look;
  const buckets = toBuckets(series);
  const rows = toChartRows(series, buckets);
  const frame: Frame = { width, height, top: HEAD, right: 16, bottom: 28, left: 64 };
  const axis = axisOf(series, extentOf(series, buckets), plotHeight(frame));
  const { start, end } = series.range;
  const places: Places = {
    xOf: (at) => frame.left + ((at - start) / (end - start)) * plotWidth(frame),
    yOf: (value) => frame.top + Math.max(0, 1 - shareOn(axis, value)) * plotHeight(frame),
  };
  const text = (x: number, y: number, words: string, more: string): string =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escapeXml(words)}</text>`;
  const subtle = look.colour('--fg-subtle');
  const grid = axis.ticks.map((tick, index) => {
    const y = places.yOf(tick);
    return (
      `<path d="M${frame.left} ${y.toFixed(1)}H${width - frame.right}" stroke="${look.colour('--border')}"/>` +
      text(frame.left - 8, y + 4, axis.labels[index] ?? '', `text-anchor="end" fill="${subtle}"`)
    );
  });
  const most = Math.max(2, Math.floor(plotWidth(frame) / TICK_ROOM));
  const times = toTimeTicks(series.range, zone, most).map(({ at, label }) =>
    text(places.xOf(at), height - 8, label, `text-anchor="middle" fill="${subtle}"`),
  );
  const lines = series.lines.map((line) => lineMarkup(line, rows, places, look));
  const when = `${formatInterval(series.range, zone)} ${zoneName(start, zone)}`;
  const against = series.other === '' ? '' : `, dashed: ${series.other}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(font)}" font-size="11">`,
    `<title>${escapeXml(name)}</title>`,
    `<rect width="${width}" height="${height}" fill="${look.colour('--surface')}"/>`,
    text(16, 18, name, `font-size="13" font-weight="600" fill="${look.colour('--fg')}"`),
    text(16, 34, when + against, `fill="${subtle}"`),
    ...grid,
    ...times,
    ...lines,
    '</svg>',
  ].join('\n');
}
