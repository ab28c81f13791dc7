import { toVisibleLine } from '../visible-text.ts';
import { escapeXml } from './picture-look.ts';
import { MOST_REPORTED } from './report-parts.tsx';
import type { ReportNumber, ReportPiece } from './report-parts.tsx';
import { toMarkdown } from './table-text.ts';
import type { ExportTable, ExportValue } from './table-text.ts';

/** What a page says, to be handed to others. */
export interface Report {
  readonly title: string;
  /** The address that shows the same. */
  readonly link: string;
  /** What it is about, such as `Time` and when that was. */
  readonly about: readonly (readonly [name: string, words: string])[];
  readonly pieces: readonly ReportPiece[];
}

function firstRows({ names, rows }: ExportTable): ExportTable {
  return { names, rows: rows.slice(0, MOST_REPORTED).map((cells) => cells.map(shortened)) };
}

/** Four digits say enough in a report; the export has all of them. */
function shortened(value: ExportValue): ExportValue {
  return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
    ? Number(value.toPrecision(4))
    : value;
}

/** All numbers of a report, in their order. */
export function numbersIn({ pieces }: Report): ReportNumber[] {
  return pieces.flatMap((piece) => (piece.kind === 'numbers' ? piece.numbers : []));
}

function tableWords(name: string, table: ExportTable, of: number): string {
  return of > MOST_REPORTED
    ? `${name}, the first ${Math.min(MOST_REPORTED, table.rows.length)} of ${of}`
    : name;
}

/** The report as Markdown, without its pictures. */
export function toReportMarkdown(report: Report): string {
  const { title, link, about, pieces } = report;
  const numbers = numbersIn(report);
  const figures: ExportTable = {
    names: ['', 'Value', 'Change'],
    rows: numbers.map(({ label, value, change }) => [label, value, change]),
  };
  const tables = pieces.flatMap((piece) =>
    piece.kind === 'table'
      ? [`### ${tableWords(piece.name, piece.table, piece.of)}\n\n${toMarkdown(firstRows(piece.table))}`]
      : [],
  );
  return [
    `## ${title}\n`,
    [...about.map(([name, words]) => `- ${name}: ${toVisibleLine(words)}`), `- Link: ${link}`].join('\n'),
    '',
    ...(numbers.length === 0 ? [] : [toMarkdown(figures)]),
    ...tables,
  ].join('\n');
}

function htmlTable({ names, rows }: ExportTable): string {
  const cells = (values: readonly ExportValue[], tag: string): string =>
    values
      .map((value) => `<${tag} style="text-align:left;padding:2px 12px 2px 0">${toHtml(value)}</${tag}>`)
      .join('');
  return `<table><thead><tr>${cells(names, 'th')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells(row, 'td')}</tr>`)
    .join('')}</tbody></table>`;
}

function toHtml(value: ExportValue): string {
  return value === null || (typeof value === 'number' && !Number.isFinite(value))
    ? '—'
    : escapeXml(String(value));
}

/** The report as HTML with its pictures in one. `picture`: their address, such as a data URL; null for none. */
export function toReportHtml(report: Report, picture: string | null): string {
  const { title, link, about, pieces } = report;
  const numbers = numbersIn(report);
  const tables = pieces.flatMap((piece) =>
    piece.kind === 'table'
      ? [
          `<h3>${escapeXml(tableWords(piece.name, piece.table, piece.of))}</h3>${htmlTable(firstRows(piece.table))}`,
        ]
      : [],
  );
  return [
    `<h2>${escapeXml(title)}</h2>`,
    `<p>${about.map(([name, words]) => `${escapeXml(name)}: ${escapeXml(words)}`).join('<br>')}<br>`,
    `<a href="${escapeXml(link)}">${escapeXml(link)}</a></p>`,
    numbers.length === 0
      ? ''
      : htmlTable({
          names: ['', 'Value', 'Change'],
          rows: numbers.map(({ label, value, change }) => [label, value, change]),
        }),
    picture === null ? '' : `<p><img src="${escapeXml(picture)}" alt="${escapeXml(title)}" width="1000"></p>`,
    ...tables,
  ].join('\n');
}
