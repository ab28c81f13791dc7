import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NUMBER_COLUMNS } from '../../src/model/column.ts';
import { METRICS } from '../../src/model/metric.ts';
import { HOUR } from '../../src/model/time.ts';
import { TREND_COLUMNS, TREND_RULE_SETS, TREND_STATISTICS } from '../../src/view/trend-look.ts';
import { PAGE_SORTS, SHOWN_VITALS } from '../../src/view/vital-look.ts';
import { EVENT_ORDERS } from '../../src/view/events-look.ts';
import { LISTED_COLUMNS, SPAN_ORDERS, TRANSACTION_PARTS } from '../../src/view/transaction-look.ts';
import { PLOTS } from '../../src/view/plot-kind.ts';
import { CHART_NAMES } from '../../src/view/chart-names.ts';
import { decodeView, encodeView } from '../../src/view/codec.ts';
import { FIXES } from '../../src/model/survey.ts';
import { FIELDS } from '../../src/view/fields.ts';
import {
  CHARTS,
  COLUMN_WIDTHS,
  COMPARISONS,
  DEFAULT_VIEW,
  DEMO_ROWS,
  LEVELS,
  LIST_LENGTHS,
  LIST_PRESETS,
  MOST_TOGETHER,
  SCALES,
  PANELS,
  SORT_COLUMNS,
  TABLE_COLUMNS,
  SCOPES,
  TABS,
  ZONES,
} from '../../src/view/view.ts';
import { ALERT_LISTS } from '../../src/view/alert-place.ts';
import { BAR_COLOURS, COMPARED_GROUPS, TRACE_PICTURES } from '../../src/view/trace-look.ts';
import type { TracePlace, View, ViewSource, Widget } from '../../src/view/view.ts';

const moment = fc.integer({ min: -8.64e15, max: 8.64e15 });
const interval = fc
  .uniqueArray(moment, { minLength: 2, maxLength: 2 })
  .map(([a = 0, b = 0]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: digits, maxLength: digits });

const source: fc.Arbitrary<ViewSource> = fc.oneof(
  fc.constant({ id: 'collector' } as const),
  fc.record({
    id: fc.constant('demo' as const),
    rows: fc.integer({ min: 1, max: 10_000_000 }),
    anchor: fc.option(moment, { nil: null }),
  }),
);

const widget: fc.Arbitrary<Widget> = fc.oneof(
  fc.record({ metric: fc.constantFrom(...METRICS, 'p99.9' as const) }),
  fc.record({
    metric: fc.constantFrom(...METRICS, 'p99.9' as const),
    of: fc.constantFrom(...NUMBER_COLUMNS.keys()),
  }),
);

const time = fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0);

/** A row is part of a span: without one there is none. */
const place: fc.Arbitrary<TracePlace> = fc
  .record({
    id: hex(32),
    span: fc.option(hex(16), { nil: null }),
    from: fc.option(hex(16), { nil: null }),
    row: fc.oneof(fc.constant(null), fc.constant('group' as const), fc.record({ gap: time })),
  })
  .map((place) => (place.span === null ? { ...place, row: null } : place));

const view: fc.Arbitrary<View> = fc.record({
  source,
  range: fc.oneof(fc.record({ last: fc.integer({ min: 1, max: 3_000_000_000_000 }) }), interval),
  zone: fc.constantFrom(...ZONES),
  compare: fc.oneof(
    fc.constantFrom(...COMPARISONS),
    fc.record({ from: moment }),
    fc.record({ release: name }),
  ),
  selection: fc.option(interval, { nil: null }),
  explained: fc.boolean(),
  durations: fc.option(
    fc
      .tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }))
      .map(([one, two]) => ({ from: Math.min(one, two), to: Math.max(one, two) })),
    { nil: null },
  ),
  environments: fc.uniqueArray(fc.option(name, { nil: null }), { maxLength: 4 }),
  projects: fc.uniqueArray(text, { maxLength: 4 }),
  search: text,
  searchOff: fc.uniqueArray(text, { maxLength: 3 }).map((texts) => texts.filter((each) => each !== '')),
  widgets: fc.tuple(widget, widget, widget),
  openWidget: fc.constantFrom(null, 0, 1, 2),
  plot: fc.constantFrom(...PLOTS),
  events: fc.record({
    order: fc.constantFrom(...EVENT_ORDERS),
    preview: fc.option(fc.record({ trace: hex(32), span: hex(16) }), { nil: null }),
  }),
  tableWidgets: fc.subarray([0, 1, 2]),
  chartTables: fc.subarray([...CHART_NAMES]),
  hiddenLines: fc.uniqueArray(name, { maxLength: 4 }),
  tab: fc.constantFrom(...TABS),
  panels: fc.tuple(fc.constantFrom(...PANELS), fc.constantFrom(...PANELS)),
  thenBy: fc.uniqueArray(fc.record({ by: fc.constantFrom(...SORT_COLUMNS), desc: fc.boolean() }), {
    selector: ({ by }) => by,
    maxLength: 3,
  }),
  extraColumns: fc.subarray([...TABLE_COLUMNS]),
  hiddenColumns: fc.subarray([...TABLE_COLUMNS]),
  columnOrder: fc.shuffledSubarray([...TABLE_COLUMNS]),
  columnWidths: fc.dictionary(fc.constantFrom(...TABLE_COLUMNS), fc.integer(COLUMN_WIDTHS), {
    noNullPrototype: true,
  }),
  sort: fc.record({
    by: fc.constantFrom(...SORT_COLUMNS),
    desc: fc.boolean(),
  }),
  together: fc.uniqueArray(fc.record({ project: text, transaction: text }), {
    selector: ({ project, transaction }) => JSON.stringify([project, transaction]),
    maxLength: MOST_TOGETHER,
  }),
  togetherBy: widget,
  glance: fc.option(fc.record({ project: text, transaction: text }), { nil: null }),
  transaction: fc.option(fc.record({ project: text, transaction: text }), { nil: null }),
  error: fc.option(fc.record({ eventId: hex(32), project: text }), { nil: null }),
  list: fc.constantFrom(...LIST_PRESETS),
  listLength: fc.constantFrom(...LIST_LENGTHS),
  chart: fc.constantFrom(...CHARTS),
  scale: fc.constantFrom(...SCALES),
  curveScale: fc.constantFrom(...SCALES),
  trace: fc.option(place, { nil: null }),
  vitalLook: fc.record({
    vital: fc.constantFrom(...SHOWN_VITALS),
    sort: fc.record({ by: fc.constantFrom(...PAGE_SORTS), desc: fc.boolean() }),
  }),
  trendLook: fc.record({
    rules: fc.constantFrom(...TREND_RULE_SETS),
    by: fc.constantFrom(...TREND_STATISTICS),
    of: fc.constantFrom(...TREND_COLUMNS),
    explained: fc.constantFrom(null, 'all' as const, 'slowest' as const),
  }),
  transactionLook: fc.record({
    part: fc.constantFrom(...TRANSACTION_PARTS),
    listed: fc.oneof(fc.constantFrom(null, ...LISTED_COLUMNS), fc.record({ tag: text })),
    spans: fc.constantFrom(...SPAN_ORDERS),
  }),
  waterfall: fc.record({
    scope: fc.constantFrom(...SCOPES),
    group: fc.boolean(),
    path: fc.boolean(),
    fix: fc.option(fc.constantFrom(...FIXES), { nil: null }),
    zoom: fc.option(
      fc
        .uniqueArray(time, { minLength: 2, maxLength: 2 })
        .map(([a = 0, b = 0]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      { nil: null },
    ),
    folds: fc.option(
      fc.record({
        from: fc.constantFrom('first' as const, 'open' as const, ...LEVELS),
        toggled: fc.uniqueArray(hex(16), { maxLength: 9 }),
        opened: fc.uniqueArray(hex(16), { maxLength: 9 }),
      }),
      { nil: null },
    ),
  }),
  traceLook: fc.record({
    picture: fc.constantFrom(...TRACE_PICTURES),
    find: fc.string(),
    only: fc.boolean(),
    colour: fc.constantFrom(...BAR_COLOURS),
    versus: fc.option(fc.oneof(hex(32), fc.constantFrom(...COMPARED_GROUPS)), { nil: null }),
    limits: fc.dictionary(fc.constantFrom('nPlusOneDb.time', 'slowDb.each', 'largePayload.bytes'), fc.nat(), {
      noNullPrototype: true,
    }),
  }),
  alert: fc.record({
    list: fc.constantFrom(...ALERT_LISTS),
    rule: fc.option(hex(16), { nil: null }),
    like: fc.option(hex(16), { nil: null }),
    measure: fc.option(widget, { nil: null }),
    incident: fc.option(moment, { nil: null }),
  }),
});

function decode(address: string): ReturnType<typeof decodeView> {
  return decodeView(new URLSearchParams(address));
}

describe('a view and its address', () => {
  it('say the same, whatever the view', () => {
    fc.assert(
      fc.property(view, (view) => {
        const address = encodeView(view).toString();
        expect(decode(address)).toEqual({ view, notices: [] });
        expect(encodeView(decode(address).view).toString()).toBe(address);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave out what is the default', () => {
    expect(encodeView(DEFAULT_VIEW).toString()).toBe('');
    expect(decode('')).toEqual({ view: DEFAULT_VIEW, notices: [] });
    expect(encodeView({ ...DEFAULT_VIEW, search: 'op:db' }).toString()).toBe('v=2&search=op%3Adb');
  });

  it('read nonsense without throwing, and only ever into a view that can be written', () => {
    const keys = ['v', 'start', 'end', 'nonsense', ...FIELDS.flatMap((field) => field.keys)];
    const words = ['1', '2', '..', 'release:', '2026-11-19T14:00:00Z', 'p95', 'gap-1', 'open.', '~', 'demo'];
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((parts) => parts.join('')),
    );
    const pair = fc.tuple(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
        const { view } = decodeView(new URLSearchParams(pairs));
        expect(decodeView(encodeView(view))).toEqual({ view, notices: [] });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a value that cannot be read', () => {
  it('falls back alone, and is reported', () => {
    const { view, notices } = decode('range=yesterday&environment=prod&sort=-p95&list=slowest&search=x');
    expect(view).toEqual({
      ...DEFAULT_VIEW,
      environments: ['prod'],
      sort: { by: 'p95', desc: true },
      search: 'x',
    });
    expect(notices.map(({ key }) => key)).toEqual(['range', 'list']);
    expect(notices[0]?.message).toContain('yesterday');
  });

  it.each([
    ['start=2026-11-19T14:00:00.000Z', 'range'],
    ['start=2026-11-19T14:00:00Z&end=2026-11-19T13:00:00Z', 'range'],
    ['range=2026-11-19T14:00:00Z..', 'range'],
    ['range=2026-11-19T14:00:00Z..2026-11-19T13:00:00Z', 'range'],
    ['range=2026-11-19T14:00:00Z..2026-11-19T15:00:00Z..2026-11-19T16:00:00Z', 'range'],
    ['range=2026-11-19..2026-11-20', 'range'],
    ['compare=never', 'compare'],
    ['compare=release:', 'compare'],
    ['compare=2026-13-01T00:00:00Z', 'compare'],
    ['select=1h', 'select'],
    ['range=0h', 'range'],
    ['range=900000d', 'range'],
    ['zone=cet', 'zone'],
    [`trace=${'a'.repeat(32)}&span=${'b'.repeat(16)}&row=half`, 'trace'],
    [`trace=${'a'.repeat(32)}&from=start`, 'trace'],
    ['table=4', 'table'],
    ['tables=pie', 'tables'],
    ['glance=nothing', 'glance'],
    ['scope=service', 'scope'],
    ['group=on', 'scope'],
    ['path=on', 'scope'],
    ['fix=rewrite', 'scope'],
    ['zoom=80~12', 'scope'],
    ['fold=first', 'scope'],
    ['source=jaeger', 'source'],
    ['source=demo&demo=0', 'source'],
    ['source=demo&demo=1e9', 'source'],
    ['source=demo&anchor=soon', 'source'],
    ['widget=p95&widget=p50', 'widget'],
    ['widget=p95&widget=p50&widget=p420', 'widget'],
    ['widget=p95&widget=p50&widget=p75.nonsense', 'widget'],
    ['sort=name', 'sort'],
    ['hide=p50&hide=transaction', 'hide'],
    ['tab=mobile', 'tab'],
    ['part=errors', 'part'],
    ['spans=total', 'part'],
    ['explain=all', 'explain'],
    ['show=weather', 'show'],
    ['panel=regressed', 'panel'],
    ['panel=regressed&panel=weather', 'panel'],
    ['then=name', 'then'],
    ['durations=20', 'durations'],
    ['durations=20..10', 'durations'],
    ['durations=..10', 'durations'],
    ['column=p50&column=transaction', 'column'],
    ['width=p95:39', 'width'],
    ['width=p95:801', 'width'],
    ['width=p95', 'width'],
    ['width=p95:1e2', 'width'],
    ['width=p95:100:5', 'width'],
    ['width=transaction:100', 'width'],
    ['transaction=GET /', 'transaction'],
    ['transaction.project=api', 'transaction'],
    ['trace=123', 'trace'],
    [`trace=${'a'.repeat(32)}&span=b`, 'trace'],
  ])('%s is reported as %s', (address, key) => {
    expect(decode(address).notices.map((notice) => notice.key)).toEqual([key]);
  });

  it('keeps what can be read of a part', () => {
    expect(decode(`trace=${'A'.repeat(32)}&span=b`).view.trace).toEqual({
      id: 'a'.repeat(32),
      span: null,
      from: null,
      row: null,
    });
    expect(decode('widget=apdex&widget=p420&widget=p50').view.widgets).toEqual([
      { metric: 'apdex' },
      DEFAULT_VIEW.widgets[1],
      { metric: 'p50' },
    ]);
    expect(decode('column=p95&column=p42&column=p50&column=p95').view.columnOrder).toEqual(['p95', 'p50']);
    expect(decode('width=p95:9000&width=p50:90').view.columnWidths).toEqual({ p50: 90 });
    expect(decode('source=demo&demo=1000&anchor=soon').view.source).toEqual({
      id: 'demo',
      rows: 1000,
      anchor: null,
    });
  });

  it('does not keep others from being read: so many values, each good or bad', () => {
    const parts: readonly (readonly [string, Partial<View>, string, string])[] = [
      ['range=4h', { range: { last: 4 * HOUR } }, 'range=tomorrow', 'range'],
      ['zone=local', { zone: 'local' }, 'zone=mars', 'zone'],
      ['compare=week', { compare: 'week' }, 'compare=month', 'compare'],
      ['sort=p50', { sort: { by: 'p50', desc: false } }, 'sort=colour', 'sort'],
      ['list=recent', { list: 'recent' }, 'list=oldest', 'list'],
      ['open=2', { openWidget: 1 }, 'open=9', 'open'],
      ['order=slowest', { events: { order: 'slowest', preview: null } }, 'order=loudest', 'order'],
      ['plot=work', { plot: 'work' }, 'plot=pie', 'plot'],
      ['chart=time', { chart: 'time' }, 'chart=pie', 'chart'],
      ['scale=linear', { scale: 'linear' }, 'scale=cubic', 'scale'],
    ];
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (isGood) => {
        const { view, notices } = decode(parts.map(([good, , bad], i) => (isGood[i] ? good : bad)).join('&'));
        const read = parts.filter((_, i) => isGood[i]).map(([, part]) => part);
        expect(view).toEqual(Object.assign({}, DEFAULT_VIEW, ...read));
        const expected = parts.filter((_, i) => !isGood[i]).map(([, , , key]) => key);
        expect(new Set(notices.map(({ key }) => key))).toEqual(new Set(expected));
      }),
    );
  });

  it('includes a name that is no part of a view, such as a slip of the pen', () => {
    const { view, notices } = decode('envronment=prod&search=x&utm=1');
    expect(view).toEqual({ ...DEFAULT_VIEW, search: 'x' });
    expect(notices.map(({ message }) => message)).toEqual([
      'The address says “envronment”, “utm”, which means nothing here.',
    ]);
  });

  it('includes the version of a link from elsewhere, whose words are read as far as they are known', () => {
    const { view, notices } = decode('v=7&search=x');
    expect(view.search).toBe('x');
    expect(notices.map(({ key }) => key)).toEqual(['v']);
  });
});

describe('the demo in an address', () => {
  it('is meant by its size alone', () => {
    expect(decode('demo=1000000').view.source).toEqual({ id: 'demo', rows: 1_000_000, anchor: null });
    expect(decode('source=demo').view.source).toEqual({ id: 'demo', rows: DEMO_ROWS, anchor: null });
  });

  it('is not entered by a size beside the collector', () => {
    expect(decode('source=collector&demo=1000').view.source).toEqual({ id: 'collector' });
  });
});
