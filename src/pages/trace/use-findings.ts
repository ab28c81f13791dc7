import { useMemo } from 'react';
import type { Row } from '../../trace/row-list.ts';
import { findIn } from '../../trace/findings/find.ts';
import { CLASSIC_LIMITS } from '../../trace/findings/finding.ts';
import type { Finding } from '../../trace/findings/finding.ts';
import { isWithin, NONE } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';

/** The findings of what is in scope, and which of them a row belongs to. */
export interface Findings {
  readonly all: readonly Finding[];
  /** The costliest finding among whose offenders a row is. */
  readonly of: (row: Row) => Finding | null;
}

/** What is found in a trace, of the part that is in scope. */
export function useFindings(trace: Trace, root: number): Findings {
  const whole = useMemo(() => findIn(trace, CLASSIC_LIMITS), [trace]);
  return useMemo(() => {
    const all = whole.filter(
      ({ offenders: [first = NONE] }) => root === NONE || isWithin(trace, first, root),
    );
    const byNode = new Map<number, Finding>();
    for (const finding of all.toReversed()) {
      for (const node of finding.offenders) byNode.set(node, finding);
    }
    const of = (row: Row): Finding | null => (row.kind === 'gap' ? null : (byNode.get(row.node) ?? null));
    return { all, of };
  }, [whole, trace, root]);
}
