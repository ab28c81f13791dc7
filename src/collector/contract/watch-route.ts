import type { ServerResponse } from 'node:http';
import { EVENT_STREAM_TYPE, HEARTBEAT, HEARTBEAT_MS, encodeRevision } from '../../formats/event-stream.ts';
import type { Route } from '../http/routes.ts';

/** Readers are told at most once in this time. */
const PAUSE_MS = 1_000;

/** Bytes that may wait for a reader who takes none. */
const MOST_UNREAD = 65_536;

/** Tells those who watch that rows have changed. */
export class Watchers {
  readonly #change: () => number;
  readonly #responses = new Set<ServerResponse>();
  #told: number;
  #pause: NodeJS.Timeout | null = null;
  #isClosed = false;
  readonly #heartbeat: NodeJS.Timeout;

  /** `change`: the last position in the sequence of changes. */
  constructor(change: () => number) {
    this.#change = change;
    this.#told = change();
    this.#heartbeat = setInterval(() => this.#write(HEARTBEAT), HEARTBEAT_MS).unref();
  }

  add(response: ServerResponse): void {
    // A request over a connection that is still open while the collector ends.
    if (this.#isClosed) {
      response.end();
      return;
    }
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
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    if (this.#pause !== null) clearTimeout(this.#pause);
    for (const response of this.#responses) response.end();
  }

  #message(): string {
    const after = this.#change();
    return encodeRevision(after, after);
  }

  #write(text: string): void {
    for (const response of this.#responses) {
      // Who takes nothing for so long asks again and is told where things stand.
      if (response.writableLength > MOST_UNREAD) response.destroy();
      else response.write(text);
    }
  }
}

/** `GET watch`: server-sent events. */
export function watchRoute(watchers: Watchers): Route {
  return {
    method: 'GET',
    path: /^\/api\/v1\/watch$/,
    plane: 'stream',
    answer: ({ request, response }) => {
      response.writeHead(200, { 'content-type': EVENT_STREAM_TYPE, 'cache-control': 'no-store' });
      if (request.method === 'HEAD') response.end();
      else watchers.add(response);
    },
  };
}
