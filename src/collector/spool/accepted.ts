import type { EpochMs } from '../../model/time.ts';
import type { Encoding } from '../http/inflate.ts';

/**
 * What the body of an accepted request is. `tally` is our own: what was in a request of which no row is kept, so
 * that the count of what came in survives as well as the rows do.
 */
export const FORMATS = ['sentry', 'otlp-json', 'otlp-protobuf', 'tally'] as const;
export type Format = (typeof FORMATS)[number];

/** A request as it was accepted: all that is needed to read it again, years later. */
export interface Accepted {
  readonly format: Format;
  /** Of the Sentry address; empty for OpenTelemetry, which names its services itself. */
  readonly project: string;
  readonly received: EpochMs;
  readonly encoding: Encoding;
  /** As it travelled. */
  readonly body: Uint8Array;
}
