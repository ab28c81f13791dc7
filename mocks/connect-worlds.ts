import type { Info } from '../src/model/source.ts';
import type { ErrorEvent } from '../src/model/span.ts';
import type { WorldOptions } from './generator/traffic.ts';
import type { Answer, Ask, Port, Request } from './wire.ts';
import type { Position, World } from './world.ts';

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The worlds in the worker behind `port`. A world is there once its promise resolves; it rejects with the reason
 * when the options make none, or when the worker cannot run.
 */
export function connectWorlds(port: Port): (options: WorldOptions) => Promise<World> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let death: Error | null = null;

  function send(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (death !== null) {
        reject(death);
        return;
      }
      waiting.set(request.id, { resolve, reject });
      port.postMessage(request, []);
    });
  }

  port.addEventListener('message', (event) => {
    const answer = (event as MessageEvent<Answer>).data;
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'failed') waiter?.reject(new Error(answer.message));
    else waiter?.resolve(answer);
  });
  port.addEventListener('error', (event) => {
    const said = 'message' in event && typeof event.message === 'string' ? ` (${event.message})` : '';
    death = new Error(`The demo's generator stopped${said}. Reload the page to start it again.`);
    for (const { reject } of waiting.values()) reject(death);
    waiting.clear();
  });
  port.start?.();

  function nextId(): number {
    lastId += 1;
    return lastId;
  }

  async function value(options: WorldOptions, ask: Ask): Promise<unknown> {
    const answer = await send({ kind: 'ask', id: nextId(), options, ask });
    return answer.kind === 'value' ? answer.value : undefined;
  }

  async function* frames(
    options: WorldOptions,
    ask: Ask,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
    const id = nextId();
    port.postMessage({ kind: 'ask', id, options, ask } satisfies Request, []);
    let isOver = false;
    try {
      for (;;) {
        const answer = await send({ kind: 'more', id });
        isOver = answer.kind !== 'frame';
        if (answer.kind !== 'frame') return;
        yield answer.frame;
      }
    } finally {
      if (!isOver) port.postMessage({ kind: 'stop', id } satisfies Request, []);
    }
  }

  return async (options) => {
    await value(options, { what: 'open' });
    return {
      info: async () => (await value(options, { what: 'info' })) as Info,
      position: async () => (await value(options, { what: 'position' })) as Position,
      transactions: (ask) => frames(options, { what: 'transactions', ask }),
      spans: (ask) => frames(options, { what: 'spans', ask }),
      errors: (ask) => frames(options, { what: 'errors', ask }),
      error: async (of) => (await value(options, { what: 'error', of })) as ErrorEvent | null,
      trace: (traceId) => frames(options, { what: 'trace', traceId }),
    };
  };
}
