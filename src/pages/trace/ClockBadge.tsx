import { VisuallyHidden } from '@mantine/core';
import { ClockAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Milliseconds } from '../../model/time.ts';
import { IMPOSSIBLE_TIME } from '../../trace/drift.ts';
import type { ImpossibleTime } from '../../trace/drift.ts';
import { NONE } from '../../trace/trace.ts';
import type { Trace } from '../../trace/trace.ts';
import { formatDuration } from '../../ui/format.ts';
import css from './TraceHeader.module.css';

/** How far the clock of each project in scope was set right; those that were right are left out. */
function driftsOf(trace: Trace, root: number): ReadonlyMap<string, Milliseconds> {
  const from = root === NONE ? 0 : root;
  const to = root === NONE ? trace.length : root + (trace.size[root] ?? 0);
  const drifts = new Map<string, Milliseconds>();
  for (let node = from; node < to; node += 1) {
    const span = trace.spans[node];
    if (span?.drift !== undefined) drifts.set(span.project, span.drift);
  }
  return drifts;
}

const DOUBTS: Readonly<Record<ImpossibleTime, string>> = {
  past_timestamp: 'It is dated more than a month before it arrived; check the clock of what sent it.',
  future_timestamp: 'It is dated after it arrived; check the clock of what sent it.',
};

function inWords(project: string, drift: Milliseconds): string {
  const way = drift > 0 ? 'behind' : 'ahead';
  const change = drift > 0 ? 'later' : 'earlier';
  const by = formatDuration(Math.abs(drift));
  return `The clock of ${project} was ${by} ${way}; its times are shown that much ${change} than they were sent.`;
}

/** What is said of transactions whose times cannot be, each kind once. */
function doubtsOf(trace: Trace, root: number): readonly string[] {
  const from = root === NONE ? 0 : root;
  const to = root === NONE ? trace.length : root + (trace.size[root] ?? 0);
  const words = new Set<unknown>();
  for (let node = from; node < to; node += 1) words.add(trace.spans[node]?.attributes.get(IMPOSSIBLE_TIME));
  return Object.entries(DOUBTS).flatMap(([word, doubt]) => (words.has(word) ? [doubt] : []));
}

/** Says that times are shown by another clock than the sender's, and how far apart these are. */
export function ClockBadge({ trace, root }: { readonly trace: Trace; readonly root: number }): ReactNode {
  const drifts = Array.from(driftsOf(trace, root), ([project, drift]) => inWords(project, drift));
  const doubts = doubtsOf(trace, root);
  if (drifts.length + doubts.length === 0) return null;
  const title = [...drifts, ...doubts].join('\n');
  return (
    <span className={css.clock} title={title}>
      <ClockAlert size={12} strokeWidth={1.75} aria-hidden />
      {drifts.length > 0 ? 'Clock corrected' : 'Time in doubt'}
      <VisuallyHidden>. {title}</VisuallyHidden>
    </span>
  );
}
