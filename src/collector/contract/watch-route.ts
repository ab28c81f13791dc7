import type { ServerResponse } from 'node:http';
import type { Route } from '../http/routes.ts';

const HEARTBEAT_MS = 15_000;
/** Readers are told at most once in this time. */
const PAUSE_MS = 1_000;

/** Tells those who watch that rows have changed. */
export class Watchers {
  readonly #change: () => number;
  readonly #responses = new Set<ServerResponse>();
  #told: number;
  #pause: NodeJS.Timeout | null = null;
  readonly #heartbeat: NodeJS.Timeout;

  /** `change`: the last position in the sequence of changes. */
  constructor(change: () => number) {
    this.#change = change;
    this.#told = change();
    this.#heartbeat = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS).unref();
  }

  add(response: ServerResponse): void {
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
    response.write(this.#message());
  }

  /** Says that rows may have changed. */
  notify(): void {
    if (this.#pause !== null || this.#told === this.#change()) return;
    this.#told = this.#change();
    this.#write(this.#message());
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.notify();
    }, PAUSE_MS).unref();
  }

  close(): void {
    clearInterval(this.#heartbeat);
    if (this.#pause !== null) clearTimeout(this.#pause);
    for (const response of this.#responses) response.end();
  }

  #message(): string {
    const after = this.#change();
    return `data: ${JSON.stringify({ revision: after, after })}\n\n`;
  }

  #write(text: string): void {
    for (const response of this.#responses) response.write(text);
  }
}

/** `GET watch`: server-sent events. */
export function watchRoute(watchers: Watchers): Route {
  return {
    method: 'GET',
    path: /^\/api\/v1\/watch$/,
    plane: 'read',
    answer: ({ request, response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      if (request.method === 'HEAD') response.end();
      else watchers.add(response);
    },
  };
}
