import type { Collector } from './start.ts';

/** What is printed once the collector listens: where to look, where to send, where it is kept. */
export function banner(version: string, collector: Collector): string {
  const { url, link, dsn, others, directory } = collector;
  const isShared = link !== url;
  const elsewhere = others.flatMap((other, index): [string, string][] => [
    [index === 0 ? 'From elsewhere' : '', `${other.dsn} (Sentry), ${other.otlp} (OTLP)`],
  ]);
  const reading: [string, string][] =
    others.length === 0 || isShared
      ? []
      : [['Reading', 'on this machine only; --read-token lets others read']];
  const lines = [
    ['Open', link],
    ['Sentry DSN', dsn],
    ['OpenTelemetry', `${url.replace(/\/$/, '')} (OTLP over HTTP, JSON or protobuf)`],
    ...elsewhere,
    ...reading,
    ['Data', directory ?? 'in memory only: gone when this ends'],
  ].map(([name = '', value = '']) => `  ${name.padEnd(14)} ${value}`);
  return [`Longtail ${version}`, '', ...lines, '', 'Ctrl+C ends it.'].join('\n');
}
