import { reachedBy } from './goals.ts';
import type { Part, PartReport } from './part.ts';
import { geometricMean, ratioOf } from './ratio.ts';

/** What a part is, in a line. */
export function titleOf(part: Part): string {
  const rows = part.rows.toLocaleString('en');
  const where = part.where === 'node' ? 'Node' : 'Chromium';
  switch (part.kind) {
    case 'questions':
      return `Questions at ${rows} rows in ${where}, seed ${part.seed}`;
    case 'page':
      return `Performance tab at ${rows} rows in ${where}, seed ${part.seed}`;
    case 'first-table':
      return `From compressed bytes to the first table, ${rows} rows in ${where}`;
    case 'blocks':
      return `Blocks of questions at ${rows} rows in ${where}`;
    case 'live':
      return `Live rows at ${rows} rows in ${where}, ${part.seconds} s`;
    case 'memory':
      return `Memory at ${rows} rows in ${where}`;
    case 'ui':
      return `The page of a trace of ${rows} and ${part.most.toLocaleString('en')} spans, the Performance page of ${part.pageRows.toLocaleString('en')} rows in ${where}`;
  }
}

function toMs(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2);
}

function toRatio(ratio: number): string {
  return `${ratio >= 20 ? ratio.toFixed(0) : ratio.toFixed(1)}×`;
}

function toTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      ),
    )
    .map((row) => `  ${row.join('  ')}`)
    .join('\n');
}

function printQuestions({ measured }: PartReport): void {
  const engines = [...new Set(measured.map(({ engine }) => engine))].filter((name) => name !== 'longtail');
  const questions = [...new Set(measured.map(({ question }) => question))];
  const cells = questions.map((question) => {
    const { ms, ways } = measured.find(
      (entry) => entry.question === question && entry.engine === 'longtail',
    )!;
    const ratios = engines.map((engine) => {
      const other = measured.find((entry) => entry.question === question && entry.engine === engine);
      const ratio = ratioOf(measured, question, engine);
      if (other === undefined || ratio === null) return '—';
      return `${toMs(other.ms.median)} ${toRatio(ratio)}${other.unequal.length > 0 ? ' UNEQUAL' : ''}`;
    });
    return [question, ways.join(' '), toMs(ms.median), `${toMs(ms.min)}–${toMs(ms.max)}`, ...ratios];
  });
  const means = engines.map((engine) => {
    const ratios = questions.flatMap((question) => ratioOf(measured, question, engine) ?? []);
    return toRatio(geometricMean(ratios));
  });
  const heads = ['question', 'way', 'longtail ms', 'range', ...engines];
  console.log(toTable([heads, ...cells, ['geometric mean', '', '', '', ...means]]));
}

/** Prints a part's numbers; a ratio is by how much ours is faster. */
export function printReport(report: PartReport): void {
  if (report.measured.length > 0) printQuestions(report);
  const figures = report.figures.map(({ name, value, unit }) => [name, `${toMs(value)} ${unit}`]);
  if (figures.length > 0) console.log(toTable(figures));
  const goals = reachedBy(report).map(({ goal, wanted, got, met }) => [
    goal,
    String(wanted),
    `${met ? 'met' : 'missed'}: ${toMs(got)}`,
  ]);
  if (goals.length > 0) console.log(toTable(goals));
  for (const failure of report.failures) console.log(`  UNEQUAL ${failure}`);
}
