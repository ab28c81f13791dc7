// The shop's instrumentation by OpenTelemetry JS, exporting OTLP as JSON or as protobuf.
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { appendFileSync } from 'node:fs';

const kind = process.env.SHOP_SDK;
const Exporter = kind === 'otel-json' ? JsonExporter : ProtobufExporter;
const exporter = new Exporter({ url: `${process.env.SHOP_TO}/v1/traces` });

const millis = ([seconds, nanos]) => seconds * 1000 + nanos / 1e6;

/** Notes what the exporter is given: the truth that the dashboard must show. */
const noting = {
  export: (spans, done) => {
    const lines = spans.map((span) =>
      JSON.stringify({
        sdk: kind,
        name: span.name,
        kind: span.kind,
        traceId: span.spanContext().traceId,
        spanId: span.spanContext().spanId,
        parentId: span.parentSpanContext?.spanId ?? null,
        start: millis(span.startTime),
        // From the nanoseconds themselves: an epoch in milliseconds has no room for them.
        duration: millis(span.duration),
        failed: span.status.code === SpanStatusCode.ERROR,
        user: span.attributes['user.id'] ?? null,
      }),
    );
    appendFileSync(process.env.SHOP_TRUTH, `${lines.join('\n')}\n`);
    exporter.export(spans, done);
  },
  shutdown: () => exporter.shutdown(),
  forceFlush: () => exporter.forceFlush(),
};

// Small batches: children travel before the span they belong to, as they do in production.
const processor = new BatchSpanProcessor(noting, { maxExportBatchSize: 4, scheduledDelayMillis: 200 });
new NodeTracerProvider({
  resource: resourceFromAttributes({
    'service.name': kind,
    'service.namespace': 'shop',
    'service.version': '1.0.0',
    'deployment.environment.name': 'test',
  }),
  spanProcessors: [processor],
}).register();
registerInstrumentations({
  instrumentations: [
    new HttpInstrumentation({
      disableOutgoingRequestInstrumentation: true,
      ignoreIncomingRequestHook: (request) => !/^\/(product|order)/.test(request.url),
      requestHook: (span, request) => {
        span.updateName(`${request.method} ${new URL(request.url, 'http://shop.test').pathname}`);
      },
    }),
  ],
});

const tracer = trace.getTracer('shop');

export const span = (op, name, work) =>
  tracer.startActiveSpan(
    name,
    op === 'db'
      ? { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'postgresql', 'db.query.text': name } }
      : {},
    async (active) => {
      try {
        return await work();
      } finally {
        active.end();
      }
    },
  );
export const user = (id) => {
  if (id !== undefined) trace.getActiveSpan()?.setAttribute('user.id', id);
};
export const failed = (error) => trace.getActiveSpan()?.recordException(error);
export const flush = () => processor.forceFlush();
