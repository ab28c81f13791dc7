import { METRICS } from '../model/metric.ts';
import type { Show } from '../model/metric.ts';
import type { ErrorId } from '../model/span.ts';
import { DAY } from '../model/time.ts';
import type { Vital } from '../model/transaction.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';
import { DEFAULT_ALERT_PLACE } from './alert-place.ts';
import type { AlertPlace } from './alert-place.ts';
import type { ChartName } from './chart-names.ts';
import { DEFAULT_EVENTS_LOOK } from './events-look.ts';
import type { EventsLook } from './events-look.ts';
import type { PlotKind } from './plot-kind.ts';
import type { ViewRange } from './range.ts';
import { DEFAULT_TRACE_LOOK } from './trace-look.ts';
import type { TraceLook } from './trace-look.ts';
import { DEFAULT_TRANSACTION_LOOK } from './transaction-look.ts';
import type { TransactionLook } from './transaction-look.ts';
import { DEFAULT_TREND_LOOK } from './trend-look.ts';
import type { TrendLook } from './trend-look.ts';
import { DEFAULT_VITAL_LOOK } from './vital-look.ts';
import type { VitalLook } from './vital-look.ts';
import type { TracePlace, WaterfallView } from './waterfall-view.ts';

export { SCOPES, LEVELS } from './waterfall-view.ts';
export type {
  TracePlace,
  TraceScope,
  Level,
  Under,
  FoldBase,
  HandFolds,
  WaterfallView,
} from './waterfall-view.ts';

/** The sources a window can open, by their id on the wire to the worker. */
export const SOURCE_IDS = ['collector', 'demo'] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

/**
 * Where a view's data comes from. The demo is generated: `rows` transactions that end at `anchor`, so that the
 * same two numbers always give the same data. A null anchor becomes the moment in which the demo is entered.
 */
export type ViewSource =
  | { readonly id: 'collector' }
  | { readonly id: 'demo'; readonly rows: number; readonly anchor: EpochMs | null };

/** How many transactions the demo has when nothing else is asked for. */
export const DEMO_ROWS = 200_000;
export const DEMO: ViewSource = { id: 'demo', rows: DEMO_ROWS, anchor: null };

/** A metric that a widget draws, without a reading. */
export type Widget = Pick<Show, 'metric' | 'of'>;

/** Web vitals that the table of transactions has columns for: their p75. */
export const VITAL_COLUMNS = ['lcp', 'fcp', 'inp', 'cls', 'ttfb'] as const satisfies readonly Vital[];
export type VitalColumn = (typeof VITAL_COLUMNS)[number];

/**
 * What the table of transactions can be ordered by: a metric of the duration, the p75 of a web vital, the change of the
 * p95 against what it is compared with, the name, the op, or the HTTP method. `sum` is total time.
 */
export const SORT_COLUMNS = [
  'transaction',
  'op',
  'http.method',
  'change',
  ...METRICS,
  ...VITAL_COLUMNS,
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export interface Sort {
  readonly by: SortColumn;
  readonly desc: boolean;
}

/** Columns of the table of transactions that may be left away, from left to right. Each tab has its own of them. */
export const TABLE_COLUMNS = [
  'op',
  'http.method',
  'distribution',
  'sum',
  'throughput',
  'count',
  'avg',
  'p50',
  'p75',
  'p95',
  'change',
  'p99',
  'p100',
  ...VITAL_COLUMNS,
  'score',
  'unscored',
  'failure_rate',
  'failed',
  'apdex',
  'users',
  'miserable_users',
  'user_misery',
  'last_seen',
] as const;
export type TableColumnId = (typeof TABLE_COLUMNS)[number];

/** How narrow and how wide a column can be made, in pixels. */
export const COLUMN_WIDTHS = { min: 40, max: 800 } as const;

/** Which transactions the Performance page is about, and with it which widgets and columns it shows. */
export const TABS = ['all', 'vitals', 'frontend', 'backend'] as const;
export type Tab = (typeof TABS)[number];

/**
 * What a list widget shows: transactions whose average got better or worse within the range, those with most errors, those
 * with most time in one kind of work, those with most poor values of a web vital; or how often each duration occurs.
 */
export const PANELS = [
  'regressed',
  'improved',
  'errors',
  'http',
  'db',
  'resource',
  'browser',
  'lcp',
  'inp',
  'cls',
  'durations',
] as const;
export type PanelKind = (typeof PANELS)[number];

/**
 * Which of a transaction's events are listed: the slowest of those up to the p95, the slowest of all, the fastest,
 * the newest, or the newest of those that failed or reported an error.
 */
export const LIST_PRESETS = ['slow', 'outliers', 'fastest', 'recent', 'errors'] as const;
export type ListPreset = (typeof LIST_PRESETS)[number];

/** How many of them: a glance, or more. */
export const LIST_LENGTHS = [5, 50] as const;
export type ListLength = (typeof LIST_LENGTHS)[number];

/**
 * How a transaction's durations are drawn: how often each length occurs, percentiles over time, the duration of every
 * percentile, how often each length occurs over time, or the averages of the halves of the range.
 */
export const CHARTS = ['distribution', 'time', 'percentiles', 'heatmap', 'trend'] as const;
export type ChartKind = (typeof CHARTS)[number];

/** The scale of durations, in distributions and heatmaps or in lines over time. */
export const SCALES = ['log', 'linear'] as const;
export type ScaleKind = (typeof SCALES)[number];

/** What identifies a transaction everywhere. */
export interface TransactionId {
  readonly project: string;
  readonly transaction: string;
}

/** So many transactions one chart can draw. */
export const MOST_TOGETHER = 5;

/** Which clock times are written in. */
export const ZONES = ['utc', 'local'] as const;
export type Zone = (typeof ZONES)[number];

/**
 * What numbers are compared with: nothing, the period of equal length right before, the same time a day or a week
 * earlier.
 */
export const COMPARISONS = ['off', 'previous', 'day', 'week'] as const;

/** Or the period of equal length that begins at a moment; or the same time, of another release alone. */
export type Compare =
  (typeof COMPARISONS)[number] | { readonly from: EpochMs } | { readonly release: string };

/** All that a page shows, as the address says it. Nothing else keeps any of it. */
export interface View {
  readonly source: ViewSource;
  readonly range: ViewRange;
  readonly zone: Zone;
  readonly compare: Compare;
  /** The time that is selected in charts, to be zoomed into. */
  readonly selection: Range | null;
  /** The durations that are selected on a transaction's page, in milliseconds; both ends belong to it. */
  readonly durations: { readonly from: Milliseconds; readonly to: Milliseconds } | null;
  /** Whether what is selected on the Performance page is told from the rest. */
  readonly explained: boolean;
  /** Any of these; null stands for rows without an environment. Empty: every environment. */
  readonly environments: readonly (string | null)[];
  /** Any of these. Empty: every project. */
  readonly projects: readonly string[];
  /** The text of the search box, in the words of `search/`. */
  readonly search: string;
  /** Conditions that were turned off and may be turned on again: texts of a search each, with no effect. */
  readonly searchOff: readonly string[];
  /** The tab of the Performance page. */
  readonly tab: Tab;
  readonly plot: PlotKind;
  readonly events: EventsLook;
  readonly widgets: readonly [Widget, Widget, Widget];
  /** The widget that is open as a full chart: 0, 1 or 2. */
  readonly openWidget: number | null;
  /** The widgets that are shown as tables of their values, ascending. */
  readonly tableWidgets: readonly number[];
  /** Other charts that are shown as tables of their values, in the order of `CHART_NAMES`. */
  readonly chartTables: readonly ChartName[];
  /** Lines and layers that charts leave away, by their ids, each once: `p50` is left away wherever it would be drawn. */
  readonly hiddenLines: readonly string[];
  /** The two list widgets. */
  readonly panels: readonly [PanelKind, PanelKind];
  readonly sort: Sort;
  /** By what transactions are ordered that are equal in `sort`, and then further. */
  readonly thenBy: readonly Sort[];
  /** Columns of the table that are shown although the tab does not have them, from left to right. */
  readonly extraColumns: readonly TableColumnId[];
  /** Columns of the table that are left away, from left to right; the one it is sorted by is shown all the same. */
  readonly hiddenColumns: readonly TableColumnId[];
  /**
   * The columns of the table from left to right, each once; those of the tab that it does not name follow in their usual
   * order. Empty: the usual order.
   */
  readonly columnOrder: readonly TableColumnId[];
  /** Columns of the table that were made wider or narrower: whole pixels within `COLUMN_WIDTHS`. */
  readonly columnWidths: Readonly<Partial<Record<TableColumnId, number>>>;
  /** The transactions that the Performance page draws together, at most `MOST_TOGETHER`, and by which metric. */
  readonly together: readonly TransactionId[];
  readonly togetherBy: Widget;
  /** The transaction of a list whose numbers are looked at beside it. */
  readonly glance: TransactionId | null;
  /** The transaction of the transaction page, and the one a trace was opened from. */
  readonly transaction: TransactionId | null;
  readonly list: ListPreset;
  readonly listLength: ListLength;
  readonly chart: ChartKind;
  /** Of durations in distributions and heatmaps. */
  readonly scale: ScaleKind;
  /** Of durations in lines over time. */
  readonly curveScale: ScaleKind;
  readonly trace: TracePlace | null;
  readonly waterfall: WaterfallView;
  readonly traceLook: TraceLook;
  readonly vitalLook: VitalLook;
  readonly trendLook: TrendLook;
  readonly transactionLook: TransactionLook;
  readonly alert: AlertPlace;
  /** The error whose panel is open, on any page. */
  readonly error: ErrorId | null;
}

export const DEFAULT_VIEW: View = {
  source: { id: 'collector' },
  range: { last: DAY },
  zone: 'utc',
  compare: 'previous',
  selection: null,
  durations: null,
  explained: false,
  environments: [],
  projects: [],
  search: '',
  searchOff: [],
  tab: 'all',
  plot: 'heatmap',
  events: DEFAULT_EVENTS_LOOK,
  widgets: [{ metric: 'p95' }, { metric: 'throughput' }, { metric: 'failure_rate' }],
  openWidget: null,
  tableWidgets: [],
  chartTables: [],
  hiddenLines: [],
  panels: ['regressed', 'errors'],
  sort: { by: 'sum', desc: true },
  thenBy: [],
  extraColumns: [],
  hiddenColumns: [],
  columnOrder: [],
  columnWidths: {},
  together: [],
  togetherBy: { metric: 'p95' },
  glance: null,
  transaction: null,
  list: 'slow',
  listLength: 5,
  chart: 'distribution',
  scale: 'log',
  curveScale: 'linear',
  trace: null,
  waterfall: { scope: 'transaction', group: true, zoom: null, folds: null, path: true, fix: null },
  traceLook: DEFAULT_TRACE_LOOK,
  vitalLook: DEFAULT_VITAL_LOOK,
  trendLook: DEFAULT_TREND_LOOK,
  transactionLook: DEFAULT_TRANSACTION_LOOK,
  alert: DEFAULT_ALERT_PLACE,
  error: null,
};
