// Transactions as Sentry's events have them: a list of spans, each with its group and its data.
import type { AttributeValue, Span } from '../../../src/model/span.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { build } from '../../../src/trace/build.ts';
import { findIn } from '../../../src/trace/findings/find.ts';
import { CLASSIC_LIMITS } from '../../../src/trace/findings/finding.ts';
import type { Finding, FindingKind, FindingLimits } from '../../../src/model/finding.ts';
import { groupOf } from '../../../src/trace/hash.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { ORIGIN, span, transaction } from '../drawing.ts';

export interface Step {
  readonly op: string;
  readonly description?: string;
  /** Milliseconds after the transaction's start. */
  readonly from: number;
  readonly lasts: number;
  /** Name of this step, and of the one it ran under; the transaction itself where left out. */
  readonly id?: string;
  readonly under?: string;
  readonly group?: string;
  readonly data?: Readonly<Record<string, AttributeValue>>;
}

export interface EventGiven extends Partial<Transaction> {
  readonly group?: string;
}

function idOf(at: number): string {
  return (at + 1).toString(16).padStart(16, 'b');
}

/** The trace of one transaction of ten minutes. */
export function event(steps: readonly Step[], { group = 'root', ...given }: EventGiven = {}): Trace {
  const root = span({
    spanId: idOf(-1),
    op: given.op ?? 'http.server',
    description: given.transaction ?? '/books/',
    duration: 600_000,
    segment: idOf(-1),
    group,
  });
  const ids = new Map(steps.map((step, at) => [step.id ?? `${at}`, idOf(at)]));
  const spans = steps.map(({ op, description = '', from, lasts, under, group, data = {} }, at): Span => {
    return span({
      spanId: idOf(at),
      parentId: under === undefined ? root.spanId : (ids.get(under) ?? null),
      op,
      description,
      start: ORIGIN + from,
      duration: lasts,
      segment: root.spanId,
      group: group ?? groupOf({ op, description }),
      attributes: new Map(Object.entries(data)),
    });
  });
  return build([root, ...spans], [transaction(root, given)], []);
}

/** The findings of one kind among those of an event. */
export function found(
  kind: FindingKind,
  steps: readonly Step[],
  given: EventGiven = {},
  limits: FindingLimits = CLASSIC_LIMITS,
): Finding[] {
  return findIn(event(steps, given), limits).filter((finding) => finding.kind === kind);
}

/** `count` times a step, one after the other. */
export function times(count: number, step: Step, apart = step.lasts): Step[] {
  return Array.from({ length: count }, (_, at) => ({ ...step, from: step.from + at * apart }));
}
