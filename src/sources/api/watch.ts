import type { Problem } from '../../model/result.ts';
import { SourceError } from '../../model/source.ts';
import { decodeInfo } from './contract.ts';
import { EVENT_STREAM_TYPE, decodeEventStream } from '../../formats/event-stream.ts';
import { bodyOf, textOf } from './answer.ts';
import { pause, request, unreachable } from './http.ts';
import type { Http } from './http.ts';

/** Looks at `info` between two attempts to stream, at most. */
const MOST_POLLS = 16;

/**
 * Follows the revisions of an API: streamed while that works, else by looking at `info` every two seconds. Calls
 * `onNews` when rows may have changed, also after every gap, and `onProblem` when the API cannot be reached, and with
 * null when it can be (again). Returns a stop.
 *
 * A stream takes one of the few connections that a browser has to a host for all its tabs: with `isStreamed` false it
 * is only looked at `info`.
 */
export function followRevisions(
  http: Http,
  onNews: () => void,
  onProblem: (problem: Problem | null) => void,
  isStreamed = true,
): () => void {
  const end = new AbortController();
  const { signal } = end;
  let revision: number | null = null;
  let polls = 1;

  async function stream(): Promise<void> {
    const response = await request(http, 'watch', { accept: EVENT_STREAM_TYPE, retries: 0, signal });
    onProblem(null);
    // Whatever happened since the last message.
    onNews();
    for await (const message of decodeEventStream(bodyOf(http, response))) {
      polls = 1;
      if (message !== '') onNews();
    }
  }

  /** Whether the API came back just now. */
  async function poll(wasLost: boolean): Promise<boolean> {
    const response = await request(http, 'info', { accept: 'application/json', retries: 0, signal });
    const info = decodeInfo(await textOf(http, response, signal));
    onProblem(null);
    if (info.revision !== revision) onNews();
    revision = info.revision;
    return wasLost;
  }

  async function follow(): Promise<void> {
    let isLost = false;
    while (!signal.aborted) {
      // How it ended does not matter: it is looked at what the API says.
      if (isStreamed) await stream().catch(() => undefined);
      for (let left = polls; left > 0 && !signal.aborted; left -= 1) {
        await pause(http.patience.poll, signal);
        try {
          const isBack = await poll(isLost);
          isLost = false;
          if (isBack) break;
        } catch (error) {
          signal.throwIfAborted();
          isLost = true;
          onProblem(toProblem(error));
        }
      }
      polls = Math.min(2 * polls, MOST_POLLS);
    }
  }

  // Only the abort ends it with a rejection.
  follow().catch(() => undefined);
  return () => end.abort();
}

function toProblem(error: unknown): Problem {
  if (error instanceof SourceError) return error.problem;
  return unreachable(`The collector could not be asked: ${String(error)}.`).problem;
}
