import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Engine } from '../../src/engine/engine.ts';
import { decodeFrames, encodeFrame } from '../../src/formats/arrow/frames.ts';
import type { Rows } from '../../src/model/rows.ts';
import { createRandom } from '../random.ts';
import { answerOf, differences } from './answer.ts';
import type { Answer, Ask } from './answer.ts';
import { benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { timesOf } from './measure.ts';
import { answerOfObjects } from './objects/group-objects.ts';
import { toPredicate } from './objects/filter-objects.ts';
import { toObjects } from './objects/row-object.ts';
import type { RowObject } from './objects/row-object.ts';
import type { FirstTablePart, PartReport, Surroundings } from './part.ts';
import { HEADLINE } from './questions.ts';
import { contextOf } from './run-context.ts';

const compress = promisify(gzip);
const unzip = promisify(gunzip);

/** In large pieces: by default Node makes pieces of 16 kB and puts them together on this thread, which no browser does. */
function expand(bytes: Uint8Array): Promise<Buffer> {
  return unzip(bytes, { chunkSize: 1 << 20 });
}

/** The ids that every row has on the wire. */
function withIds(rows: Rows, next: () => number): Rows {
  const ids = (width: number): Uint8Array =>
    Uint8Array.from({ length: rows.length * width }, () => Math.floor(next() * 256));
  return {
    ...rows,
    ids: new Map([
      ['event', ids(16)],
      ['trace', ids(16)],
      ['span', ids(8)],
    ]),
  };
}

interface Compressed {
  readonly frames: readonly Uint8Array[];
  readonly json: readonly Uint8Array[];
}

/** The rows as the wire has them and as JSON, a frame's worth at a time, each compressed. */
async function write(data: BenchData): Promise<Compressed> {
  const random = createRandom(data.seed + 5);
  const frames: Uint8Array[] = [];
  const json: Uint8Array[] = [];
  let left = data.rows;
  for (const bare of data.frames()) {
    const rows = withIds(bare, () => random.next());
    left -= rows.length;
    frames.push(await compress(encodeFrame({ table: 'transactions', rows, meta: { end: left === 0 } })));
    const objects = toObjects(rows).map((row, index) => ({
      ...row,
      ...Object.fromEntries(
        [...rows.ids].map(([name, bytes]) => {
          const width = bytes.length / rows.length;
          return [name, Buffer.from(bytes.subarray(index * width, (index + 1) * width)).toString('hex')];
        }),
      ),
    }));
    json.push(await compress(JSON.stringify(objects)));
  }
  return { frames, json };
}

async function fromFrames({ frames }: Compressed, data: BenchData, ask: Ask): Promise<Answer> {
  const engine = new Engine();
  engine.reserve(data.rows);
  const pieces = frames.values();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(await expand(next.value));
    },
  });
  for await (const frame of decodeFrames(body)) {
    if (frame.table === 'transactions') engine.append(frame.rows);
  }
  if (ask.kind === 'list') throw new Error('The first table is no list.');
  const answer = answerOf(ask, engine.ask(ask.query, []));
  // Else the memory of every run is held until the last.
  engine.close();
  return answer;
}

async function fromJson({ json }: Compressed, ask: Ask): Promise<Answer> {
  const rows: RowObject[] = [];
  for (const piece of json) {
    for (const row of JSON.parse((await expand(piece)).toString()) as RowObject[]) rows.push(row);
  }
  if (ask.kind === 'list') throw new Error('The first table is no list.');
  const { query } = ask;
  const passes = toPredicate(query.where);
  const matching = rows.filter(
    (row) => row.timestamp >= query.range.start && row.timestamp < query.range.end && passes(row),
  );
  return answerOfObjects(query, matching, []);
}

/** From compressed bytes to the first table: our frames, and JSON of the same rows parsed to an object a row. */
export async function measureFirstTable(
  part: FirstTablePart,
  { say, collect }: Surroundings,
): Promise<PartReport> {
  const data = benchData(part.rows, part.seed);
  const compressed = await write(data);
  const size = (pieces: readonly Uint8Array[]): number =>
    pieces.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const table = HEADLINE.find(({ name }) => name === 'table')!;
  const times = { frames: [] as number[], json: [] as number[] };
  const failures: string[] = [];
  for (let run = 0; run <= part.runs; run++) {
    const [ask] = table.asks(contextOf(data, run)) as readonly [Ask];
    collect();
    const start = performance.now();
    const own = await fromFrames(compressed, data, ask);
    const between = performance.now();
    collect();
    const again = performance.now();
    const other = await fromJson(compressed, ask);
    const end = performance.now();
    failures.push(...differences(ask, own, other).slice(0, 5));
    if (run > 0) {
      times.frames.push(between - start);
      times.json.push(end - again);
    }
    say(`first table, run ${run}: ${Math.round(between - start)} ms, JSON ${Math.round(end - again)} ms`);
  }
  const [own, json] = [timesOf(times.frames), timesOf(times.json)];
  return {
    part,
    measured: [],
    figures: [
      { name: 'compressed frames', value: size(compressed.frames), unit: 'MB' },
      { name: 'compressed JSON', value: size(compressed.json), unit: 'MB' },
      { name: 'bytes to first table, frames', value: own.median, unit: 'ms' },
      { name: 'bytes to first table, JSON', value: json.median, unit: 'ms' },
      { name: 'bytes to first table: times faster than JSON', value: json.median / own.median, unit: '×' },
    ],
    failures,
  };
}
