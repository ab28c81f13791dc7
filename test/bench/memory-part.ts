import type { Rows } from '../../src/model/rows.ts';
import { benchData } from './bench-data.ts';
import { Engine } from '../../src/engine/engine.ts';
import { HEADLINE } from './questions.ts';
import { contextOf } from './run-context.ts';
import type { MemoryPart, PartReport, Surroundings } from './part.ts';

/** The columns that the budget is about: the study's seventeen and the rows' numbers; no tag, no ids. */
function withoutTags(rows: Rows): Rows {
  return { ...rows, texts: new Map([...rows.texts].filter(([name]) => !name.startsWith('tag:'))) };
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
    ],
    failures: [],
  };
}
