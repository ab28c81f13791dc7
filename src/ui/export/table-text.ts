/** A value of a table that leaves the page: a text, a number in full precision, or nothing. */
export type ExportValue = string | number | null;

/** A table that leaves the page: names of columns, and one value each a row. */
export interface ExportTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly ExportValue[])[];
}

/** What a spreadsheet would take for a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r\n]/;

function isNothing(value: ExportValue): value is null {
  return value === null || (typeof value === 'number' && !Number.isFinite(value));
}

function csvCell(value: ExportValue): string {
  if (isNothing(value)) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}

/**
 * RFC 4180: lines end in CR LF, cells with commas, quotes or line ends are quoted. A text that a spreadsheet would run
 * as a formula gets an apostrophe before it; numbers stay numbers. No data is an empty cell.
 */
export function toCsv({ names, rows }: ExportTable): string {
  return [names, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function toObjects({ names, rows }: ExportTable): Record<string, ExportValue>[] {
  return rows.map((cells) =>
    // A column may have any name, `__proto__` too.
    Object.fromEntries(names.map((name, index) => [name, orNull(cells[index] ?? null)])),
  );
}

/** One object a row, by the names of the columns. No data is null. */
export function toJson(table: ExportTable): string {
  return `${JSON.stringify(toObjects(table), null, 2)}\n`;
}

/** The same objects, one a line (NDJSON). */
export function toJsonLines(table: ExportTable): string {
  return toObjects(table)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
}

function orNull(value: ExportValue): ExportValue {
  return isNothing(value) ? null : value;
}

function markdownCell(value: ExportValue): string {
  if (isNothing(value)) return '—';
  return String(value)
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

/** A table as GitHub's Markdown writes it; columns of numbers to the right. */
export function toMarkdown({ names, rows }: ExportTable): string {
  const line = (cells: readonly ExportValue[]): string => `| ${cells.map(markdownCell).join(' | ')} |\n`;
  const rule = names.map((_, index) =>
    rows.some((cells) => typeof cells[index] === 'number') ? '---:' : ':---',
  );
  return line(names) + `| ${rule.join(' | ')} |\n` + rows.map(line).join('');
}
