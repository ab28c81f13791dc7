import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import type { Exchange } from './answer.ts';
import { Refusal } from './refusal.ts';

/** Names under `assets/` carry a hash of their content; everything else, the service worker too, is asked for anew. */
function cachingOf(pathname: string): string {
  return pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function nothingThere(pathname: string): Refusal {
  return new Refusal(404, `There is nothing at ${pathname}.`, 'The contract is at /openapi.json.');
}

/**
 * Serves the built app. A path of one level without a dot is one of the app's own pages and gets its `index.html`.
 * Where the app is not built, every path says so.
 */
export function serveApp(folder: string): (exchange: Exchange) => void {
  const isBuilt = existsSync(join(folder, 'index.html'));
  const files = isBuilt
    ? sirv(folder, {
        etag: true,
        setHeaders: (response, pathname) => response.setHeader('cache-control', cachingOf(pathname)),
      })
    : null;
  return ({ request, response, url }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw nothingThere(url.pathname);
    if (/^\/(api|v1)\//.test(url.pathname)) throw nothingThere(url.pathname);
    if (files === null) {
      throw new Refusal(404, 'The app is not built.', 'Run "npm run build" and start the collector again.');
    }
    files(request, response, () => {
      if (!/^\/[^/.]+$/.test(url.pathname)) throw nothingThere(url.pathname);
      request.url = '/';
      files(request, response);
    });
  };
}
