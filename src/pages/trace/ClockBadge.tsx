import type { ReactNode } from 'react';
import type { Milliseconds } from '../../model/time.ts';
import { IMPOSSIBLE_TIME } from '../../trace/drift.ts';
import { attributesAt, projectAt, rangeOf, rowAt } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { ClockMark } from '../../ui/ClockMark.tsx';
import { formatDuration } from '../../ui/format.ts';
import { CLOCK_WORDS } from '../../view/clock-words.ts';

/** How far the clock of each project in scope was set right; those that were right are left out. */
function driftsOf(trace: Trace, root: number): ReadonlyMap<string, Milliseconds> {
  const [from, to] = rangeOf(trace, root);
  const drifts = new Map<string, Milliseconds>();
  for (let node = from; node < to; node += 1) {
    const drift = trace.table.drift[rowAt(trace, node)] ?? NaN;
    if (!Number.isNaN(drift)) drifts.set(projectAt(trace, node), drift);
  }
  return drifts;
}

function inWords(project: string, drift: Milliseconds): string {
  const way = drift > 0 ? 'behind' : 'ahead';
  const change = drift > 0 ? 'later' : 'earlier';
  const by = formatDuration(Math.abs(drift));
  return `The clock of ${project} was ${by} ${way}; its times are shown that much ${change} than they were sent.`;
}

/** What is said of transactions whose times cannot be, each kind once. */
function doubtsOf(trace: Trace, root: number): readonly string[] {
  const [from, to] = rangeOf(trace, root);
  const words = new Set<unknown>();
  // A decoder writes it where a service's work begins.
  for (const node of trace.transactions.keys()) {
    if (node >= from && node < to) words.add(attributesAt(trace, node).get(IMPOSSIBLE_TIME));
  }
  return Object.entries(CLOCK_WORDS).flatMap(([word, doubt]) => (words.has(word) ? [doubt] : []));
}

/** Says that times are shown by another clock than the sender's, and how far apart these are. */
export function ClockBadge({ trace, root }: { readonly trace: Trace; readonly root: number }): ReactNode {
  const drifts = Array.from(driftsOf(trace, root), ([project, drift]) => inWords(project, drift));
  const doubts = doubtsOf(trace, root);
  if (drifts.length + doubts.length === 0) return null;
  return (
    <ClockMark
      label={drifts.length > 0 ? 'Clock corrected' : 'Time in doubt'}
      title={[...drifts, ...doubts].join('\n')}
    />
  );
}
