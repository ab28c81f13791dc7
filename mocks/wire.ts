// What travels between the page, which holds the handlers, and the worker, which holds the worlds. A stream sends one
// frame for each `more`, so that no more is made than is taken.
import type { WorldOptions } from './generator/traffic.ts';
import type { ErrorId } from '../src/model/span.ts';
import type { ErrorsAsk, SpansAsk, TransactionsAsk, World } from './world.ts';

/** A question for a world. `open` only finds out whether there can be such a world. */
export type Ask =
  | { readonly what: 'open' }
  | { readonly what: 'info' }
  | { readonly what: 'position' }
  | { readonly what: 'transactions'; readonly ask: TransactionsAsk }
  | { readonly what: 'spans'; readonly ask: SpansAsk }
  | { readonly what: 'errors'; readonly ask: ErrorsAsk }
  | { readonly what: 'error'; readonly of: ErrorId }
  | { readonly what: 'trace'; readonly traceId: string };

export type Request =
  /** Names its world in full: a world follows from its options, so that it can be made again at any time. */
  | { readonly kind: 'ask'; readonly id: number; readonly options: WorldOptions; readonly ask: Ask }
  | { readonly kind: 'more'; readonly id: number }
  /** No more is wanted. */
  | { readonly kind: 'stop'; readonly id: number };

export type Answer =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'frame'; readonly id: number; readonly frame: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** A Worker, its own global scope, or the end of a MessageChannel. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  start?(): void;
}

type Frames = AsyncIterator<Uint8Array<ArrayBuffer>, unknown>;

/** Worlds that are kept for the next question. */
const MOST_WORLDS = 4;

/** Worlds by their options; of too many, the one that was not asked for longest is forgotten. */
function keepWorlds(create: (options: WorldOptions) => World): (options: WorldOptions) => World {
  const kept = new Map<string, World>();
  return (options) => {
    const name = JSON.stringify([options.seed, options.anchor, options.rows]);
    const world = kept.get(name) ?? create(options);
    kept.delete(name);
    kept.set(name, world);
    for (const oldest of [...kept.keys()].slice(0, -MOST_WORLDS)) kept.delete(oldest);
    return world;
  };
}

/** Answers at `port` with the worlds that `create` makes; it throws where the options make none. */
export function serveWorlds(port: Port, create: (options: WorldOptions) => World): void {
  const worldOf = keepWorlds(create);
  const streams = new Map<number, Frames>();
  const send = (answer: Answer, transfer: Transferable[] = []): void => port.postMessage(answer, transfer);

  async function answer(id: number, options: WorldOptions, ask: Ask): Promise<void> {
    const world = worldOf(options);
    const stream = (frames: AsyncIterable<Uint8Array<ArrayBuffer>>): void =>
      void streams.set(id, frames[Symbol.asyncIterator]());
    switch (ask.what) {
      case 'open':
        send({ kind: 'value', id, value: null });
        // The next question is this, and the page takes its time to ask it. If it fails, it fails again then.
        return void world.info().catch(() => undefined);
      case 'info':
        return send({ kind: 'value', id, value: await world.info() });
      case 'position':
        return send({ kind: 'value', id, value: await world.position() });
      case 'transactions':
        return stream(world.transactions(ask.ask));
      case 'spans':
        return stream(world.spans(ask.ask));
      case 'errors':
        return stream(world.errors(ask.ask));
      case 'error':
        return send({ kind: 'value', id, value: await world.error(ask.of) });
      case 'trace':
        return stream(world.trace(ask.traceId));
    }
  }

  async function advance(id: number): Promise<void> {
    const next = await streams.get(id)?.next();
    if (next === undefined) return;
    if (next.done === true) {
      streams.delete(id);
      send({ kind: 'end', id });
    } else {
      send({ kind: 'frame', id, frame: next.value }, [next.value.buffer]);
    }
  }

  async function end(id: number): Promise<void> {
    const stream = streams.get(id);
    streams.delete(id);
    await stream?.return?.();
  }

  function receive(request: Request): void {
    const { id } = request;
    const fail = (error: unknown): void => {
      streams.delete(id);
      send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    };
    if (request.kind === 'ask') answer(id, request.options, request.ask).catch(fail);
    else if (request.kind === 'more') advance(id).catch(fail);
    else end(id).catch(fail);
  }

  port.addEventListener('message', (event) => receive((event as MessageEvent<Request>).data));
  port.start?.();
}
