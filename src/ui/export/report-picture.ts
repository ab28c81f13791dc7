import { escapeXml } from './picture-look.ts';
import type { PictureLook } from './picture-look.ts';
import { numbersIn } from './report.ts';
import type { Report } from './report.ts';

const MARGIN = 24;
const GAP = 16;
/** Room of a number, and of the lines above. */
const NUMBER = { width: 190, height: 46 } as const;
const LINE = 20;

/** Pictures keep the proportions they were drawn in; nothing is drawn wider than the report. */
function scaled(width: number, height: number, room: number): { width: number; height: number } {
  const scale = Math.min(1, room / width);
  return { width: width * scale, height: height * scale };
}

/** A whole SVG document as part of another. */
function nested(svg: string, x: number, y: number, width: number, height: number): string {
  return `<image x="${x}" y="${y}" width="${width}" height="${height}" href="data:image/svg+xml;charset=utf-8,${escapeXml(encodeURIComponent(svg))}"/>`;
}

/**
 * The report as one picture: what it is about, its numbers, its charts below one another. `look.height` is what it takes
 * at least; the result says what it takes.
 */
export async function toReportSvg(
  report: Report,
  look: PictureLook,
): Promise<{ readonly svg: string; readonly width: number; readonly height: number }> {
  const { title, about } = report;
  const { width, font } = look;
  const room = width - 2 * MARGIN;
  const parts: string[] = [];
  const text = (x: number, y: number, words: string, more: string): void => {
    parts.push(`<text x="${x}" y="${y}" ${more}>${escapeXml(words)}</text>`);
  };
  const [fg, muted, subtle] = [look.colour('--fg'), look.colour('--fg-muted'), look.colour('--fg-subtle')];
  let y = MARGIN + 18;
  text(MARGIN, y, title, `font-size="20" font-weight="600" fill="${fg}"`);
  for (const [name, words] of about) {
    y += LINE;
    text(MARGIN, y, `${name}: ${words}`, `font-size="12" fill="${muted}"`);
  }
  y += GAP;
  const numbers = numbersIn(report);
  const across = Math.max(1, Math.floor(room / NUMBER.width));
  for (const [index, { label, value, change }] of numbers.entries()) {
    const x = MARGIN + (index % across) * NUMBER.width;
    const top = y + Math.floor(index / across) * NUMBER.height;
    text(x, top + 12, label, `font-size="11" fill="${subtle}"`);
    text(x, top + 32, value, `font-size="16" font-weight="600" fill="${fg}"`);
    const after = x + 10 + value.length * 10.5;
    if (change !== '') text(after, top + 32, change, `font-size="11" fill="${muted}"`);
  }
  y += Math.ceil(numbers.length / across) * NUMBER.height;
  const pictures = report.pieces.flatMap((piece) => (piece.kind === 'picture' ? [piece.picture] : []));
  // The first one is what the page is about; two of the others stand side by side.
  let low = 0;
  for (const [index, picture] of pictures.entries()) {
    const isRight = index > 0 && index % 2 === 0;
    const size = scaled(picture.width, picture.height, index === 0 ? room : (room - GAP) / 2);
    const x = isRight ? MARGIN + (room + GAP) / 2 : MARGIN;
    parts.push(nested(await picture.svg, x, y, size.width, size.height));
    low = isRight ? Math.max(low, size.height) : size.height;
    if (index === 0 || isRight || index === pictures.length - 1) y += low + GAP;
  }
  const height = Math.max(look.height, Math.ceil(y + MARGIN));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(font)}">`,
    `<rect width="${width}" height="${height}" fill="${look.colour('--surface')}"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}
