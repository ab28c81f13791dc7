import { Engine } from '../../src/engine/engine.ts';
import { answerOf } from './answer.ts';
import type { BenchData } from './bench-data.ts';
import type { Loading, Peer } from './peer.ts';

/** The engine with all rows of the data. */
export function fillEngine(data: BenchData): Engine {
  const engine = new Engine();
  engine.reserve(data.rows);
  for (const frame of data.frames()) engine.append(frame);
  engine.settle();
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
    explain: (ask) => (ask.kind === 'list' ? 'list' : engine.explain(ask.query)),
    close: () => engine.close(),
  };
}

/** The engine, which takes rows and is a peer then. */
export function loadingLongtail(data: BenchData): Loading {
  const engine = new Engine();
  engine.reserve(data.rows);
  return {
    take: (rows) => engine.append(rows),
    done() {
      engine.settle();
      return longtailPeer(engine);
    },
  };
}
