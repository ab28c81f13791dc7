import type { Milliseconds } from '../model/time.ts';
import type { Transaction } from '../model/transaction.ts';
import { ROUNDING } from './rounding.ts';
import { NONE } from './trace.ts';
import type { Trace } from '../model/trace.ts';

/** From this length on a time without a child span is always worth a row. */
const LONG_GAP: Milliseconds = 100;

/** A shorter one is, if it is longer than this and than this share of its transaction. */
const SHORT_GAP: Milliseconds = 20;
const GAP_SHARE = 0.1;

/** Whether a time without instrumentation, within a transaction of the given length, gets a row. */
export function isGap(length: Milliseconds, transaction: Milliseconds): boolean {
  if (length >= LONG_GAP - ROUNDING) return true;
  return length > SHORT_GAP + ROUNDING && length > transaction * GAP_SHARE + ROUNDING;
}

/** SDKs of Sentry that run in browsers only. */
const BROWSER_SDK =
  /^sentry\.javascript\.(browser|react|vue|angular|angular-ivy|svelte|solid|ember|gatsby|preact|wasm)\b/;

/** What browsers begin their work with, also under SDKs that run on servers too, such as Next.js. */
const BROWSER_OP = /^(pageload|navigation|ui|documentLoad|routeChange)\b/;

/**
 * Whether a transaction was recorded in a browser: there most time belongs to the network, the user or other
 * scripts, and its absence from the trace says nothing.
 */
export function isBrowser({ sdk, op, attributes }: Pick<Transaction, 'sdk' | 'op' | 'attributes'>): boolean {
  return (
    (sdk !== null && (BROWSER_SDK.test(sdk) || /\bwebjs\b/.test(sdk))) ||
    attributes.get('telemetry.sdk.language') === 'webjs' ||
    BROWSER_OP.test(op)
  );
}

/**
 * How long the transaction of a node is, or null where its gaps mean nothing because a browser recorded it. A node
 * outside of every transaction is measured against its own length.
 */
export function gapScale(trace: Trace, node: number): Milliseconds | null {
  const owner = trace.owner[node] ?? NONE;
  const transaction = trace.transactions.get(owner);
  if (transaction === undefined) return trace.duration[node] ?? 0;
  return isBrowser(transaction) ? null : (trace.duration[owner] ?? 0);
}
