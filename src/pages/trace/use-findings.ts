import { useMemo } from 'react';
import type { Finding } from '../../model/finding.ts';
import type { Trace } from '../../model/trace.ts';
import type { Row } from '../../trace/row-list.ts';
import { isWithin, NONE } from '../../trace/trace.ts';

/** The findings of what is in scope, and which of them a row belongs to. */
export interface Findings {
  readonly all: readonly Finding[];
  /** The costliest finding among whose offenders a row is. */
  readonly of: (row: Row) => Finding | null;
}

/** What was found in a trace, of the part that is in scope. */
export function useFindings(trace: Trace, root: number, found: readonly Finding[]): Findings {
  return useMemo(() => {
    const all = found.filter(
      ({ offenders: [first = NONE] }) => root === NONE || isWithin(trace, first, root),
    );
    const byNode = new Map<number, Finding>();
    for (const finding of all.toReversed()) {
      for (const node of finding.offenders) byNode.set(node, finding);
    }
    const of = (row: Row): Finding | null => (row.kind === 'gap' ? null : (byNode.get(row.node) ?? null));
    return { all, of };
  }, [found, trace, root]);
}
