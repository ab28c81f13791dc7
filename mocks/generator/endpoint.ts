import type { Status } from '../../src/model/status.ts';
import type { Milliseconds } from '../../src/model/time.ts';
import type { ReleaseFamily } from './releases.ts';
import { layOut } from './plan.ts';
import type { Layout, Step } from './plan.ts';

/** A program that sends transactions under a project of its own. */
export interface Service {
  readonly project: string;
  readonly sdk: string;
  readonly releases: ReleaseFamily;
  readonly servers: readonly string[];
  /** Whether people's own devices run it. */
  readonly device: 'browser' | 'phone' | null;
  /** Whether its environment was configured: one service was forgotten. */
  readonly namesEnvironment: boolean;
}

/** An error that is reported while a transaction runs. */
export interface Fault {
  readonly type: string;
  readonly message: string;
  readonly level: 'error' | 'warning';
}

/** How some of an endpoint's transactions end, other than well. */
export interface Outcome {
  /** Part of the transactions that end so. */
  readonly rate: number;
  readonly status: Status;
  readonly http: number | null;
  /** Own time relative to that of one that goes well. */
  readonly pace: number;
  readonly fault: Fault | null;
}

/** Own time: log-normal by `median` and `sigma`, and `slow.rate` of them longer by a Pareto tail from `slow.times` on. */
export interface Latency {
  readonly median: Milliseconds;
  readonly sigma: number;
  readonly slow: { readonly rate: number; readonly times: number };
}

/** One way of doing the work, and how often it is taken. */
export interface Variant {
  readonly share: number;
  readonly pace: number;
  readonly layout: Layout;
}

/** Everything about one kind of transaction. */
export interface Endpoint {
  /** Unique; the transaction's name, with the kind of page view in front where two share the name. */
  readonly key: string;
  readonly transaction: string;
  readonly op: string;
  readonly service: Service;
  readonly method: string | null;
  readonly okCode: number | null;
  readonly latency: Latency;
  /** The first is the usual one. All make the same calls in the same order. */
  readonly variants: readonly [Variant, ...Variant[]];
  readonly outcomes: readonly Outcome[];
  /** Whether somebody is signed in. */
  readonly hasUser: boolean;
}

export interface VariantText {
  readonly share: number;
  readonly pace?: number;
  readonly steps: readonly Step[];
  readonly tail?: number;
}

export function variant({ share, pace = 1, steps, tail = 1 }: VariantText): Variant {
  return { share, pace, layout: layOut(steps, tail) };
}

export function latency(median: Milliseconds, sigma: number, rate = 0.01, times = 2): Latency {
  return { median, sigma, slow: { rate, times } };
}

function fault(type: string, message: string, level: Fault['level'] = 'error'): Fault {
  return { type, message, level };
}

/** A fault that the program got over: the transaction goes well and takes a little longer. */
export function handled(rate: number, type: string, message: string): Outcome {
  return { rate, status: 'ok', http: 200, pace: 1, fault: fault(type, message, 'warning') };
}

/** A refusal that is no bug: nothing is reported, and it is answered sooner. */
export function refused(rate: number, status: Status, http: number, pace = 0.35): Outcome {
  return { rate, status, http, pace, fault: null };
}

/** A failure that is reported as an error. `http` is null for what answers no request. */
export function broken(rate: number, status: Status, http: number | null, error: string, pace = 1): Outcome {
  const [type = '', message = ''] = error.split(': ', 2);
  return { rate, status, http, pace, fault: fault(type, message) };
}
