import type { QueryClient } from '@tanstack/react-query';
import { SECOND } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { isAsked } from './tick-context.tsx';

/** So long the page's questions are waited for. */
const PATIENCE: Milliseconds = 4 * SECOND;

/** What is known of the answers that a page shows, once it stands still. */
export interface Settled {
  /** False: answers were still on their way, or not drawn, when patience was over. */
  readonly isSettled: boolean;
  /** Whether a question has failed: in the place of its answer an earlier one may be shown. */
  readonly hasFailed: boolean;
  /** Whether all answers are of all that was asked for. */
  readonly isComplete: boolean;
}

/** The answers that the page shows or waits for. */
function stateOf(client: QueryClient): { readonly isAwaited: boolean } & Omit<Settled, 'isSettled'> {
  const shown = client.getQueryCache().findAll({ predicate: isAsked, type: 'active' });
  return {
    isAwaited: shown.some(({ state }) => state.fetchStatus === 'fetching'),
    hasFailed: shown.some(({ state }) => state.status === 'error'),
    isComplete: shown.every(({ state }) => isWhole(state.data)),
  };
}

/** Whether an answer, as the cache holds it beside its question, is of all that was asked for. */
function isWhole(answered: unknown): boolean {
  if (typeof answered !== 'object' || answered === null || !('data' in answered)) return true;
  const { data } = answered;
  return typeof data !== 'object' || data === null || !('complete' in data) || data.complete !== false;
}

async function nextFrame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * Waits until all that the page asked is answered and drawn, and says how good the answers are. No tick comes meanwhile:
 * the answers are those of the tick in which it was called. `hold`: keeps the tick; `isStale`: whether any part still draws
 * an earlier answer.
 */
export async function settle(
  client: QueryClient,
  hold: () => () => void,
  isStale: () => boolean,
): Promise<Settled> {
  const letGo = hold();
  try {
    const until = performance.now() + PATIENCE;
    // An answer is drawn in a frame after the one in which it came.
    for (let still = 0; still < 2;) {
      if (performance.now() > until) return { ...stateOf(client), isSettled: false };
      still = stateOf(client).isAwaited || isStale() ? 0 : still + 1;
      await nextFrame();
    }
    return { ...stateOf(client), isSettled: true };
  } finally {
    letGo();
  }
}
