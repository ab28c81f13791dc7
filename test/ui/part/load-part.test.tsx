import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PartGone, loadPart } from '../../../src/ui/part/load-part.ts';

const LOST = new TypeError('Failed to fetch dynamically imported module');

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
});

function serverIs(there: () => boolean): void {
  vi.stubGlobal('fetch', () =>
    there() ? Promise.resolve(new Response()) : Promise.reject(new TypeError('Failed to fetch')),
  );
}

describe('a part of the app', () => {
  it('is waited for while its server is away, however long that is', async () => {
    serverIs(() => false);
    let isBack = false;
    const load = vi.fn(() => (isBack ? Promise.resolve('part') : Promise.reject(LOST)));
    const part = loadPart(load);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load.mock.calls.length).toBeGreaterThan(5);
    isBack = true;
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(part).resolves.toBe('part');
  });

  it('is gone where the server answers and does not have it', async () => {
    serverIs(() => true);
    const load = vi.fn(() => Promise.reject(LOST));
    const failure = loadPart(load).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await failure).toBeInstanceOf(PartGone);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('comes with the styles that failed before', async () => {
    serverIs(() => true);
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/part.css' });
    let tries = 0;
    const part = loadPart(() => {
      tries += 1;
      if (tries > 1) return Promise.resolve('part');
      document.head.append(link);
      link.dispatchEvent(new Event('error'));
      return Promise.reject(LOST);
    });
    await vi.advanceTimersByTimeAsync(2000);
    const again = document.querySelector('link');
    expect(again).not.toBe(link);
    expect(again?.href).toBe(link.href);
    again?.dispatchEvent(new Event('load'));
    await vi.advanceTimersByTimeAsync(0);
    await expect(part).resolves.toBe('part');
  });
});
