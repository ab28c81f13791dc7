import type { ReactNode } from 'react';
import { REGISTRY, metricOf } from '../../metrics/registry.ts';
import type { Unit } from '../../model/column.ts';
import type { MetricName, Thresholds } from '../../model/metric.ts';
import type { Result } from '../../model/result.ts';
import type { EpochMs } from '../../model/time.ts';
import { StripAxis } from '../../ui/chart/Strip.tsx';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { MARKS } from '../../ui/figure/mark.ts';
import type { Mark } from '../../ui/figure/mark.ts';
import { MiseryBars } from '../../ui/figure/MiseryBars.tsx';
import { formatAgo } from '../../ui/figure/time-words.ts';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatCount, formatDuration, formatTime, NO_VALUE } from '../../ui/format.ts';
import { StarButton } from '../../ui/table/StarButton.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { exportedName, exportedTime } from '../../ui/table/to-export-table.ts';
import type { CompareWords } from '../../view/compare-words.ts';
import { toldOf } from '../../view/compare.ts';
import type { OtherSide } from '../../view/compare.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import type { UsedStars } from '../../view/use-stars.ts';
import type { TransactionId, Zone } from '../../view/view.ts';
import type { ExtraColumn } from './extra-columns.ts';
import { extraColumn, wordColumn } from './more-columns.tsx';
import { DistributionCell } from './DistributionCell.tsx';
import type { Distributions } from './DistributionCell.tsx';
import { NameCell } from './NameCell.tsx';
import { ShareCell } from './ShareCell.tsx';
import css from './performance.module.css';
import type { Numbers, TransactionRow } from './transaction-rows.ts';

/** What the cells need beside their row. */
export interface TableContext {
  readonly zone: Zone;
  readonly now: EpochMs;
  readonly ops: ReadonlyMap<string, string>;
  readonly methods: ReadonlyMap<string, string>;
  /** Columns that not every table has. */
  readonly extras: readonly ExtraColumn[];
  readonly extraOf: (key: string, name: string) => number;
  readonly extraTotals: Result | null;
  readonly distributions: Distributions;
  /** The row of everything; null until it is answered. */
  readonly totals: Numbers | null;
  readonly transactions: number;
  /** The largest total time of a transaction: the length of a full bar. */
  readonly largest: number;
  readonly stars: UsedStars;
  readonly thresholds: Thresholds | undefined;
  /** How much is known of what is compared with, and what that is called. */
  readonly side: OtherSide;
  readonly words: CompareWords;
  readonly markOf: (metric: MetricName) => Mark;
}

interface NumberColumnSpec {
  readonly metric: MetricName;
  readonly label: string;
  readonly width: number;
  readonly read: (numbers: Numbers) => number;
  readonly unit: Unit;
  readonly isKept?: boolean;
  readonly isStrong?: boolean;
}

const NUMBER_COLUMNS: readonly NumberColumnSpec[] = [
  {
    metric: 'throughput',
    label: 'TPM',
    width: 54,
    read: (row) => row.throughput,
    unit: 'per-minute',
    isKept: true,
  },
  { metric: 'p50', label: 'p50', width: 67, read: (row) => row.p50, unit: 'ms' },
  {
    metric: 'p95',
    label: 'p95',
    width: 72,
    read: (row) => row.p95.value,
    unit: 'ms',
    isKept: true,
    isStrong: true,
  },
  { metric: 'p99', label: 'p99', width: 67, read: (row) => row.p99, unit: 'ms' },
  { metric: 'failure_rate', label: 'Failed', width: 60, read: (row) => row.failureRate, unit: 'ratio' },
  { metric: 'apdex', label: 'Apdex', width: 52, read: (row) => row.apdex, unit: 'score' },
  { metric: 'users', label: 'Users', width: 58, read: (row) => row.users, unit: 'count' },
];

/** What a response may take, in words. */
function thresholdWords(id: TransactionId, thresholds: Thresholds | undefined): string {
  const { metric, ms } = thresholdOf(id, thresholds);
  return `T = ${formatDuration(ms)}${metric === 'lcp' ? ' of LCP' : ''}`;
}

function numberCell(
  spec: NumberColumnSpec,
  context: TableContext,
  row: Numbers,
  id: TransactionId | null,
): ReactNode {
  const value = spec.read(row);
  const figure = <Figure name={spec.metric} value={value} unit={spec.unit} isColumn />;
  if (spec.metric === 'apdex' && id !== null) {
    return <span title={thresholdWords(id, context.thresholds)}>{figure}</span>;
  }
  return spec.isStrong === true ? <b className={css.strong}>{figure}</b> : figure;
}

function numberColumn(spec: NumberColumnSpec, context: TableContext): TableColumn<TransactionRow> {
  const { sign, words } = MARKS[context.markOf(spec.metric)];
  return {
    id: spec.metric,
    label: spec.label,
    head: sign === '' ? spec.label : `${sign}\u202f${spec.label}`,
    help: [metricOf(spec.metric).help, words].filter((part) => part !== '').join(' '),
    width: spec.width,
    isKept: spec.isKept ?? false,
    exported: [{ name: exportedName(spec.label, spec.unit), value: spec.read }],
    sortBy: spec.read,
    cell: (row) => numberCell(spec, context, row, row.id),
    total: context.totals === null ? null : numberCell(spec, context, context.totals, null),
  };
}

function changeCell(numbers: Numbers, side: OtherSide): ReactNode {
  return <ChangeMark name="p95" compared={toldOf(numbers.p95, side)} none={NO_VALUE} />;
}

function changeColumn({ words, side, totals }: TableContext): TableColumn<TransactionRow> {
  return {
    id: 'change',
    label: words.column,
    help: `Change of the p95 against ${words.noun}.`,
    width: 68,
    sortBy: changeOf,
    exported: [{ name: `p95 ${words.column} (ratio)`, value: changeOf }],
    cell: (row) => changeCell(row, side),
    total: totals === null ? null : changeCell(totals, side),
  };
}

function seenCell(numbers: Numbers, { now, zone }: TableContext): ReactNode {
  return (
    <span title={formatTime(numbers.lastSeen, zone)}>
      <Figure
        name="last_seen"
        value={numbers.lastSeen}
        unit="epoch"
        parts={{ value: formatAgo(numbers.lastSeen, now), unit: '' }}
      />
    </span>
  );
}

function miseryCell(numbers: Numbers, threshold: string | null): ReactNode {
  const { misery, miserable, users } = numbers;
  if (Number.isNaN(misery)) return <Figure name="user_misery" value={misery} unit="score" />;
  return <MiseryBars misery={misery} miserable={miserable} users={users} threshold={threshold} />;
}

/** Whether the change of a row means anything, so that it can be ordered by. */
function changeOf({ p95 }: TransactionRow): number {
  return p95.rows >= LOW_ROWS && p95.versusRows >= LOW_ROWS ? p95.ratio : Number.NaN;
}

/** The columns of the transactions table, from left to right. */
export function toColumns(context: TableContext): TableColumn<TransactionRow>[] {
  const { ops, distributions, totals, transactions, stars, thresholds, side, words } = context;
  const [tpm, p50, p95, p99, failed, apdex, users] = NUMBER_COLUMNS.map((spec) =>
    numberColumn(spec, context),
  );
  const numbers = [tpm, p50, p95, p99, failed, apdex, users].filter((column) => column !== undefined);
  const afterP95 = numbers.findIndex(({ id }) => id === 'p95') + 1;
  return [
    {
      id: 'star',
      label: 'Starred',
      width: 28,
      isBare: true,
      cell: ({ id }) => (
        <StarButton
          name={id.transaction}
          isStarred={stars.isStarred(id)}
          onToggle={stars.toggle === null ? null : () => stars.toggle?.(id)}
        />
      ),
    },
    {
      id: 'transaction',
      label: 'Transaction',
      align: 'left',
      isKept: true,
      isPinned: true,
      sortBy: ({ id }) => id.transaction,
      exported: [
        { name: 'Transaction', value: ({ id }) => id.transaction },
        { name: 'Project', value: ({ id }) => id.project },
      ],
      cell: ({ id, key }) => <NameCell {...id} op={ops.get(key) ?? ''} />,
      total: transactions === 1 ? 'The one transaction' : `All ${formatCount(transactions)} transactions`,
    },
    {
      id: 'distribution',
      label: 'Distribution of durations, on a log axis',
      head:
        distributions.axis === null ? null : (
          <StripAxis axis={distributions.axis} ticks={distributions.ticks} />
        ),
      help: `How often each duration occurs, on one log axis; heights go with the square root of the count, so that tails stay in sight. Violet is slower than ${words.noun === '' ? 'the transaction’s own p95' : `the p95 of ${words.noun}`}.`,
      width: distributions.width,
      isBare: true,
      cell: (row) => (
        <DistributionCell row={row} distribution={distributions.byKey.get(row.key)} {...distributions} />
      ),
      total:
        totals === null ? null : (
          <DistributionCell row={totals} distribution={distributions.all} {...distributions} height={36} />
        ),
    },
    {
      id: 'sum',
      label: 'Total time',
      help: `${REGISTRY.sum.help} Where time goes: the share of all time.`,
      width: 76,
      sortBy: ({ sum }) => sum,
      exported: [{ name: 'Total time (ms)', value: ({ sum }) => sum }],
      cell: ({ sum }) => <ShareCell sum={sum} of={totals?.sum ?? Number.NaN} largest={context.largest} />,
      total: totals === null ? null : <ShareCell sum={totals.sum} of={totals.sum} largest={Number.NaN} />,
    },
    ...numbers.slice(0, afterP95),
    ...(side === 'none' ? [] : [changeColumn(context)]),
    ...numbers.slice(afterP95),
    ...context.extras.map((extra) => extraColumn(extra, context)),
    wordColumn('op', 'Op', 'The most frequent kind of operation.', ops, 96),
    wordColumn('http.method', 'Method', 'The most frequent HTTP method.', context.methods, 68),
    {
      id: 'user_misery',
      label: 'Misery',
      help: REGISTRY.user_misery.help,
      width: 54,
      sortBy: (row) => row.misery,
      cell: (row) => miseryCell(row, thresholdWords(row.id, thresholds)),
      total: totals === null ? null : miseryCell(totals, null),
    },
    {
      id: 'last_seen',
      label: 'Seen',
      help: REGISTRY.last_seen.help,
      width: 76,
      sortBy: ({ lastSeen }) => lastSeen,
      exported: [{ name: 'Last seen', value: ({ lastSeen }) => exportedTime(lastSeen) }],
      cell: (row) => seenCell(row, context),
      total: totals === null ? null : seenCell(totals, context),
    },
  ];
}
