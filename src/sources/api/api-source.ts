import { createFeedSource } from '../feed-source.ts';
import type { FeedSource } from '../feed-source.ts';
import type { Limits } from '../loader.ts';
import { createApiFeed } from './api-feed.ts';
import { PATIENCE } from './http.ts';
import type { Patience } from './http.ts';

export interface ApiOptions {
  /** Where the API is, such as `https://host/api/v1/`. */
  readonly base: string | URL;
  readonly fetch?: typeof fetch;
  readonly patience?: Partial<Patience>;
  readonly limits?: Partial<Limits>;
}

/** A Source of the HTTP contract, whoever serves it: the collector, the demo, or something of your own. */
export function createApiSource(options: ApiOptions): FeedSource {
  const base = new URL(options.base);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const feed = createApiFeed({
    base,
    // Taken when it is called, because whoever answers in its place may come later.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    patience: { ...PATIENCE, ...options.patience },
  });
  return createFeedSource(feed, options.limits);
}
