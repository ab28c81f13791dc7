import type { Finding } from '../../model/finding.ts';
import type { Trace } from '../../model/trace.ts';
import { opAt } from '../trace.ts';

/** The spans that a fix changes: of a repeated sequence its queries, else all offenders. */
export function fixedNodes(trace: Trace, { kind, offenders }: Finding): readonly number[] {
  if (kind !== 'mn-plus-one-db') return offenders;
  return offenders.filter((node) => opAt(trace, node).startsWith('db'));
}
