import type { Front, Keeper, KeeperOptions } from './keeper.ts';
import { LocalKeeper } from './local-keeper.ts';
import { ThreadedKeeper } from './threaded-keeper.ts';

/** The file that the build puts beside the program (`vite.config.ts`). */
export const KEEPING_THREAD = 'keeping-worker.js';

/**
 * A keeper with a thread of its own, whose program is at `path`; null: one in this thread. Throws a StartError when the
 * directory cannot be used.
 */
export function openKeeper(path: string | null, options: KeeperOptions, front: Front): Promise<Keeper> {
  return path === null ? LocalKeeper.open(options, front) : ThreadedKeeper.open(path, options, front);
}
