import type { Collector } from './start.ts';

/** What is printed once the collector listens: where to look, where to send, where it is kept. */
export function banner(version: string, { url, dsn, directory }: Collector): string {
  const lines = [
    ['Open', url],
    ['Sentry DSN', dsn],
    ['OpenTelemetry', `${url.replace(/\/$/, '')} (OTLP over HTTP, JSON or protobuf)`],
    ['Data', directory ?? 'in memory only: gone when this ends'],
  ].map(([name = '', value = '']) => `  ${name.padEnd(14)} ${value}`);
  return [`Longtail ${version}`, '', ...lines, '', 'Ctrl+C ends it.'].join('\n');
}
