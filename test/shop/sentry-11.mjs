// The shop's instrumentation by @sentry/node 11, which streams spans; the hook only takes notes.
import * as Sentry from 'sentry-node-11';
import { appendFileSync } from 'node:fs';

Sentry.init({
  dsn: process.env.SHOP_TO,
  tracesSampleRate: 1,
  environment: 'test',
  release: 'shop@1.0.0',
  ignoreSpans: [{ attributes: { 'url.path': /^\/(flush|page\.js)?$/ } }],
  beforeSendSpan: (span) => {
    appendFileSync(
      process.env.SHOP_TRUTH,
      `${JSON.stringify({
        sdk: 'sentry-11',
        name: span.is_segment
          ? // Its own name is the method alone, where no framework names the route.
            [span.attributes['http.request.method'], span.attributes['url.path']].join(' ')
          : span.name,
        traceId: span.trace_id,
        spanId: span.span_id,
        parentId: span.is_segment ? null : (span.parent_span_id ?? null),
        start: span.start_timestamp * 1000,
        duration: (span.end_timestamp - span.start_timestamp) * 1000,
        failed: span.status === 'error',
        user: span.attributes['user.id'] ?? null,
      })}\n`,
    );
    return span;
  },
});

export const span = (op, name, work) => Sentry.startSpan({ op, name }, work);
export const user = (id) => Sentry.setUser(id === undefined ? null : { id });
export const failed = (error) => Sentry.captureException(error);
export const flush = () => Sentry.flush(5000);
