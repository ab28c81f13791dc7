import type { Position } from '../spool/segments.ts';
import type { Route } from '../http/routes.ts';
import type { FrontState, Opened } from './keeper.ts';

/** What goes over a connection between the threads: bytes, how many of them were taken, its end, and its breaking off. */
export type ConnectionMessage =
  | { readonly kind: 'bytes'; readonly connection: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'taken'; readonly connection: number; readonly count: number }
  | { readonly kind: 'end'; readonly connection: number }
  | { readonly kind: 'broken'; readonly connection: number };

/** What is asked of the keeper's thread, each answered with `done`. */
export type Call = { readonly name: 'settled' | 'close' } | { readonly name: 'start'; readonly url: string };

/** What the keeper's thread is told. */
export type ToKeeper =
  | ConnectionMessage
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'state'; readonly id: number; readonly state: FrontState }
  | { readonly kind: 'rolled'; readonly id: number; readonly segment: number }
  /** Entries of the spool: the place behind each, and how many of the bytes it has. */
  | {
      readonly kind: 'entries';
      readonly places: readonly { readonly next: Position; readonly length: number }[];
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'give back' | 'collect' | 'end watching' };

/** What the keeper's thread tells. */
export type FromKeeper =
  | ConnectionMessage
  | {
      readonly kind: 'opened';
      readonly opened: Opened;
      readonly routes: readonly Omit<Route, 'answer'>[];
    }
  /** It could not open what it should keep; with advice where that is known. */
  | { readonly kind: 'failed'; readonly error: Error; readonly advice: string | null }
  | { readonly kind: 'done'; readonly id: number; readonly error: Error | null }
  /** Asks for the state of the front, or for a new segment of its spool. */
  | { readonly kind: 'ask' | 'roll'; readonly id: number }
  /** After a batch: the bytes of entries that ever came, and those that still wait. */
  | { readonly kind: 'written'; readonly received: number; readonly waiting: number }
  | { readonly kind: 'report'; readonly error: Error };

/** Anything that was thrown, as it can travel. */
export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
