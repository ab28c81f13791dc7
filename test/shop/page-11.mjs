// The storefront's script with @sentry/browser 11, which streams spans and sends most vitals when the page is hidden.
import * as Sentry from 'sentry-browser-11';

const spans = [];

/** What was sent of each page view so far, as the script of version 10 notes it. */
const views = () =>
  spans
    .filter((span) => span.is_segment && /^(pageload|navigation)$/.test(span.attributes['sentry.op']))
    .map((segment) => ({
      name: segment.attributes['url.path'],
      op: segment.attributes['sentry.op'],
      traceId: segment.trace_id,
      start: segment.start_timestamp * 1000,
      duration: (segment.end_timestamp - segment.start_timestamp) * 1000,
      vitals: Object.fromEntries(
        spans
          .filter((span) => span === segment || span.attributes['sentry.segment.id'] === segment.span_id)
          .flatMap(({ attributes }) => Object.entries(attributes))
          .map(([name, value]) => [/^browser\.web_vital\.(\w+)\.value$/.exec(name)?.[1], value])
          .filter(([name]) => name !== undefined),
      ),
    }));

Object.defineProperty(globalThis, 'sent', { get: views });

Sentry.init({
  dsn: import.meta.env.SHOP_DSN,
  integrations: [Sentry.browserTracingIntegration()],
  tracesSampleRate: 1,
  environment: 'test',
  release: 'storefront@1.0.0',
  beforeSendSpan: (span) => {
    spans.push(span);
    return span;
  },
});
Sentry.setUser({ id: 'visitor' });

document.querySelector('button').addEventListener('click', () => {
  history.pushState(null, '', '/basket');
});
