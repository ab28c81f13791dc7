import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/model/time.ts';
import { decodeView } from '../../src/view/codec.ts';
import { wantsNewAnchor } from '../../src/view/demo-anchor.ts';
import {
  compareTracesLink,
  copyLink,
  partLink,
  performanceLink,
  traceLink,
  transactionLink,
} from '../../src/view/links.ts';
import type { LinkTo } from '../../src/view/links.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const NOW = Date.UTC(2026, 10, 19, 14) + 0.25;
const TRACE = 'a'.repeat(32);
const SPAN = 'b'.repeat(16);
const FILTERED: View = { ...DEFAULT_VIEW, environments: ['prod'], search: 'op:db', range: { last: HOUR } };
const TRANSACTION = { project: 'api', transaction: 'GET /a?b=1&c' };

function viewOf(link: LinkTo): View {
  return decodeView(new URLSearchParams(link.search)).view;
}

describe('a link', () => {
  it('to a transaction keeps the filters and leaves a trace behind', () => {
    const link = transactionLink(
      { ...FILTERED, trace: { id: TRACE, span: null, from: null, row: null } },
      TRANSACTION,
    );
    expect(link.pathname).toBe('/transaction');
    expect(viewOf(link)).toEqual({ ...FILTERED, transaction: TRANSACTION });
  });

  it('back to a transaction from its trace opens the part that was open; to another one, its overview', () => {
    const look = { part: 'spans', listed: null, spans: 'p95' } as const;
    const open: View = { ...FILTERED, transaction: TRANSACTION, transactionLook: look };
    const trace = viewOf(traceLink(open, { trace: TRACE }));
    expect(viewOf(transactionLink(trace, TRANSACTION)).transactionLook).toEqual(look);
    const compared = viewOf(compareTracesLink(open, { trace: TRACE, span: SPAN }, 'c'.repeat(32)));
    expect(viewOf(transactionLink(compared, TRANSACTION)).transactionLook).toEqual(look);
    expect(viewOf(transactionLink(trace, { ...TRANSACTION, project: 'web' }))).toEqual({
      ...FILTERED,
      transaction: { ...TRANSACTION, project: 'web' },
    });
    expect(viewOf(performanceLink(trace))).toEqual(FILTERED);
    expect(viewOf(partLink(open, { part: 'events' }, 'slowest'))).toEqual({
      ...open,
      transactionLook: { ...look, part: 'events' },
      events: { order: 'slowest', preview: null },
    });
  });

  it('to a trace keeps the transaction it was opened from', () => {
    const link = traceLink({ ...FILTERED, transaction: TRANSACTION }, { trace: TRACE, span: SPAN });
    expect(link.pathname).toBe('/trace');
    expect(viewOf(link)).toEqual({
      ...FILTERED,
      transaction: TRANSACTION,
      trace: { id: TRACE, span: SPAN, from: SPAN, row: null },
    });
    expect(viewOf(traceLink(FILTERED, { trace: TRACE })).trace).toEqual({
      id: TRACE,
      span: null,
      from: null,
      row: null,
    });
  });

  it('to Performance keeps the filters alone', () => {
    const link = performanceLink({
      ...FILTERED,
      transaction: TRANSACTION,
      trace: { id: TRACE, span: SPAN, from: SPAN, row: null },
    });
    expect(link).toEqual({ pathname: '/performance', search: expect.stringMatching(/^\?v=2&/) as string });
    expect(viewOf(link)).toEqual(FILTERED);
    expect(performanceLink(DEFAULT_VIEW).search).toBe('');
  });
});

describe('a copied link', () => {
  const page = new URL('http://localhost:4318/sub/performance?old=1#part');

  it('shows the same time whenever it is opened, in whole milliseconds that cover it', () => {
    const link = new URL(copyLink(FILTERED, NOW, page));
    expect(link.origin + link.pathname + link.hash).toBe('http://localhost:4318/sub/performance');
    expect(decodeView(link.searchParams).view).toEqual({
      ...FILTERED,
      range: { start: Math.floor(NOW) - HOUR, end: Math.ceil(NOW) },
    });
  });

  it('carries the anchor of the demo', () => {
    const source = { id: 'demo', rows: 1000, anchor: Math.floor(NOW) } as const;
    const link = new URL(copyLink({ ...FILTERED, source }, NOW, page));
    expect(decodeView(link.searchParams).view.source).toEqual(source);
  });
});

describe('the anchor of the demo', () => {
  const demo = (anchor: number | null): View => ({
    ...DEFAULT_VIEW,
    source: { id: 'demo', rows: 1000, anchor },
  });

  it('is set where there is none, and moved for a relative range that has outlived it', () => {
    expect(wantsNewAnchor(demo(null), NOW)).toBe(true);
    expect(wantsNewAnchor(demo(NOW - HOUR), NOW)).toBe(false);
    expect(wantsNewAnchor(demo(NOW - 13 * HOUR), NOW)).toBe(true);
  });

  it('stays where the address wants to find the same again', () => {
    const old = demo(NOW - 300 * HOUR);
    expect(wantsNewAnchor({ ...old, range: { start: 0, end: 1 } }, NOW)).toBe(false);
    expect(wantsNewAnchor({ ...old, trace: { id: TRACE, span: null, from: null, row: null } }, NOW)).toBe(
      false,
    );
    expect(wantsNewAnchor(DEFAULT_VIEW, NOW)).toBe(false);
  });
});
