import type { Info } from '../src/model/source.ts';
import type { WorldOptions } from './generator/traffic.ts';
import type { Answer, Ask, Port, Request } from './wire.ts';
import type { Position, World } from './world.ts';

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The id under which the start is waited for. */
const START = 0;

/**
 * Starts a world in the worker behind `port` and resolves to it. Rejects with the reason when the options make none,
 * or when the worker cannot run.
 */
export async function connectWorld(port: Port, options: WorldOptions): Promise<World> {
  const waiting = new Map<number, Waiting>();
  let lastId = START;
  let death: Error | null = null;

  function send(id: number, request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (death !== null) {
        reject(death);
        return;
      }
      waiting.set(id, { resolve, reject });
      port.postMessage(request, []);
    });
  }

  port.addEventListener('message', (event) => {
    const answer = (event as MessageEvent<Answer>).data;
    const id = 'id' in answer ? answer.id : START;
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (answer.kind === 'failed' || answer.kind === 'refused') waiter?.reject(new Error(answer.message));
    else waiter?.resolve(answer);
  });
  port.addEventListener('error', (event) => {
    const said = 'message' in event && typeof event.message === 'string' ? ` (${event.message})` : '';
    death = new Error(`The demo's generator stopped${said}. Reload the page to start it again.`);
    for (const { reject } of waiting.values()) reject(death);
    waiting.clear();
  });
  port.start?.();

  async function value(ask: Ask): Promise<unknown> {
    lastId += 1;
    const answer = await send(lastId, { kind: 'ask', id: lastId, ask });
    return answer.kind === 'value' ? answer.value : undefined;
  }

  async function* frames(ask: Ask): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
    lastId += 1;
    const id = lastId;
    port.postMessage({ kind: 'ask', id, ask } satisfies Request, []);
    let isOver = false;
    try {
      for (;;) {
        const answer = await send(id, { kind: 'more', id });
        isOver = answer.kind !== 'frame';
        if (answer.kind !== 'frame') return;
        yield answer.frame;
      }
    } finally {
      if (!isOver) port.postMessage({ kind: 'stop', id } satisfies Request, []);
    }
  }

  await send(START, { kind: 'start', options });
  return {
    info: async () => (await value({ what: 'info' })) as Info,
    position: async () => (await value({ what: 'position' })) as Position,
    transactions: (ask) => frames({ what: 'transactions', ask }),
    spans: (ask) => frames({ what: 'spans', ask }),
    trace: (traceId) => frames({ what: 'trace', traceId }),
  };
}
