// A static host as there are many: files of a folder under a path of its own, 404.html for what is not there.
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Passes an answer on as it comes, until the client has enough of it. */
async function send(answered: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.flushHeaders();
  const reader = answered.body?.getReader();
  response.on('close', () => void reader?.cancel().catch(() => undefined));
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    response.write(part.value);
  }
  response.end();
}

/** A host that runs. */
export interface Host {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves `folder` at `path`, which begins and ends with a slash, on a free port. What `answer` answers to a path
 * below it goes before the files.
 */
export async function serveFolder(
  folder: string,
  path: string,
  answer: (below: string) => Promise<Response> | null = () => null,
): Promise<Host> {
  const read = async (name: string): Promise<Buffer | null> => {
    const file = normalize(join(folder, name));
    return file.startsWith(normalize(folder) + sep) ? readFile(file).catch(() => null) : null;
  };
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://host.test');
      const name = pathname.startsWith(path) ? pathname.slice(path.length) || 'index.html' : null;
      const answered = name === null ? null : await answer(name + search);
      if (answered !== null) {
        await send(answered, response);
        return;
      }
      const body = name === null ? null : await read(name);
      const type = TYPES[extname(name ?? '')] ?? 'application/octet-stream';
      response.writeHead(body === null ? 404 : 200, {
        'content-type': body === null ? TYPES['.html'] : type,
      });
      response.end(body ?? (await read('404.html')));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
