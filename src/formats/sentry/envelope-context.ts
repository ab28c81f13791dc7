import type { EpochMs } from '../../model/time.ts';
import type { ForeignObject } from '../foreign-value.ts';

/** What the items of one envelope have in common. */
export interface EnvelopeContext {
  readonly header: ForeignObject;
  /** The project of the DSN. */
  readonly project: string;
  /** When it reached the collector. */
  readonly received: EpochMs;
  /** The user agent that it was sent by; null where that is not known. */
  readonly userAgent: string | null;
}
