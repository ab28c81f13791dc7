import type { Survey, SurveyedSpans } from '../../model/survey.ts';
import type { ExportTable } from '../../ui/export/table-text.ts';

/** Tells kinds of spans apart. */
export function spanKey({ op, description, first }: SurveyedSpans): string {
  return JSON.stringify([op, description, first]);
}

/** Kinds of spans as a table of plain values: times in milliseconds, shares as ratios. */
export function toSpanTable(spans: readonly SurveyedSpans[], { statistics, events }: Survey): ExportTable {
  const all = statistics.reduce((sum, { self }) => sum + self, 0);
  return {
    names: [
      'op',
      'description',
      'spans',
      'spans per event',
      'self time (ms)',
      'share of self time (ratio)',
      'self time per event (ms)',
      'p50 (ms)',
      'p95 (ms)',
      'longest (ms)',
      'on the critical path (ms)',
      'example trace',
    ],
    rows: spans.map(({ op, description, count, self, p50, p95, max, critical, examples }) => [
      op,
      description,
      count,
      count / events,
      self,
      self / all,
      self / events,
      p50,
      p95,
      max,
      critical,
      examples[0]?.trace ?? null,
    ]),
  };
}
