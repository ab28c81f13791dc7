import { FRAMES_TYPE } from '../src/formats/arrow/frames.ts';
import { EVENT_STREAM_TYPE, HEARTBEAT, HEARTBEAT_MS, encodeRevision } from '../src/formats/event-stream.ts';
import type { Problem } from '../src/model/result.ts';
import type { Position, World } from './world.ts';

/** A request that cannot be answered. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, message: string, advice: string) {
    super(message);
    this.status = status;
    this.problem = { kind: 'refused', message, advice };
  }
}

const NO_STORE = { 'cache-control': 'no-store' } as const;

export function answerJson(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', ...NO_STORE },
  });
}

/** Streams frames as they are taken. Frames that stop with an error break the body off. */
export function answerFrames(frames: AsyncIterable<Uint8Array<ArrayBuffer>>): Response {
  const iterator = frames[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await iterator.return?.();
      },
    },
    // Frames are made while those before are taken, also while the page that hands them on is busy drawing.
    { highWaterMark: 2 },
  );
  return new Response(body, { headers: { 'content-type': FRAMES_TYPE, ...NO_STORE } });
}

const LOOK_MS = 1_000;

/** Server-sent events: the position at once, and whenever it has changed, looked at every second. */
export function answerRevisions(world: World): Response {
  const encoder = new TextEncoder();
  const timers: ReturnType<typeof setInterval>[] = [];
  let told: number | null = null;
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const tell = ({ revision, after }: Position): void => {
        if (after === told) return;
        told = after;
        controller.enqueue(encoder.encode(encodeRevision(revision, after)));
      };
      const look = (): void => {
        world.position().then(tell, (error: unknown) => {
          stop();
          controller.error(error);
        });
      };
      tell(await world.position());
      timers.push(setInterval(look, LOOK_MS));
      timers.push(setInterval(() => controller.enqueue(encoder.encode(HEARTBEAT)), HEARTBEAT_MS));
    },
    cancel: stop,
  });
  function stop(): void {
    for (const timer of timers) clearInterval(timer);
    timers.length = 0;
  }
  return new Response(body, { headers: { 'content-type': EVENT_STREAM_TYPE, ...NO_STORE } });
}
