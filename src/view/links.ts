import type { ErrorId } from '../model/span.ts';
import { DAY } from '../model/time.ts';
import type { EpochMs } from '../model/time.ts';
import type { AlertList } from './alert-place.ts';
import { encodeView } from './codec.ts';
import type { EventOrder } from './events-look.ts';
import { resolveRange } from './range.ts';
import { readerChoice } from './reader-choice.ts';
import type { TransactionLook } from './transaction-look.ts';
import { DEFAULT_VIEW } from './view.ts';
import type { TransactionId, View, Widget } from './view.ts';

/** The pages, one level below the folder the app was loaded from. */
export const PAGES = [
  'performance',
  'events',
  'transaction',
  'trace',
  'vitals',
  'trends',
  'alerts',
  'alert',
  'alert-edit',
  'settings',
] as const;
export type Page = (typeof PAGES)[number];

/** The page of this name; Performance, which every way begins at, for any other. */
export function toPage(name: string): Page {
  return PAGES.find((page) => page === name) ?? 'performance';
}

/** Where a link leads: what the router's `Link` takes. */
export interface LinkTo {
  readonly pathname: string;
  readonly search: string;
}

/** A page with a view. */
export function linkTo(page: Page, view: View): LinkTo {
  const params = encodeView(view).toString();
  return { pathname: `/${page}`, search: params === '' ? '' : `?${params}` };
}

/** How a trace is drawn belongs to that trace: no other page or trace begins with it. */
const NO_TRACE = {
  trace: DEFAULT_VIEW.trace,
  waterfall: DEFAULT_VIEW.waterfall,
  traceLook: DEFAULT_VIEW.traceLook,
  // Nor does any begin with an alert.
  alert: DEFAULT_VIEW.alert,
  // Or with what is open on the page of events.
  events: DEFAULT_VIEW.events,
  error: DEFAULT_VIEW.error,
  // Nor with a transaction that was looked at beside its list, nor with charts of another page as tables.
  glance: DEFAULT_VIEW.glance,
  chartTables: DEFAULT_VIEW.chartTables,
  // Nor with the part of a transaction's page that was open.
  transactionLook: DEFAULT_VIEW.transactionLook,
};

/** The Performance page with the same filters. */
export function performanceLink(view: View): LinkTo {
  return linkTo('performance', { ...view, transaction: null, durations: null, ...NO_TRACE });
}

/** The events of the rows that a view is about. */
export function eventsLink(view: View, order: EventOrder = DEFAULT_VIEW.events.order): LinkTo {
  return linkTo('events', {
    ...view,
    transaction: null,
    selection: null,
    durations: null,
    explained: false,
    ...NO_TRACE,
    events: { order, preview: null },
  });
}

/** The web vitals of the same page views. */
export function vitalsLink(view: View): LinkTo {
  return linkTo('vitals', { ...view, transaction: null, durations: null, explained: false, ...NO_TRACE });
}

/** Trends need a longer time than the usual one: so much, as Sentry's have by default (A2). */
const TREND_TIME = 14 * DAY;

function isUsualRange({ range }: View): boolean {
  return 'last' in range && 'last' in DEFAULT_VIEW.range && range.last === DEFAULT_VIEW.range.last;
}

/** What became slower and faster, with one transaction opened or none. */
export function trendsLink(view: View, transaction: TransactionId | null = null): LinkTo {
  return linkTo('trends', {
    ...view,
    transaction,
    range: isUsualRange(view) ? { last: TREND_TIME } : view.range,
    durations: null,
    explained: false,
    ...NO_TRACE,
  });
}

/** Where data comes from, on the page of settings. */
export function sourcesLink(view: View): LinkTo & { readonly hash: string } {
  return { ...settingsLink(view), hash: '#sources' };
}

/** How a service is connected, on the page of settings. */
export function connectLink(view: View): LinkTo & { readonly hash: string } {
  return { ...settingsLink(view), hash: '#connect' };
}

/** The settings of the source; the way back has the same filters. */
export function settingsLink(view: View): LinkTo {
  return linkTo('settings', { ...view, ...NO_TRACE });
}

/** Whether the view is of a transaction already. */
function isOf({ transaction: named }: View, { project, transaction }: TransactionId): boolean {
  return named?.project === project && named.transaction === transaction;
}

/** The page of one transaction with the same filters, and the part of it that was open before a trace of it was. */
export function transactionLink(view: View, { project, transaction }: TransactionId): LinkTo {
  return linkTo('transaction', {
    ...view,
    transaction: { project, transaction },
    // What was selected on the page of another one means nothing here.
    durations: null,
    ...NO_TRACE,
    ...(isOf(view, { project, transaction }) && { transactionLook: view.transactionLook }),
  });
}

/** The open transaction's page, at another part of it; `order`: of its events. */
export function partLink(
  view: View,
  look: Partial<TransactionLook>,
  order: EventOrder = DEFAULT_VIEW.events.order,
): LinkTo {
  return linkTo('transaction', {
    ...view,
    ...NO_TRACE,
    events: { order, preview: null },
    transactionLook: { ...view.transactionLook, ...look },
  });
}

/** Where a trace is asked for by its id, or opened from a file. */
export function tracesLink(view: View): LinkTo {
  return linkTo('trace', { ...view, ...NO_TRACE, transaction: null });
}

/**
 * A trace, opened at a span: that of the transaction it was found by. The view's transaction stays in the address,
 * so that the way back is known.
 */
export function traceLink(view: View, opened: { trace: string; span?: string | null }): LinkTo {
  return linkTo('trace', traceView(view, opened));
}

function traceView(view: View, { trace, span = null }: { trace: string; span?: string | null }): View {
  return {
    ...view,
    ...NO_TRACE,
    transactionLook: view.transactionLook,
    trace: { id: trace, span, from: span, row: null },
  };
}

/** A trace beside another one, opened at the span of an event. */
export function compareTracesLink(
  view: View,
  event: { readonly trace: string; readonly span: string },
  other: string,
): LinkTo {
  return linkTo('trace', {
    ...traceView(view, event),
    traceLook: { ...DEFAULT_VIEW.traceLook, picture: 'compare', versus: other },
  });
}

/** The same page with the panel of an error. */
export function errorLink(page: Page, view: View, { project, eventId }: ErrorId): LinkTo {
  return linkTo(page, { ...view, error: { project, eventId } });
}

/** The alert rules of the source, its channels or what was delivered. */
export function alertsLink(view: View, list: AlertList = 'rules'): LinkTo {
  return linkTo('alerts', { ...view, ...NO_TRACE, alert: { ...DEFAULT_VIEW.alert, list } });
}

/** One rule; with the moment of an incident, at that. */
export function alertLink(view: View, rule: string, incident: EpochMs | null = null): LinkTo {
  return linkTo('alert', { ...view, ...NO_TRACE, alert: { ...DEFAULT_VIEW.alert, rule, incident } });
}

/** Where a rule is changed. */
export function editAlertLink(view: View, rule: string): LinkTo {
  return linkTo('alert-edit', { ...view, ...NO_TRACE, alert: { ...DEFAULT_VIEW.alert, rule } });
}

/** Where a rule is made that begins as a copy of another. */
export function copyAlertLink(view: View, like: string): LinkTo {
  return linkTo('alert-edit', { ...view, ...NO_TRACE, alert: { ...DEFAULT_VIEW.alert, like } });
}

/**
 * Where a rule is made. It begins with what a chart shows: its metric, and the view's environments, projects, search
 * and transaction; `transaction` where the chart is about one and the view is not.
 */
export function newAlertLink(
  view: View,
  measure: Widget | null = null,
  transaction: TransactionId | null = view.transaction,
): LinkTo {
  return linkTo('alert-edit', {
    ...view,
    ...NO_TRACE,
    transaction,
    alert: { ...DEFAULT_VIEW.alert, measure },
  });
}

/**
 * The view to hand to somebody else: what is relative to now becomes fixed, in whole milliseconds that cover it.
 * The demo's anchor is in the view already.
 */
export function absoluteView(view: View, now: EpochMs): View {
  const { start, end } = resolveRange(view.range, now);
  return { ...view, range: { start: Math.floor(start), end: Math.ceil(end) } };
}

/** Whether a copied link always shows the same time, or the time before whenever it is opened. */
export const LINK_TIMES = ['fixed', 'moving'] as const;
export type LinkTime = (typeof LINK_TIMES)[number];

/** Kept for the next visit: what somebody wants of links is mostly the same. */
export const LINK_TIME_CHOICE = readerChoice<LinkTime>('link-time', LINK_TIMES);

/** The whole address to hand to somebody else, for the page that is open now. */
export function copyLink(view: View, now: EpochMs, page: URL, time: LinkTime = 'fixed'): string {
  const link = new URL(page);
  link.search = encodeView(time === 'fixed' ? absoluteView(view, now) : view).toString();
  link.hash = '';
  return link.href;
}
