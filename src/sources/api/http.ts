import type { Problem } from '../../model/result.ts';
import { SourceError } from '../../model/source.ts';
import type { Milliseconds } from '../../model/time.ts';
import { LostPosition } from '../feed.ts';
import { untilVisible } from '../visibility.ts';
import type { Visibility } from '../visibility.ts';
import { problemIn } from './contract.ts';

/** How long to wait, and how often to try again. */
export interface Patience {
  /** For the first byte of an answer. */
  readonly answer: Milliseconds;
  /** For the next bytes of an answer that has begun. */
  readonly silence: Milliseconds;
  /** Attempts after the first. */
  readonly retries: number;
  /** Bounds of the pauses between attempts; the pause doubles and is then drawn evenly from zero to it. */
  readonly pause: { readonly first: Milliseconds; readonly longest: Milliseconds };
  /** What a server may ask for in `Retry-After` at most. */
  readonly retryAfter: Milliseconds;
  /** Between two looks at `info`, while revisions cannot be streamed. */
  readonly poll: Milliseconds;
}

export const PATIENCE: Patience = {
  answer: 10_000,
  silence: 45_000,
  retries: 3,
  pause: { first: 500, longest: 8_000 },
  retryAfter: 60_000,
  poll: 2_000,
};

/** Where an API is and how it is spoken to. */
export interface Http {
  /** Ends with a slash. */
  readonly base: URL;
  readonly fetch: typeof fetch;
  readonly patience: Patience;
  /** Given where only a page that can be seen is answered: requests wait until it is. Null: all are. */
  readonly visibility: Visibility | null;
}

interface Call {
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly body?: string;
  readonly accept: string;
  /** What has to be there still for it to be replaced. */
  readonly ifMatch?: string;
  /** Overrides those of `patience`. */
  readonly retries?: number;
  readonly patience?: Milliseconds;
  readonly signal?: AbortSignal | undefined;
}

/** A header that no page of another origin can send; the collector asks for it. */
const OWN_HEADER = 'x-longtail';

const REASONS: ReadonlyMap<number, SourceError['reason']> = new Map([
  [404, 'not-found'],
  [412, 'changed'],
]);

const IS_WORTH_RETRYING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** An attempt that failed in a way that may pass. */
class Passing extends Error {
  readonly error: SourceError;
  /** What the server asked to wait; null when it said nothing. */
  readonly wait: Milliseconds | null;

  constructor(error: SourceError, wait: Milliseconds | null = null) {
    super(error.message);
    this.error = error;
    this.wait = wait;
  }
}

/**
 * Asks `path`, relative to the base. Tries again when the network fails or the server is busy (429, 502, 503, 504).
 * A page that the server does not know any more (401) is made known again, once. Rejects with a `SourceError`, or the
 * signal's reason when that aborts, which also ends the body.
 */
export async function request(http: Http, path: string, call: Call): Promise<Response> {
  const { patience } = http;
  let isRenewed = false;
  for (let attempt = 0; ; attempt += 1) {
    if (http.visibility !== null) await untilVisible(http.visibility, call.signal);
    try {
      return await attemptOnce(http, path, call, isRenewed);
    } catch (error) {
      call.signal?.throwIfAborted();
      // Nobody was there to answer: that says nothing, and is asked again once somebody is.
      if (http.visibility?.isVisible === false) continue;
      if (error instanceof Stranger) {
        await renew(http, call.signal);
        isRenewed = true;
        continue;
      }
      if (!(error instanceof Passing)) throw error;
      if (attempt >= (call.retries ?? patience.retries)) throw error.error;
      const longest = Math.min(patience.pause.longest, patience.pause.first * 2 ** attempt);
      const asked = Math.min(error.wait ?? 0, patience.retryAfter);
      await pause(Math.max(asked, Math.random() * longest), call.signal);
    }
  }
}

/** The server does not know this page any more: it was started again meanwhile. */
class Stranger extends Error {}

/** Asks for the page anew, with which the browser gets the cookie that reads need. What it says does not matter. */
async function renew(http: Http, signal: AbortSignal | undefined): Promise<void> {
  const page = new URL('../../', http.base);
  const late = AbortSignal.timeout(http.patience.answer);
  const until = signal === undefined ? late : AbortSignal.any([signal, late]);
  try {
    const response = await http.fetch(page, {
      headers: { accept: 'text/html' },
      cache: 'no-store',
      signal: until,
    });
    response.body?.cancel().catch(() => undefined);
  } catch {
    signal?.throwIfAborted();
  }
}

async function attemptOnce(http: Http, path: string, call: Call, isRenewed: boolean): Promise<Response> {
  const url = new URL(path, http.base);
  const late = new AbortController();
  const { patience = http.patience.answer } = call;
  const timer = setTimeout(() => late.abort(), patience);
  const signal = call.signal === undefined ? late.signal : AbortSignal.any([call.signal, late.signal]);
  let response: Response;
  try {
    response = await http.fetch(url, {
      method: call.method ?? 'GET',
      headers: {
        accept: call.accept,
        [OWN_HEADER]: '1',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(call.ifMatch === undefined ? {} : { 'if-match': call.ifMatch }),
      },
      ...(call.body === undefined ? {} : { body: call.body }),
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    const seconds = patience / 1_000;
    const reason = late.signal.aborted ? `not within ${seconds} s` : reasonOf(error);
    throw new Passing(unreachable(`There is no answer from ${url.href} (${reason}).`));
  } finally {
    clearTimeout(timer);
  }
  if (response.status === 401 && !isRenewed) {
    response.body?.cancel().catch(() => undefined);
    throw new Stranger();
  }
  if (!response.ok) throw await refusalOf(response, url);
  if (response.headers.get('content-type')?.startsWith('text/html') === true) {
    response.body?.cancel().catch(() => undefined);
    throw unreachable(`${url.href} is a web page, not the data of a collector.`);
  }
  return response;
}

async function refusalOf(response: Response, url: URL): Promise<SourceError | Passing> {
  const { status } = response;
  const problem = problemIn(await response.text().catch(() => ''));
  if (IS_WORTH_RETRYING.has(status)) {
    const error = new SourceError(
      'unreachable',
      problem ?? {
        kind: 'unreachable',
        message: `${url.host} is busy: it answers ${status} to ${url.pathname}.`,
        advice: 'It is tried again by itself.',
      },
    );
    return new Passing(error, retryAfterOf(response));
  }
  if (status === 410 && problem !== null) return new LostPosition(problem);
  if (status === 404 && problem === null) return unreachable(`There is no collector at ${url.href}.`);
  const reason = REASONS.get(status) ?? (status < 500 ? 'refused' : 'failed');
  return new SourceError(
    reason,
    problem ?? {
      kind: status < 500 && reason !== 'not-found' ? 'refused' : 'failed',
      message: `${url.href} was answered with the error ${status}.`,
      advice: 'See what the collector printed.',
    },
  );
}

/** `Retry-After` comes in seconds or as a date. */
function retryAfterOf(response: Response): Milliseconds | null {
  const text = response.headers.get('retry-after');
  if (text === null) return null;
  const wait = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

export function unreachable(message: string): SourceError {
  const problem: Problem = {
    kind: 'unreachable',
    message,
    advice: 'Check that the collector is running. What is loaded can still be looked at.',
  };
  return new SourceError('unreachable', problem);
}

/** What a failed fetch has to say; the network's own words are in its cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

/** Waits; rejects with the signal's reason when that aborts. */
export function pause(milliseconds: Milliseconds, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
