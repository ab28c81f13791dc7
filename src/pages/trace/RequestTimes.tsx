import type { ReactNode } from 'react';
import type { Span } from '../../model/span.ts';
import { Readings, timeReading } from './DetailParts.tsx';

/** Seconds since 1970, as browsers' SDKs write the moments of a request; NaN where one is not said. */
function momentOf({ attributes }: Span, name: string): number {
  const value = attributes.get(`http.request.${name}`);
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
    ? Number(value) * 1000
    : NaN;
}

/** Of a request that says so: how long it waited to be sent, for its answer to begin, and for all of it. */
export function RequestTimes({ span }: { readonly span: Span }): ReactNode {
  const drift = span.drift ?? 0;
  const sent = momentOf(span, 'request_start') + drift;
  const answered = momentOf(span, 'response_start') + drift;
  const end = span.start + span.duration;
  if (!(sent >= span.start && answered >= sent && end >= answered)) return null;
  return (
    <Readings
      of={[
        timeReading('waited', sent - span.start, 'Before it was sent: for a connection, or in a queue'),
        timeReading('request', answered - sent, 'From then on until the answer began'),
        timeReading('response', end - answered, 'Until all of the answer was there'),
      ]}
    />
  );
}
