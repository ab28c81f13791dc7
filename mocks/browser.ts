import { setupWorker } from 'msw/browser';
import { connectWorlds } from './connect-worlds.ts';
import { demoHandlers } from './handlers.ts';
import type { DemoName } from './handlers.ts';
import type { World } from './world.ts';

/** Every demo of the same anchor and number of rows is the same. */
const SEED = 1;

/**
 * Starts the demo: `rows` transactions in the two weeks up to `anchor`, and live traffic from there on. From then on
 * requests below `demo/api/v1/` of `base` are answered, also those of workers that are made later; all others pass.
 * Rejects with the reason when the demo cannot be made or the browser allows no service worker.
 */
export async function startDemo(options: DemoName & { readonly base: URL }): Promise<void> {
  const { base } = options;
  if (!('serviceWorker' in navigator)) {
    throw new Error(
      'The demo needs a service worker, which this browser allows only on https or localhost, outside of private windows.',
    );
  }
  const generator = new Worker(new URL('./generator-worker.ts', import.meta.url), { type: 'module' });
  const worldOf = connectWorlds(generator);
  const named = ({ rows, anchor }: DemoName): Promise<World> => worldOf({ seed: SEED, rows, anchor });
  const world = await named(options).catch((error: unknown) => {
    generator.terminate();
    throw error;
  });
  const worker = setupWorker(...demoHandlers(world, base, named));
  // The script hands the page a copy of every answer; left unread, it would be kept in memory to its end.
  worker.events.on('response:mocked', ({ response }) => void response.body?.cancel());
  worker.events.on('response:bypass', ({ response }) => void response.body?.cancel());
  await worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: new URL('mockServiceWorker.js', base).href },
  });
}
