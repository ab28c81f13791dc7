// What travels between the two ends of the wire. A call is answered once, by `answer` or `error`; a call of `watch`
// is answered by any number of `next` until it is aborted. There is no kind of message for a single method.
import type { Problem } from '../model/result.ts';
import type { Source, SourceError } from '../model/source.ts';

/** The end of a MessageChannel, a Worker, or a worker's own global scope. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  /** Only the end of a MessageChannel has it, and delivers nothing before it is called. */
  start?(): void;
}

/** Methods that are answered once. Their last argument is an AbortSignal, which travels as an `abort` message. */
export const CALLS = [
  'info',
  'check',
  'ask',
  'peek',
  'list',
  'tags',
  'trace',
  'study',
  'compareTraces',
  'survey',
  'explainChange',
  'errors',
  'error',
  'saveTrace',
  'openTrace',
  'openedTraces',
  'closeTrace',
  'stopLoading',
  'resumeLoading',
  'readSettings',
  'writeSettings',
  'deleteData',
  'readAlerts',
  'writeRules',
  'writeChannels',
  'testChannel',
  'measure',
] as const satisfies readonly Exclude<keyof Source, 'watch'>[];
export type Call = (typeof CALLS)[number];

/** The arguments of a method without its AbortSignal. */
export type Arguments<Method extends Call> =
  Required<Parameters<Source[Method]>> extends [...infer Given, AbortSignal] ? Given : never;

/** From the window to the worker. */
export type Request =
  /** The first message to a worker: the address of the app, to which the addresses of its sources are relative. */
  | { readonly kind: 'start'; readonly base: string; readonly budget: number | null }
  /** Whether the page can be seen; it can be until it says otherwise. */
  | { readonly kind: 'visibility'; readonly isVisible: boolean }
  /** The language whose way of writing numbers the reader wants in messages (BCP 47). */
  | { readonly kind: 'numbers'; readonly locale: string }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly source: string;
      readonly method: Call | 'watch';
      readonly given: readonly unknown[];
    }
  /** Ends a call early, or a watch. */
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'ping' };

/** From the worker to the window. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly reason: SourceError['reason'];
      readonly problem: Problem;
    }
  | { readonly kind: 'next'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'pong' };
