import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import type { Source, Update } from '../model/source.ts';
import type { Arguments, Call, Port, Reply, Request } from './message.ts';

/** The near end of the wire. */
export interface Connection {
  /** The source of that id on the far side. Whether there is one shows with the first call. */
  readonly source: (id: string) => Source;
  /** Settles when the far side died by itself, with what is known about it. */
  readonly died: Promise<Problem>;
  /** Tells a worker whether its page can be seen. */
  readonly tellVisibility: (isVisible: boolean) => void;
  /** Tells a worker the language whose way of writing numbers its messages have. */
  readonly tellNumbers: (locale: string) => void;
  /** Ends it: pending calls are rejected. Ending the worker is up to whoever started it. */
  readonly close: () => void;
}

export interface ConnectOptions {
  /** The app's own address; given to a worker (`worker.ts`), which starts with it. */
  readonly base?: string | URL;
  /** Rows that a worker's sources hold at most; as many as suit the device where it is left out. */
  readonly budget?: number;
  /** Milliseconds between two beats, 2,000 where it is left out. */
  readonly beat?: number;
}

/**
 * Beats without any sign of life after which the far side counts as dead: with 2 s a beat the 30 s of a watchdog.
 * Beats are counted rather than seconds, because a machine that slept or a hidden tab lets time pass in leaps.
 */
const PATIENCE = 15;

interface Pending {
  readonly answer: (value: unknown) => void;
  readonly fail: (error: SourceError) => void;
}

/**
 * Connects to what `serve` serves at the other end of `port`. The promises of its sources reject with a
 * `SourceError`, or with the reason of the signal when that aborts; abort ends the work on the far side too. When
 * the far side dies, every pending call is rejected and every watcher is told.
 */
export function connect(port: Port, options: ConnectOptions = {}): Connection {
  const pending = new Map<number, Pending>();
  const watchers = new Map<number, (update: Update) => void>();
  const revisions = new Map<number, number>();
  let lastId = 0;
  let silentBeats = 0;
  let heard = false;
  let dead: SourceError | null = null;
  let tellDeath: (problem: Problem) => void = () => undefined;
  const died = new Promise<Problem>((resolve) => {
    tellDeath = resolve;
  });
  let beating: ReturnType<typeof setInterval> | null = null;

  function send(request: Request): void {
    port.postMessage(request, []);
    // Beats only while somebody waits: an idle page does no work.
    beating ??= setInterval(beat, options.beat ?? 2_000);
  }

  function beat(): void {
    silentBeats += 1;
    if (silentBeats > PATIENCE) die(problemOf('does not answer any more'));
    else if (pending.size + watchers.size > 0) port.postMessage({ kind: 'ping' } satisfies Request, []);
    else rest();
  }

  function rest(): void {
    if (beating !== null) clearInterval(beating);
    beating = null;
    silentBeats = 0;
  }

  function call<Method extends Call>(
    source: string,
    method: Method,
    given: Arguments<Method>,
    signal: AbortSignal | undefined,
  ): ReturnType<Source[Method]> {
    const promise = new Promise<unknown>((resolve, reject: (reason: unknown) => void) => {
      if (dead !== null || signal?.aborted === true) {
        reject(dead ?? signal?.reason);
        return;
      }
      const id = ++lastId;
      const settle = (): void => {
        pending.delete(id);
        signal?.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        settle();
        send({ kind: 'abort', id });
        reject(signal?.reason);
      };
      send({ kind: 'call', id, source, method, given });
      pending.set(id, {
        answer: (value) => {
          settle();
          resolve(value);
        },
        fail: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', abort);
    });
    return promise as ReturnType<Source[Method]>;
  }

  function tell(id: number, update: Update): void {
    revisions.set(id, update.revision);
    watchers.get(id)?.(update);
  }

  /** Tells a watcher of a problem of the wire itself, which no source knows of. */
  function warn(id: number, problem: Problem): void {
    tell(id, { revision: revisions.get(id) ?? 0, changed: null, loading: null, problem });
  }

  function watch(source: string, onUpdate: (update: Update) => void): () => void {
    const id = ++lastId;
    watchers.set(id, onUpdate);
    if (dead === null) send({ kind: 'call', id, source, method: 'watch', given: [] });
    else warn(id, dead.problem);
    return () => {
      revisions.delete(id);
      if (watchers.delete(id) && dead === null) send({ kind: 'abort', id });
    };
  }

  function receive(event: Event): void {
    heard = true;
    silentBeats = 0;
    const reply = (event as MessageEvent<Reply>).data;
    switch (reply.kind) {
      case 'pong':
        return;
      case 'answer':
        pending.get(reply.id)?.answer(reply.value);
        return;
      case 'error':
        pending.get(reply.id)?.fail(new SourceError(reply.reason, reply.problem));
        if (watchers.has(reply.id)) warn(reply.id, reply.problem);
        return;
      case 'next':
        tell(reply.id, reply.value as Update);
    }
  }

  function failAll(problem: Problem): SourceError {
    const error = new SourceError('failed', problem);
    for (const { fail } of pending.values()) fail(error);
    return error;
  }

  function die(problem: Problem): void {
    if (dead !== null) return;
    end(problem);
    tellDeath(problem);
  }

  function end(problem: Problem): void {
    dead = failAll(problem);
    for (const id of watchers.keys()) warn(id, problem);
    rest();
    port.removeEventListener('message', receive);
    port.removeEventListener('messageerror', onGarbled);
    port.removeEventListener('error', onError);
    port.removeEventListener('close', onClose);
  }

  function onError(event: Event): void {
    const { message } = event as ErrorEvent;
    const cause = message === undefined || message === '' ? '' : `: ${message}`;
    // Before its first word, an error means that the worker's script could not be loaded or run. Later, the worker
    // lives on, but the call in which it failed may never be answered.
    if (heard) failAll(problemOf(`failed${cause}`));
    else die(problemOf(`could not be started${cause}`));
  }

  function onGarbled(): void {
    failAll(problemOf('sent an answer that could not be read, maybe for want of memory'));
  }

  function onClose(): void {
    die(problemOf('has ended'));
  }

  port.addEventListener('message', receive);
  port.addEventListener('messageerror', onGarbled);
  port.addEventListener('error', onError);
  port.addEventListener('close', onClose);
  port.start?.();
  if (options.base !== undefined) {
    send({ kind: 'start', base: String(options.base), budget: options.budget ?? null });
  }

  return {
    source: (id) => ({
      info: (signal) => call(id, 'info', [], signal),
      check: (signal) => call(id, 'check', [], signal),
      ask: (query, signal) => call(id, 'ask', [query], signal),
      peek: (query, signal) => call(id, 'peek', [query], signal),
      list: (list, signal) => call(id, 'list', [list], signal),
      tags: (scope, signal) => call(id, 'tags', [scope], signal),
      trace: (traceId, signal) => call(id, 'trace', [traceId], signal),
      study: (question, signal) => call(id, 'study', [question], signal),
      compareTraces: (question, signal) => call(id, 'compareTraces', [question], signal),
      survey: (question, signal) => call(id, 'survey', [question], signal),
      explainChange: (question, signal) => call(id, 'explainChange', [question], signal),
      errors: (question, signal) => call(id, 'errors', [question], signal),
      error: (of, signal) => call(id, 'error', [of], signal),
      saveTrace: (traceId, signal) => call(id, 'saveTrace', [traceId], signal),
      openTrace: (file, signal) => call(id, 'openTrace', [file], signal),
      openedTraces: (signal) => call(id, 'openedTraces', [], signal),
      closeTrace: (traceId, signal) => call(id, 'closeTrace', [traceId], signal),
      watch: (onUpdate) => watch(id, onUpdate),
      stopLoading: (signal) => call(id, 'stopLoading', [], signal),
      resumeLoading: (signal) => call(id, 'resumeLoading', [], signal),
      readSettings: (signal) => call(id, 'readSettings', [], signal),
      writeSettings: (settings, before, signal) => call(id, 'writeSettings', [settings, before], signal),
      deleteData: (project, signal) => call(id, 'deleteData', [project], signal),
      readAlerts: (signal) => call(id, 'readAlerts', [], signal),
      writeRules: (rules, before, signal) => call(id, 'writeRules', [rules, before], signal),
      writeChannels: (channels, signal) => call(id, 'writeChannels', [channels], signal),
      testChannel: (name, signal) => call(id, 'testChannel', [name], signal),
      measure: (question, signal) => call(id, 'measure', [question], signal),
    }),
    died,
    tellVisibility: (isVisible) => {
      if (dead === null) port.postMessage({ kind: 'visibility', isVisible } satisfies Request, []);
    },
    tellNumbers: (locale) => {
      if (dead === null) port.postMessage({ kind: 'numbers', locale } satisfies Request, []);
    },
    close: () => {
      if (dead === null) end(problemOf('was closed'));
    },
  };
}

/** A problem of the worker as a whole. */
function problemOf(what: string): Problem {
  return {
    kind: 'failed',
    message: `The worker that answers the questions of this page ${what}.`,
    advice:
      'Reload the page. If this happens again, choose a shorter range, so that less has to be held in memory.',
  };
}
