import { Engine } from '../../src/engine/engine.ts';
import { answerOf } from './answer.ts';
import type { BenchData } from './bench-data.ts';
import type { Peer } from './peer.ts';

/** The engine with all rows of the data. */
export function fillEngine(data: BenchData): Engine {
  const engine = new Engine();
  engine.reserve(data.rows);
  for (const frame of data.frames()) engine.append(frame);
  return engine;
}

/** The engine behind the questions of the bench. */
export function longtailPeer(engine: Engine): Peer {
  return {
    name: 'longtail',
    ask(ask) {
      const result = ask.kind === 'list' ? engine.list(ask.list, []) : engine.ask(ask.query, []);
      return () => answerOf(ask, result);
    },
    close() {},
  };
}
