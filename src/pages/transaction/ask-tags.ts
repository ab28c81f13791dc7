import type { Scope } from '../../model/query.ts';
import type { Source, TagCount } from '../../model/source.ts';

/** Asks which tags the rows have, for a report. */
export function askTags(source: Source, scope: Scope, signal: AbortSignal): Promise<readonly TagCount[]> {
  return source.tags(scope, signal);
}
