import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

const PAGE = '<!doctype html><meta charset="utf-8"><title>Longtail bench</title>';

/** A server for the bench's page: an address, and how to end it. */
export interface BenchServer {
  readonly url: string;
  readonly close: () => void;
}

/**
 * Serves the page and the folders' files, under `/<name>/`. The page is isolated from all others, without which a browser
 * gives a worker neither shared memory nor a fine clock.
 */
export async function serveBench(folders: Readonly<Record<string, string>>): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, name = '', ...rest] = normalize(path).split('/');
    const isolated = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
    };
    const folder = folders[name];
    if (path === '/') {
      response.writeHead(200, { ...isolated, 'Content-Type': 'text/html' }).end(PAGE);
    } else if (folder === undefined) {
      response.writeHead(404, isolated).end();
    } else {
      const file = join(folder, ...rest);
      readFile(file).then(
        (bytes) => {
          const type = TYPES[extname(file)] ?? 'application/octet-stream';
          response.writeHead(200, { ...isolated, 'Content-Type': type }).end(bytes);
        },
        () => response.writeHead(404, isolated).end(),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
