// An engine that was closed keeps nothing in memory, whatever was asked of it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import { DATA_RANGE } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';

const Memory = WebAssembly.Memory;

/** The memories that are made, as long as somebody holds them. */
function followMemories(): WeakRef<WebAssembly.Memory>[] {
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  class Followed extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(new WeakRef(this));
    }
  }
  WebAssembly.Memory = Followed;
  return memories;
}

/** Collects all garbage there is. */
async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 3; turn++) {
    // What a weak reference has told of is held until the turn ends.
    await new Promise((resolve) => setImmediate(resolve));
    gc();
  }
}

it('gives its memory back, though the thresholds of its questions are still there', async () => {
  const memories = followMemories();
  const thresholds: Thresholds = {
    default: { metric: 'duration', ms: 300 },
    projects: [],
    transactions: [],
  };
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  engine.append(toRows(usualTransactions(3, 400)));
  engine.settle();
  for (const by of [['project', 'transaction'], [], ['user']] as const) {
    engine.ask(
      {
        of: 'transactions',
        range: DATA_RANGE,
        where: { kind: 'and', of: [] },
        thresholds,
        by,
        show: [{ metric: 'apdex' }, { metric: 'user_misery' }],
      },
      [],
    );
  }
  engine.close();
  WebAssembly.Memory = Memory;
  await collect();
  // That of the engine as it is after it was closed.
  expect(memories.map((memory) => memory.deref() !== undefined)).toEqual([false, true]);
  expect([engine.rows, thresholds.default.ms]).toEqual([0, 300]);
});
