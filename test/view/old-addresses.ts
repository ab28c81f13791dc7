// Addresses as earlier versions wrote them, and what they must go on meaning. A line is never changed or taken out.
import { DAY, HOUR } from '../../src/model/time.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const TRACE = '3f2a'.repeat(8);
const SPAN = '9b1c'.repeat(4);

export const OLD_ADDRESSES: readonly { readonly address: string; readonly means: Partial<View> }[] = [
  // Version 1: a fixed range as `start` and `end`.
  {
    address: 'v=1&start=2026-11-19T13%3A00%3A00.000Z&end=2026-11-19T14%3A30%3A00.250Z',
    means: { range: { start: Date.UTC(2026, 10, 19, 13), end: Date.UTC(2026, 10, 19, 14, 30) + 250 } },
  },
  {
    address: 'start=2026-11-19T13:00:00Z&end=2026-11-19T14:00:00Z',
    means: { range: { start: Date.UTC(2026, 10, 19, 13), end: Date.UTC(2026, 10, 19, 14) } },
  },
  { address: 'v=1&range=7d', means: { range: { last: 7 * DAY } } },
  { address: 'v=1&range=90m&zone=local', means: { range: { last: 1.5 * HOUR }, zone: 'local' } },
  {
    address:
      'v=1&source=demo&demo=20000&anchor=2026-11-19T14%3A00%3A00.000Z&start=2026-11-18T14%3A00%3A00.000Z&end=2026-11-19T14%3A00%3A00.000Z',
    means: {
      source: { id: 'demo', rows: 20_000, anchor: Date.UTC(2026, 10, 19, 14) },
      range: { start: Date.UTC(2026, 10, 18, 14), end: Date.UTC(2026, 10, 19, 14) },
    },
  },
  {
    address: 'v=1&environment=production&environment=&project=api&search=transaction%3A%2Fapi%2F*',
    means: { environments: ['production', null], projects: ['api'], search: 'transaction:/api/*' },
  },
  {
    address: 'v=1&widget=p75.lcp&widget=apdex&widget=count&sort=-p99&open=3',
    means: {
      widgets: [{ metric: 'p75', of: 'lcp' }, { metric: 'apdex' }, { metric: 'count' }],
      sort: { by: 'p99', desc: true },
      openWidget: 2,
    },
  },
  {
    address:
      'v=1&transaction=GET+%2Fa%3Fb%3D1&transaction.project=1&list=outliers&rows=50&chart=time&scale=linear',
    means: {
      transaction: { project: '1', transaction: 'GET /a?b=1' },
      list: 'outliers',
      listLength: 50,
      chart: 'time',
      scale: 'linear',
    },
  },
  {
    address: `v=1&trace=${TRACE}&span=${SPAN}`,
    means: { trace: { id: TRACE, span: SPAN, from: SPAN, row: null } },
  },
  {
    address: `v=1&trace=${TRACE}&from=${SPAN}&scope=trace&zoom=12.5~80`,
    means: {
      trace: { id: TRACE, span: null, from: SPAN, row: null },
      waterfall: { ...DEFAULT_VIEW.waterfall, scope: 'trace', zoom: { start: 12.5, end: 80 } },
    },
  },
  // Version 2, before tabs and the places and widths of columns.
  {
    address: 'v=2&range=7d&hide=p50&hide=apdex&sort=-p99&off=op%3Adb',
    means: {
      range: { last: 7 * DAY },
      hiddenColumns: ['p50', 'apdex'],
      sort: { by: 'p99', desc: true },
      searchOff: ['op:db'],
    },
  },
  {
    address: 'v=2&tab=backend&column=p95&column=p50&width=p95%3A120&width=sum%3A60',
    means: { tab: 'backend', columnOrder: ['p95', 'p50'], columnWidths: { p95: 120, sum: 60 } },
  },
];
