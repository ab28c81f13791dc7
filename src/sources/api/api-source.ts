import { createFeedSource } from '../feed-source.ts';
import type { FeedSource } from '../feed-source.ts';
import type { Limits } from '../loader.ts';
import type { Visibility } from '../visibility.ts';
import { createApiFeed } from './api-feed.ts';
import { PATIENCE } from './http.ts';
import type { Http, Patience } from './http.ts';
import { sharingOfBrowser } from './share-revisions.ts';
import type { Sharing } from './share-revisions.ts';

export interface ApiOptions {
  /** Where the API is, such as `https://host/api/v1/`. */
  readonly base: string | URL;
  readonly fetch?: typeof fetch;
  readonly patience?: Partial<Patience>;
  readonly limits?: Partial<Limits>;
  /** Given where only a page that can be seen is answered. */
  readonly visibility?: Visibility;
  /** How tabs share a stream of revisions: as the browser lets them where it is left out, null: not at all. */
  readonly sharing?: Sharing | null;
}

/** A Source of the HTTP contract, whoever serves it: the collector, the demo, or something of your own. */
export function createApiSource(options: ApiOptions): FeedSource {
  const base = new URL(options.base);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const http: Http = {
    base,
    // Taken when it is called, because whoever answers in its place may come later.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    patience: { ...PATIENCE, ...options.patience },
    visibility: options.visibility ?? null,
  };
  const feed = createApiFeed(http, options.sharing === undefined ? sharingOfBrowser() : options.sharing);
  return createFeedSource(feed, options.limits);
}
