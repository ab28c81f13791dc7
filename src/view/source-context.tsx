import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '../model/result.ts';
import type { Source } from '../model/source.ts';
import { Feed } from './feed.ts';
import type { Heard } from './feed.ts';
import type { SourceId } from './view.ts';

/** The source that is open, and what it tells. */
export interface OpenSource {
  readonly source: Source;
  readonly sourceId: SourceId;
  /** The collector at the app's own address, asked through the same worker; `source` itself where it is open. */
  readonly collector: Source;
  readonly feed: Feed;
}

const SourceContext = createContext<OpenSource | null>(null);

/** Gives the pages below it one source. Another source wants another provider: give it a `key`. */
export function SourceProvider(props: {
  readonly source: Source;
  readonly sourceId: SourceId;
  /** Left out where `source` is the collector. */
  readonly collector?: Source;
  readonly children: ReactNode;
}): ReactNode {
  const { source, sourceId, collector = source, children } = props;
  const feed = useMemo(() => new Feed(source), [source]);
  useEffect(() => feed.start(), [feed]);
  const open = useMemo(() => ({ source, sourceId, collector, feed }), [source, sourceId, collector, feed]);
  return <SourceContext value={open}>{children}</SourceContext>;
}

/** The source that the page's questions go to. */
export function useSource(): OpenSource {
  const open = useContext(SourceContext);
  if (open === null) throw new Error('useSource is used outside of a SourceProvider.');
  return open;
}

/** What the source told last: loading, problems. Null until it has told anything. */
export function useHeard(): Heard | null {
  const { feed } = useSource();
  return useSyncExternalStore(feed.subscribe, feed.latest);
}

/** What is wrong with the source as a whole; null: nothing. It changes with what it says alone. */
export function useSourceProblem(): Problem | null {
  const { feed } = useSource();
  return useSyncExternalStore(feed.subscribe, feed.problem);
}
