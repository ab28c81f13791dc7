import type { Scope } from '../model/query.ts';
import type { Source, TagCount } from '../model/source.ts';
import { useAside } from './use-aside.ts';

function askTags(source: Source, scope: Scope, signal: AbortSignal): Promise<readonly TagCount[]> {
  return source.tags(scope, signal);
}

const NONE: readonly TagCount[] = [];

/** The keys of the tags that the rows of a scope have, the most frequent first; none while they are not known. */
export function useTagKeys(scope: Scope): readonly TagCount[] {
  return useAside(scope, askTags).data ?? NONE;
}
