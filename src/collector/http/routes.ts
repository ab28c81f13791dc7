import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { SECURITY_HEADERS, answerRefusal, toRefusal } from './answer.ts';
import type { Exchange } from './answer.ts';
import { Refusal } from './refusal.ts';

/**
 * Where a request may come from. `ingest` takes data from anyone under any name and gives none back; `read` gives
 * data to the collector's own pages only; `stream` does so where a browser asks and not a script, which cannot send a
 * header, and `scrape` where a program does; `change` alters something.
 */
type Plane = 'ingest' | 'read' | 'stream' | 'scrape' | 'change';

/** One entry of the table: the first whose method and path match answers. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'OPTIONS';
  readonly path: RegExp;
  readonly plane: Plane;
  readonly answer: (exchange: Exchange) => void | Promise<void>;
}

function decoded(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    throw new Refusal(400, 'The address holds a broken percent code.', 'Check the address.');
  }
}

function urlOf(request: IncomingMessage): URL {
  // The base only completes the path; a request line may hold a whole URL, of which the path counts too.
  try {
    return new URL(request.url ?? '', 'http://localhost');
  } catch {
    throw new Refusal(400, 'The address cannot be read.', 'Check the address.');
  }
}

/** Decides who may read and change (`ReadGuard`): each throws a Refusal for who may not. */
export interface Guard {
  readonly checkHost: (request: IncomingMessage) => void;
  readonly checkRead: (request: IncomingMessage) => void;
  readonly checkStream: (request: IncomingMessage) => void;
  readonly checkScrape: (request: IncomingMessage) => void;
  readonly checkChange: (request: IncomingMessage) => void;
  /** Whether it has answered the request for a page itself. */
  readonly admit: (page: Exchange) => boolean;
}

function guard(plane: Plane, request: IncomingMessage, reads: Guard): void {
  switch (plane) {
    case 'ingest':
      return;
    case 'read':
      return reads.checkRead(request);
    case 'stream':
      return reads.checkStream(request);
    case 'scrape':
      return reads.checkScrape(request);
    case 'change':
      return reads.checkChange(request);
  }
}

/** What answers when no route's path matches, such as the files of the app; null: nothing there. */
type Fallback = (exchange: Exchange) => void;

async function answer(
  exchange: Omit<Exchange, 'parts'>,
  routes: readonly Route[],
  reads: Guard,
  fallback: Fallback,
): Promise<void> {
  const { request, url } = exchange;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const here = routes.filter((route) => route.path.test(url.pathname));
  const route = here.find((candidate) => candidate.method === method);
  if (route !== undefined) {
    guard(route.plane, request, reads);
    const parts = (route.path.exec(url.pathname) ?? []).slice(1).map(decoded);
    await route.answer({ ...exchange, parts });
    return;
  }
  if (here.length > 0) {
    reads.checkHost(request);
    const allow = here.map((candidate) => candidate.method).join(', ');
    const message = `${request.method ?? ''} is not possible at ${url.pathname}.`;
    throw new Refusal(405, message, `Possible is ${allow}.`, { allow });
  }
  const page = { ...exchange, parts: [] };
  if (!reads.admit(page)) fallback(page);
}

/** Whether the client went away in the middle of an answer: no failure. */
function isGone(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  return error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

/** The listener of the collector's servers. `report` gets what went wrong on our side. */
export function serveRoutes(
  routes: readonly Route[],
  reads: Guard,
  fallback: Fallback,
  report: (error: unknown) => void,
): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    const run = async (): Promise<void> => {
      try {
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
        await answer({ request, response, url: urlOf(request) }, routes, reads, fallback);
      } catch (error) {
        if (isGone(error)) return;
        answerRefusal(response, toRefusal(error, report));
      }
    };
    void run();
  };
}
