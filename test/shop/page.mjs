// The storefront's script: @sentry/browser as its documentation has it; the hook only takes notes.
import * as Sentry from '@sentry/browser';

globalThis.sent = [];

Sentry.init({
  dsn: import.meta.env.SHOP_DSN,
  integrations: [Sentry.browserTracingIntegration()],
  tracesSampleRate: 1,
  environment: 'test',
  release: 'storefront@1.0.0',
  beforeSendTransaction: (event) => {
    globalThis.sent.push({
      name: event.transaction,
      op: event.contexts.trace.op,
      traceId: event.contexts.trace.trace_id,
      start: event.start_timestamp * 1000,
      duration: (event.timestamp - event.start_timestamp) * 1000,
      vitals: Object.fromEntries(
        Object.entries(event.measurements ?? {}).map(([name, { value }]) => [name, value]),
      ),
      spans: event.spans.length,
    });
    return event;
  },
});
Sentry.setUser({ id: 'visitor' });

document.querySelector('button').addEventListener('click', () => {
  history.pushState(null, '', '/basket');
});
