import { FormatError } from '../../formats/format-error.ts';
import { SourceError } from '../../model/source.ts';
import { reasonOf, unreachable } from './http.ts';
import type { Http } from './http.ts';

/** The body of an answer; errors when nothing comes for too long, or the connection breaks. */
export function bodyOf(http: Http, response: Response): ReadableStream<Uint8Array> {
  const reader = (response.body ?? new Blob().stream()).getReader();
  // Pulled, so that only the sender's silence counts and not the time a reader takes with what it has.
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        let isSilent = false;
        const timer = setTimeout(() => {
          isSilent = true;
          reader.cancel().catch(() => undefined);
        }, http.patience.silence);
        const { done, value } = await reader.read().finally(() => clearTimeout(timer));
        if (isSilent) {
          throw unreachable(
            `The answer from ${http.base.href} stopped for ${http.patience.silence / 1_000} s.`,
          );
        }
        if (done) controller.close();
        else controller.enqueue(value);
      },
      // Not waited for: the cancelling of a stream that somebody copies ends only with that of the copy.
      cancel: (reason) => {
        reader.cancel(reason).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The whole body as text. Rejects with a `SourceError`, or the signal's reason when that aborts. */
export async function textOf(http: Http, response: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await new Response(bodyOf(http, response)).text();
  } catch (error) {
    signal?.throwIfAborted();
    throw brokenAnswer(http, error);
  }
}

/** Why an answer that had begun could not be read to its end. */
export function brokenAnswer(http: Http, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  if (error instanceof FormatError) {
    return new SourceError('failed', {
      ...error.problem,
      kind: 'failed',
      message: `The answer from ${http.base.href} cannot be read. ${error.problem.message}`,
    });
  }
  return unreachable(`The connection to ${http.base.host} broke off (${reasonOf(error)}).`);
}
