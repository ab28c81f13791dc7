import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFrames, answerRevisions } from '../../mocks/answers.ts';
import type { World } from '../../mocks/world.ts';

const SECOND = 1_000;

describe('the stream of revisions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A world of which only the position is asked. */
  function worldOf(position: () => number): World {
    const never = (): never => {
      throw new Error('nobody asked for it');
    };
    return {
      info: never,
      transactions: never,
      spans: never,
      errors: never,
      error: never,
      trace: never,
      position: async () => ({ revision: position(), after: position() }),
    };
  }

  function follow(world: World): { readonly heard: string[]; readonly cancel: () => Promise<void> } {
    const reader = answerRevisions(world).body?.getReader();
    const heard: string[] = [];
    const listen = async (): Promise<void> => {
      for (;;) {
        const next = await reader?.read();
        if (next?.done !== false) return;
        heard.push(new TextDecoder().decode(next.value));
      }
    };
    void listen();
    return { heard, cancel: async () => reader?.cancel() };
  }

  it('says where it stands, then tells only of changes, at most once a second', async () => {
    let rows = 7;
    const { heard, cancel } = follow(worldOf(() => rows));
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(heard).toEqual(['data: {"revision":7,"after":7}\n\n']);
    rows = 8;
    await vi.advanceTimersByTimeAsync(0.3 * SECOND);
    rows = 9;
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(heard.slice(1)).toEqual(['data: {"revision":9,"after":9}\n\n']);
    await cancel();
  });

  it('shows every 15 seconds that it is still there', async () => {
    const { heard, cancel } = follow(worldOf(() => 1));
    await vi.advanceTimersByTimeAsync(31 * SECOND);
    expect(heard.slice(1)).toEqual([': still here\n\n', ': still here\n\n']);
    await cancel();
  });

  it('stops looking when nobody listens', async () => {
    let looks = 0;
    const { cancel } = follow(worldOf(() => (looks += 1)));
    await vi.advanceTimersByTimeAsync(3 * SECOND);
    await cancel();
    const before = looks;
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(looks).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a body of frames', () => {
  it('ends the making when the reader goes, and breaks off when the making fails', async () => {
    let isEnded = false;
    async function* frames(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
      try {
        for (;;) yield new Uint8Array(4);
      } finally {
        isEnded = true;
      }
    }
    const reader = answerFrames(frames()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(isEnded).toBe(true);

    async function* failing(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
      yield new Uint8Array(4);
      throw new Error('out of memory');
    }
    await expect(answerFrames(failing()).arrayBuffer()).rejects.toThrow('out of memory');
  });
});
