import { CADENCE } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident, Ticks } from '../../model/alert-state.ts';
import { DAY, HOUR, MINUTE } from '../../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../../model/time.ts';
import type { NumbersRow } from '../../ui/chart/NumbersTable.tsx';
import type { ExportTable } from '../../ui/export/table-text.ts';
import { formatInterval } from '../../ui/filter/range-words.ts';
import { formatCount, zoneName } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import { exportedName, exportedTime } from '../../ui/table/to-export-table.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { toColumns } from './chart-shape.ts';
import { drawnUnit, LEVEL_WORDS, toDrawn, valueWords } from './rule-words.ts';

/** Rows of the table on the page, at most; the exported one has every evaluation. */
const MOST_ROWS = 120;
const STEPS: readonly Milliseconds[] = [
  CADENCE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

/** The heads of `ruleRows`; `at`: a moment of the time, whose zone is named. */
export function ruleHeads(at: EpochMs, zone: Zone): readonly string[] {
  return [`Evaluated, ${zoneName(at, zone)}`, 'Lowest', 'Highest', 'Events at the worst', 'State'];
}

function stateIn(incidents: readonly Incident[], { start, end }: Range): string {
  const levels = incidents
    .filter(({ opened, closed }) => opened < end && (closed === null || closed > start))
    .map(({ level }) => level);
  if (levels.length === 0) return '—';
  return LEVEL_WORDS[levels.includes('critical') ? 'critical' : 'warning'];
}

/** What a rule measured, in stretches of one length. `values`: what is compared, one an evaluation; NaN: no data. */
export function ruleRows(
  rule: AlertRule,
  ticks: Ticks,
  values: Float64Array,
  incidents: readonly Incident[],
  zone: Zone,
): NumbersRow[] {
  const end = ticks.first + ticks.length * CADENCE;
  const startOf = (step: Milliseconds): EpochMs => Math.floor(ticks.first / step) * step;
  const step = STEPS.find((step) => (end - startOf(step)) / step <= MOST_ROWS) ?? DAY;
  const start = startOf(step);
  const count = Math.ceil((end - start) / step);
  const columns = toColumns(ticks, values, { start, end: start + count * step }, count, rule.side);
  return columns.map(({ low, high, rows }, index) => {
    const stretch = { start: start + index * step, end: start + (index + 1) * step };
    const hasData = !Number.isNaN(low);
    return {
      name: formatInterval(stretch, zone),
      cells: [
        hasData ? valueWords(rule, low) : 'no data',
        hasData ? valueWords(rule, high) : 'no data',
        hasData ? formatCount(rows) : '—',
        stateIn(incidents, stretch),
      ],
    };
  });
}

/** Every evaluation to take along: when, what is compared in the unit that is drawn, and of how many events. */
export function toRuleTable(rule: AlertRule, ticks: Ticks, values: Float64Array): ExportTable {
  const compared = rule.earlier === null ? '' : ' of the earlier value';
  return {
    names: ['time', exportedName(`${widgetWords(rule.measure)}${compared}`, drawnUnit(rule)), 'events'],
    rows: Array.from({ length: ticks.length }, (_, index) => [
      exportedTime(ticks.first + index * CADENCE),
      toDrawn(rule, values[index] ?? Number.NaN),
      ticks.rows[index] ?? Number.NaN,
    ]),
  };
}
