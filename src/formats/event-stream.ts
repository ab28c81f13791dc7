// The server-sent events of `watch`: how whoever serves the contract writes them, and how they are read.

export const EVENT_STREAM_TYPE = 'text/event-stream';
/** Milliseconds between two signs of life. */
export const HEARTBEAT_MS = 15_000;
/** A comment, which says that the connection still stands. */
export const HEARTBEAT = ': still here\n\n';

/** The message that rows have changed, up to the position `after` in the sequence of changes. */
export function encodeRevision(revision: number, after: number): string {
  return `data: ${JSON.stringify({ revision, after })}\n\n`;
}

/**
 * The data of each message of a `text/event-stream`, however it is cut into chunks. Event names, ids and comments
 * are passed over.
 */
export async function* decodeEventStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const chunk of chunksOf(body)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(5).replace(/^ /, ''));
      }
    }
  }
}

/** Not every browser can iterate over a stream. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
