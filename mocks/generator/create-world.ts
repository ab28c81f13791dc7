import type { EpochMs } from '../../src/model/time.ts';
import type { World } from '../world.ts';
import { GeneratedWorld } from './generated-world.ts';
import type { WorldOptions } from './traffic.ts';

/** A generated world as the handlers ask it, in this very thread. Throws a RangeError on options that make none. */
export function createWorld(options: WorldOptions, clock: () => EpochMs = Date.now): World {
  const world = new GeneratedWorld(options);
  return {
    info: async () => {
      // Counting a large world takes a while, in which it goes on answering.
      while (world.count(clock())) await nextTurn();
      return world.info(clock());
    },
    position: async () => world.position(clock()),
    transactions: (ask) => stepwise(world.transactions(ask, clock())),
    spans: (ask) => stepwise(world.spans(ask, clock())),
    errors: (ask) => stepwise(world.errors(ask, clock())),
    error: async (id) => world.error(id, clock()),
    trace: (traceId) => stepwise(world.trace(traceId, clock())),
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Frames that are made one at a time, when they are taken. */
async function* stepwise<Item>(items: Iterable<Item>): AsyncGenerator<Item, void, void> {
  yield* items;
}
