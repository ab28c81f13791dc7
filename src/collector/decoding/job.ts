import type { Privacy } from '../../formats/privacy/scrub.ts';
import type { EpochMs } from '../../model/time.ts';
import type { Headers } from '../http/refusal.ts';
import type { Encoding } from '../http/inflate.ts';
import type { Format } from '../spool/accepted.ts';

/** A body as it was received, and all that is needed to find out what is in it. It can be sent to another thread. */
export interface Job {
  readonly format: Exclude<Format, 'tally'>;
  /** Of the Sentry address; empty for OpenTelemetry, which names its services itself. */
  readonly project: string;
  readonly received: EpochMs;
  readonly encoding: Encoding;
  /** The key that the DSN in the body has to carry; null where the request gave it already, or needs none. */
  readonly key: string | null;
  /** What the sender calls itself; it is read for browser and system, and not kept. */
  readonly userAgent: string | null;
  /** What is filtered out of it. */
  readonly privacy: Privacy;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What was in a body that could be taken. */
export interface Taken {
  readonly kind: 'taken';
  /** The event id of a Sentry envelope; null where it has none. */
  readonly eventId: string | null;
  /** For a person: `1 transaction, 2 errors; skipped 1 session`. */
  readonly message: string;
  readonly transactions: number;
  /** Whether something of it was taken, or nothing of it was wrong. */
  readonly accepted: boolean;
  /** Items that were refused, for the sender. */
  readonly rejected: { readonly count: number; readonly message: string };
}

/** Why nothing of a body was taken: what a `Refusal` is made of. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly message: string;
  readonly advice: string;
  readonly headers: Headers;
  /** What it is counted under. */
  readonly reason: string;
}

/** Something went wrong on our side. */
export interface Failed {
  readonly kind: 'failed';
  readonly message: string;
}

/** What became of a job, but for the record that was made of it. */
export type Outcome = Taken | Refused | Failed;

/** A job that was done; the record is one of the spool's, ready to be written, and there for what was taken. */
export interface Done {
  readonly outcome: Outcome;
  readonly record: Uint8Array | null;
}

/** What a worker answers to a list of jobs: an outcome for each, and their records one behind the other. */
export interface Answer {
  readonly done: readonly { readonly outcome: Outcome; readonly length: number }[];
  readonly records: Uint8Array<ArrayBuffer>;
}

/** What a worker says once it has warmed up. */
export const WARM = 'warm';
