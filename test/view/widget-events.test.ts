// The events that a chart leads to: those its metric is drawn from, those first that tell most of it.
import { expect, it } from 'vitest';
import { parse } from '../../src/search/parse.ts';
import { decodeView } from '../../src/view/codec.ts';
import type { LinkTo } from '../../src/view/links.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';
import { widgetEventsLink } from '../../src/view/widget-events.ts';

const FILTERED: View = { ...DEFAULT_VIEW, environments: ['prod'], search: 'op:db' };
const ID = { project: 'api', transaction: '/a' };

function viewOf({ search }: LinkTo): View {
  return decodeView(new URLSearchParams(search)).view;
}

it('a duration leads to the slowest, the least of them to the fastest, a count to the newest', () => {
  const link = widgetEventsLink(FILTERED, { metric: 'p95' });
  expect(link.pathname).toBe('/events');
  expect(viewOf(link)).toEqual({ ...FILTERED, events: { order: 'slowest', preview: null } });
  expect(viewOf(widgetEventsLink(FILTERED, { metric: 'min' })).events.order).toBe('fastest');
  expect(viewOf(widgetEventsLink(FILTERED, { metric: 'throughput' })).events.order).toBe('newest');
});

it('failures lead to what failed, as the failure rate counts it, and a vital to what has it', () => {
  const failed = viewOf(widgetEventsLink(FILTERED, { metric: 'failure_rate' }));
  // Every status but these is a failure (A0); rows without one are none.
  expect(failed.search).toBe('op:db !status:[ok,cancelled,unknown,""]');
  expect(parse(failed.search)).not.toHaveProperty('error');
  expect(viewOf(widgetEventsLink(FILTERED, { metric: 'p75', of: 'lcp' })).search).toBe('op:db has:lcp');
});

it('of the open transaction, its own page lists them', () => {
  const open: View = { ...FILTERED, transaction: ID, durations: { from: 1, to: 2 } };
  const link = widgetEventsLink(open, { metric: 'p95' });
  expect(link.pathname).toBe('/transaction');
  expect(viewOf(link)).toMatchObject({
    transaction: ID,
    durations: null,
    events: { order: 'slowest' },
    transactionLook: { part: 'events' },
  });
});
