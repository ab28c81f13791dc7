// What travels between the page, which holds the handlers, and the worker, which holds the world. A stream sends one
// frame for each `more`, so that no more is made than is taken.
import type { EpochMs } from '../src/model/time.ts';
import type { WorldOptions } from './generator/traffic.ts';
import type { SpansAsk, TransactionsAsk, World } from './world.ts';

/** A question for a world. */
export type Ask =
  | { readonly what: 'info' }
  | { readonly what: 'position' }
  | { readonly what: 'transactions'; readonly ask: TransactionsAsk }
  | { readonly what: 'spans'; readonly ask: SpansAsk }
  | { readonly what: 'trace'; readonly traceId: string };

export type Request =
  /** The first message. Answered by `started` or `refused`. */
  | { readonly kind: 'start'; readonly options: WorldOptions }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly kind: 'more'; readonly id: number }
  /** No more is wanted. */
  | { readonly kind: 'stop'; readonly id: number };

export type Answer =
  | { readonly kind: 'started' }
  | { readonly kind: 'refused'; readonly message: string }
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Answers at `port` with the world that `create` makes of the options in its first message. */
export function serveWorld(
  port: Port,
  create: (options: WorldOptions, clock?: () => EpochMs) => World,
): void {
  let world: World | null = null;
  const streams = new Map<number, Frames>();
  const send = (answer: Answer, transfer: Transferable[] = []): void => port.postMessage(answer, transfer);

  function begin(options: WorldOptions): void {
    try {
      world = create(options);
      send({ kind: 'started' });
    } catch (error) {
      send({ kind: 'refused', message: messageOf(error) });
    }
  }

  async function answer(id: number, ask: Ask): Promise<void> {
    if (world === null) throw new Error('The demo has not been started.');
    switch (ask.what) {
      case 'info':
        return send({ kind: 'value', id, value: await world.info() });
      case 'position':
        return send({ kind: 'value', id, value: await world.position() });
      case 'transactions':
        return void streams.set(id, world.transactions(ask.ask)[Symbol.asyncIterator]());
      case 'spans':
        return void streams.set(id, world.spans(ask.ask)[Symbol.asyncIterator]());
      case 'trace':
        return void streams.set(id, world.trace(ask.traceId)[Symbol.asyncIterator]());
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
    if (request.kind === 'start') {
      begin(request.options);
      return;
    }
    const { id } = request;
    const fail = (error: unknown): void => {
      streams.delete(id);
      send({ kind: 'failed', id, message: messageOf(error) });
    };
    if (request.kind === 'ask') answer(id, request.ask).catch(fail);
    else if (request.kind === 'more') advance(id).catch(fail);
    else end(id).catch(fail);
  }

  port.addEventListener('message', (event) => receive((event as MessageEvent<Request>).data));
  port.start?.();
}
