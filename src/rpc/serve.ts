import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import type { Source } from '../model/source.ts';
import { CALLS } from './message.ts';
import type { Port, Reply, Request } from './message.ts';
import { givenWith } from './transfer.ts';

/**
 * Answers the calls that arrive at `port` with the sources that `sources` gives for their ids (it throws a
 * `SourceError` for an id it does not know). A call that fails is answered with its error; nothing that a source
 * does ends the serving. Returns a stop, which aborts what is under way.
 */
export function serve(port: Port, sources: (id: string) => Source): () => void {
  const running = new Map<number, AbortController>();

  function send(reply: Reply, transfer: Transferable[] = []): void {
    port.postMessage(reply, transfer);
  }

  function fail(id: number, error: unknown): void {
    const { reason, problem } = toSourceError(error);
    send({ kind: 'error', id, reason, problem });
  }

  async function answer(request: Request & { kind: 'call' }, signal: AbortSignal): Promise<void> {
    const { id, method, given } = request;
    try {
      const source = sources(request.source);
      if (method === 'watch') {
        const stop = source.watch((value) => send({ kind: 'next', id, value }));
        signal.addEventListener('abort', stop, { once: true });
        return;
      }
      if (!CALLS.includes(method)) throw new TypeError(`a source has no method ${JSON.stringify(method)}`);
      const run = source[method] as (...given: unknown[]) => Promise<unknown>;
      const value = await run.call(source, ...given, signal);
      if (!signal.aborted) send({ kind: 'answer', id, value }, givenWith(value));
    } catch (error) {
      if (!signal.aborted) fail(id, error);
    }
    running.delete(id);
  }

  function receive(event: Event): void {
    const request = (event as MessageEvent<Request>).data;
    switch (request.kind) {
      case 'start':
      case 'visibility':
      case 'numbers':
        return;
      case 'ping':
        send({ kind: 'pong' });
        return;
      case 'abort':
        running.get(request.id)?.abort();
        running.delete(request.id);
        return;
      case 'call': {
        const controller = new AbortController();
        running.set(request.id, controller);
        void answer(request, controller.signal);
      }
    }
  }

  function stop(): void {
    port.removeEventListener('message', receive);
    for (const controller of running.values()) controller.abort();
    running.clear();
  }

  port.addEventListener('message', receive);
  // The window's end was closed; a Worker that is terminated hears nothing, and needs to do nothing.
  port.addEventListener('close', stop);
  port.start?.();
  return stop;
}

function toSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const problem: Problem = {
    kind: 'failed',
    message: `The question could not be answered: ${error instanceof Error ? error.message : String(error)}`,
    advice:
      'This is a fault of Longtail. Change the question, or reload the page; please report it if it stays.',
  };
  return new SourceError('failed', problem);
}
