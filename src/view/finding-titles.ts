import type { FindingKind } from '../model/finding.ts';

/** What each kind of finding is called. */
export const FINDING_TITLES: Readonly<Record<FindingKind, string>> = {
  'n-plus-one-db': 'N+1 query',
  'mn-plus-one-db': 'M·N+1 query',
  'consecutive-db': 'Consecutive queries',
  'slow-db': 'Slow query',
  'n-plus-one-api': 'N+1 API call',
  'consecutive-http': 'Consecutive requests',
  'large-payload': 'Large payload',
  'uncompressed-asset': 'Uncompressed asset',
  'render-blocking-asset': 'Render-blocking asset',
  'http-overhead': 'HTTP/1.1 overhead',
  'db-main-thread': 'Database on the main thread',
  'file-main-thread': 'File access on the main thread',
};
