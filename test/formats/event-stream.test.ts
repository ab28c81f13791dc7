import { describe, expect, it } from 'vitest';
import { decodeEventStream } from '../../src/formats/event-stream.ts';

async function messagesOf(text: string, size: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  const messages: string[] = [];
  for await (const message of decodeEventStream(body)) messages.push(message);
  return messages;
}

describe('a stream of events', () => {
  it.each([1, 2, 3, 7, 1_000])('is read in chunks of %i bytes', async (size) => {
    const text =
      ': heartbeat\n\ndata: one\n\nevent: x\r\nid: 4\r\ndata:two\r\ndata:  three ü\r\n\r\ndata: f\rdata: g\r\r\n';
    expect(await messagesOf(text, size)).toEqual(['one', 'two\n three ü', 'f\ng']);
  });

  it('drops a message that is cut off', async () => {
    expect(await messagesOf('data: one\n\ndata: two\n', 4)).toEqual(['one']);
  });
});
