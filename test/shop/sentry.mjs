// The shop's instrumentation by @sentry/node, as its documentation has it; the hook only takes notes.
import * as Sentry from '@sentry/node';
import { appendFileSync } from 'node:fs';

const quiet = /^(GET \/flush|GET \/page\.js|GET \/)$/;

Sentry.init({
  dsn: process.env.SHOP_TO,
  tracesSampleRate: 1,
  environment: 'test',
  release: 'shop@1.0.0',
  beforeSendTransaction: (event) => {
    if (quiet.test(event.transaction)) return null;
    appendFileSync(
      process.env.SHOP_TRUTH,
      `${JSON.stringify({
        sdk: 'sentry',
        name: event.transaction,
        traceId: event.contexts.trace.trace_id,
        spanId: event.contexts.trace.span_id,
        start: event.start_timestamp * 1000,
        duration: (event.timestamp - event.start_timestamp) * 1000,
        status: event.contexts.trace.status ?? null,
        user: event.user?.id ?? null,
        spans: event.spans.map((span) => ({ op: span.op ?? '', description: span.description ?? '' })),
      })}\n`,
    );
    return event;
  },
});

export const span = (op, name, work) => Sentry.startSpan({ op, name }, work);
export const user = (id) => Sentry.setUser(id === undefined ? null : { id });
export const failed = (error) => Sentry.captureException(error);
export const flush = () => Sentry.flush(5000);
