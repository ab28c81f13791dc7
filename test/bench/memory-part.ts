import { ID_COLUMNS } from '../../src/model/column.ts';
import type { Rows } from '../../src/model/rows.ts';
import { createRandom } from '../random.ts';
import { benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { Engine } from '../../src/engine/engine.ts';
import { HEADLINE } from './questions.ts';
import { contextOf } from './run-context.ts';
import type { MemoryPart, PartReport, Surroundings } from './part.ts';

/** The columns that the budget is about: the study's seventeen and the rows' numbers; no tag, no ids. */
function withoutTags(rows: Rows): Rows {
  return { ...rows, texts: new Map([...rows.texts].filter(([name]) => !name.startsWith('tag:'))) };
}

/** Rows by which ids are measured: they take the same bytes in each. Whole slots. */
const ID_ROWS = 16 * 65_536;

/** Where the ids of events come from: senders have their own, or there are those of trace and span alone. */
type Origin = 'own' | 'made';

/** The same rows with ids. */
function withIds(rows: Rows, origin: Origin, next: () => number): Rows {
  const ids = (width: number): Uint8Array => {
    const bytes = new Uint8Array(rows.length * width);
    const words = new Uint32Array(bytes.buffer);
    for (let word = 0; word < words.length; word++) words[word] = next() * 2 ** 32;
    return bytes;
  };
  const [trace, span, event] = [ids(ID_COLUMNS.trace), ids(ID_COLUMNS.span), ids(ID_COLUMNS.event)];
  if (origin === 'made') {
    for (let row = 0; row < rows.length; row++) {
      event.set(trace.subarray(row * 16, row * 16 + 8), row * 16);
      event.set(span.subarray(row * 8, row * 8 + 8), row * 16 + 8);
    }
  }
  return {
    ...rows,
    ids: new Map([
      ['event', event],
      ['trace', trace],
      ['span', span],
    ]),
  };
}

/** Bytes a row that ids take on top of all else. */
function bytesOfIds(data: BenchData, origin: Origin): number {
  const random = createRandom(data.seed + 9);
  const bytes = (change: (rows: Rows) => Rows): number => {
    const engine = new Engine();
    engine.reserve(data.rows);
    for (const frame of data.frames()) engine.append(change(withoutTags(frame)));
    engine.settle();
    const { used } = engine.memory;
    engine.close();
    return used;
  };
  const bare = bytes((rows) => rows);
  return (bytes((rows) => withIds(rows, origin, () => random.next())) - bare) / data.rows;
}

/** What this process holds, in bytes. */
function held(): { process: number; arrays: number } {
  const { rss, arrayBuffers, external, heapUsed } = process.memoryUsage();
  return { process: rss, arrays: Math.max(arrayBuffers, external) + heapUsed };
}

/** Bytes a row that the engine holds, before the first question and after all kinds of them. */
export async function measureMemory(part: MemoryPart, { say, collect }: Surroundings): Promise<PartReport> {
  const data = benchData(part.rows, part.seed);
  // The texts of the data are ours as much as the engine's: made before anything is counted.
  collect();
  const before = held();
  const engine = new Engine();
  engine.reserve(part.rows);
  for (const frame of data.frames()) engine.append(withoutTags(frame));
  engine.settle();
  const settle = async (): Promise<{ process: number; arrays: number }> => {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 200));
    collect();
    return held();
  };
  const loaded = await settle();
  for (const { asks } of HEADLINE) {
    for (const ask of asks(contextOf(data, 1))) {
      if (ask.kind === 'query') engine.ask(ask.query, []);
      else engine.list(ask.list, []);
    }
  }
  const asked = await settle();
  say(`${engine.rows} rows held`);
  const some = benchData(Math.min(part.rows, ID_ROWS), part.seed);
  const ids = { own: bytesOfIds(some, 'own'), made: bytesOfIds(some, 'made') };
  const perRow = (bytes: number): number => bytes / part.rows;
  return {
    part,
    measured: [],
    figures: [
      { name: 'blocks in use', value: perRow(engine.memory.used), unit: 'B/row' },
      { name: 'memory of the blocks', value: perRow(engine.memory.size), unit: 'B/row' },
      { name: 'loaded, by the process', value: perRow(loaded.process - before.process), unit: 'B/row' },
      { name: 'loaded, by its arrays and heap', value: perRow(loaded.arrays - before.arrays), unit: 'B/row' },
      {
        name: 'after the headline questions, by the process',
        value: perRow(asked.process - before.process),
        unit: 'B/row',
      },
      {
        name: 'after the headline questions, by arrays and heap',
        value: perRow(asked.arrays - before.arrays),
        unit: 'B/row',
      },
      { name: 'on top: ids, those of events made of trace and span', value: ids.made, unit: 'B/row' },
      { name: 'on top: ids, events with their own', value: ids.own, unit: 'B/row' },
    ],
    failures: [],
  };
}
