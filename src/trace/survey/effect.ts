import type { Finding } from '../../model/finding.ts';
import type { Fix, FixEffect, RouteFigures } from '../../model/survey.ts';
import type { Trace } from '../../model/trace.ts';
import { quantileOf } from '../durations.ts';
import { estimate } from '../fix.ts';
import { fixedNodes } from '../findings/fixed-nodes.ts';
import { NONE } from '../trace.ts';

/** What response times are measured by. */
export interface Measure {
  /** Satisfied up to this, tolerating up to four times it, frustrated above. */
  readonly satisfied: number;
  /** Who waited for an event, by its node. */
  readonly users: ReadonlyMap<number, string>;
}

/** Apdex: (satisfied + tolerating / 2) / all (apdex.org, technical specification 1.1). */
function apdexOf(durations: Float64Array, satisfied: number): number {
  let score = 0;
  for (const duration of durations) score += duration <= satisfied ? 1 : duration <= 4 * satisfied ? 0.5 : 0;
  return durations.length === 0 ? NaN : score / durations.length;
}

function figuresOf(
  nodes: readonly number[],
  durations: Float64Array,
  { satisfied, users }: Measure,
): RouteFigures {
  const miserable = new Set<string>();
  for (const [at, node] of nodes.entries()) {
    const user = users.get(node);
    if (user !== undefined && (durations[at] ?? 0) > 4 * satisfied) miserable.add(user);
  }
  const sorted = durations.toSorted();
  return {
    p50: quantileOf(sorted, 0.5),
    p95: quantileOf(sorted, 0.95),
    apdex: apdexOf(durations, satisfied),
    miserable: users.size === 0 ? NaN : miserable.size,
  };
}

/** What all events would be like if those that have a finding were without it; the others stay as they were. */
export function effectOf(trace: Trace, findings: readonly Finding[], fix: Fix, measure: Measure): FixEffect {
  const nodes = [...trace.transactions.keys()];
  const places = new Map(nodes.map((node, at) => [node, at]));
  const now = Float64Array.from(nodes, (node) => trace.duration[node] ?? 0);
  const pessimistic = now.slice();
  const optimistic = now.slice();
  const events = new Set<number>();
  for (const finding of findings) {
    const owner = trace.owner[finding.offenders[0] ?? NONE] ?? NONE;
    const at = places.get(owner);
    if (at === undefined) continue;
    const range = estimate(trace, owner, fix, fixedNodes(trace, finding));
    pessimistic[at] = range.pessimistic;
    optimistic[at] = range.optimistic;
    events.add(owner);
  }
  return {
    events: events.size,
    now: figuresOf(nodes, now, measure),
    pessimistic: figuresOf(nodes, pessimistic, measure),
    optimistic: figuresOf(nodes, optimistic, measure),
  };
}
