// From the demo's generator to the answers of a page, at 200,000 and 1,000,000 rows. The peer is what a first version
// would do: the same rows as one JSON array, parsed to an object a row. Its figures are compared before anything is
// timed. Read the ratios, not the milliseconds: operations per second times rows are rows per second.
import assert from 'node:assert/strict';
import { bench, describe } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { Engine } from '../../src/engine/engine.ts';
import { decodeFrames, encodeFrame } from '../../src/formats/arrow/frames.ts';
import type { Frame } from '../../src/formats/arrow/frames.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { DAY } from '../../src/model/time.ts';
import {
  distributionsQuery,
  opsQuery,
  readingQuery,
  seriesQuery,
  tableQuery,
  totalDistributionQuery,
  totalsQuery,
} from '../../src/pages/performance/questions.ts';
import { plotFactsQuery } from '../../src/view/plot-questions.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';

const ANCHOR = Date.UTC(2026, 0, 31, 12);
const OPTIONS = { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 };

/** What the peer's question needs of a row; its JSON has all columns. */
interface Row {
  readonly timestamp: number;
  readonly project: string;
  readonly transaction: string;
  readonly duration: number;
}

async function generate(rows: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const world = createWorld({ seed: 1, anchor: ANCHOR, rows }, () => ANCHOR);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for await (const frame of world.transactions({ start: -Infinity, end: Infinity, after: null })) {
    frames.push(frame);
  }
  return frames;
}

async function decode(bytes: readonly Uint8Array<ArrayBuffer>[]): Promise<Frame[]> {
  const pieces = bytes.values();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const next = pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
  const frames: Frame[] = [];
  for await (const frame of decodeFrames(body)) frames.push(frame);
  return frames;
}

function append(frames: readonly Frame[], rows: number): Engine {
  const engine = new Engine();
  engine.reserve(rows);
  for (const frame of frames) if (frame.table === 'transactions') engine.append(frame.rows);
  return engine;
}

/** The JSON of the same rows, in pieces of a frame each: one text of all would be longer than a string can be. */
function toJson(frames: readonly Frame[]): string[] {
  return frames.flatMap((frame) => {
    if (frame.table !== 'transactions') return [];
    const { length, numbers, texts, ids } = frame.rows;
    const objects = Array.from({ length }, (_, row) => {
      const object: Record<string, string | number> = {};
      for (const [name, values] of numbers) {
        const value = values[row]!;
        if (!Number.isNaN(value)) object[name] = value;
      }
      for (const [name, { codes, dictionary }] of texts) {
        const text = dictionary[codes[row]!];
        if (text !== undefined) object[name] = text;
      }
      for (const [name, bytes] of ids) {
        const width = bytes.length / length;
        object[name] = Buffer.from(bytes.subarray(row * width, (row + 1) * width)).toString('hex');
      }
      return object;
    });
    return [JSON.stringify(objects)];
  });
}

function parse(json: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const piece of json) for (const row of JSON.parse(piece) as Row[]) rows.push(row);
  return rows;
}

/** All that the Performance page asks in one tick, about everything there is; never twice the same. */
function questions(shift: number): Query[] {
  const range = { start: ANCHOR - 14 * DAY - shift, end: ANCHOR + shift };
  const scope = { range, where: EVERYTHING };
  return [
    plotFactsQuery(scope),
    ...DEFAULT_VIEW.widgets.flatMap((widget) => [readingQuery(scope, widget), seriesQuery(scope, widget)]),
    tableQuery(scope, null),
    totalsQuery(scope),
    opsQuery(scope),
    distributionsQuery(scope),
    totalDistributionQuery(scope),
  ];
}

/** The median of each transaction: a small part of what the page asks. */
function mediansQuery(shift: number): Query {
  return {
    of: 'transactions',
    range: { start: ANCHOR - 14 * DAY - shift, end: ANCHOR + shift },
    where: EVERYTHING,
    weighted: false,
    by: ['project', 'transaction'],
    show: [{ metric: 'p50' }],
  };
}

/** The same over objects. */
function medians(rows: readonly Row[], shift: number): Map<string, number> {
  const groups = new Map<string, number[]>();
  for (const { timestamp, project, transaction, duration } of rows) {
    if (timestamp < ANCHOR - 14 * DAY - shift || timestamp >= ANCHOR + shift) continue;
    const key = `${project} ${transaction}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [duration]);
    else group.push(duration);
  }
  return new Map(
    [...groups].map(([key, durations]) => {
      durations.sort((a, b) => a - b);
      const middle = (durations.length - 1) / 2;
      return [key, (durations[Math.floor(middle)]! + durations[Math.ceil(middle)]!) / 2];
    }),
  );
}

function compare(engine: Engine, rows: readonly Row[]): void {
  const { columns, length } = engine.ask(mediansQuery(0), []);
  const column = (name: string) => columns.find((candidate) => candidate.name === name)!.values;
  const peer = medians(rows, 0);
  assert.equal(peer.size, length);
  for (let group = 0; group < length; group++) {
    const key = `${column('project')[group]} ${column('transaction')[group]}`;
    assert.equal(column('p50')[group], peer.get(key), key);
  }
}

for (const rows of [200_000, 1_000_000]) {
  const bytes = await generate(rows);
  const frames = await decode(bytes);
  const engine = append(frames, rows);
  const json = toJson(frames);
  const objects = parse(json).map(({ timestamp, project, transaction, duration }): Row => ({
    timestamp,
    project,
    transaction,
    duration,
  }));
  compare(engine, objects);
  const name = `${rows / 1_000}k rows`;
  const size = (pieces: readonly { readonly length: number }[]): string =>
    `${Math.round(pieces.reduce((sum, { length }) => sum + length, 0) / 1e6)} MB`;
  let shift = 0;

  describe(`${name}: made`, () => {
    bench(
      `longtail: generated and encoded, ${size(bytes)}`,
      async () => void (await generate(rows)),
      OPTIONS,
    );
    bench('longtail: encoded alone', () => void frames.map(encodeFrame), OPTIONS);
  });

  describe(`${name}: taken in`, () => {
    bench('longtail: decoded and appended', async () => void append(await decode(bytes), rows), OPTIONS);
    bench('longtail: decoded alone', async () => void (await decode(bytes)), OPTIONS);
    bench(`JSON: ${size(json)} parsed to objects`, () => void parse(json), OPTIONS);
  });

  describe(`${name}: asked`, () => {
    bench(
      'longtail: the 12 questions of the Performance page',
      () => {
        shift += 1;
        for (const query of questions(shift)) engine.ask(query, []);
      },
      OPTIONS,
    );
    bench(
      'longtail: the median of each transaction',
      () => void engine.ask(mediansQuery(++shift), []),
      OPTIONS,
    );
    bench(
      'objects in JavaScript: the median of each transaction',
      () => void medians(objects, ++shift),
      OPTIONS,
    );
  });
}
