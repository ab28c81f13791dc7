// A million rows, the same two questions: this engine, objects in plain JavaScript, and DuckDB on one thread and two.
// Every peer's figures are compared before anything is timed. Read the ratios, not the milliseconds.
import assert from 'node:assert/strict';
import { bench, describe } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Result } from '../../src/model/result.ts';
import { benchRows } from './bench-rows.ts';
import { DuckDbPeer } from './duckdb-peer.ts';
import type { Figures } from './duckdb-peer.ts';
import { ObjectsPeer } from './objects-peer.ts';
import { seriesQuery, tableQuery } from './questions.ts';

const ROWS = 1_000_000;
const OPTIONS = { iterations: 9, time: 0, warmupIterations: 3, warmupTime: 0 };

const frames = benchRows(ROWS);
const engine = new Engine();
engine.reserve(ROWS);
const began = performance.now();
for (const frame of frames) engine.append(frame);
console.log(`${ROWS} rows appended in ${Math.round(performance.now() - began)} ms`);
const objects = new ObjectsPeer(frames);
const one = await DuckDbPeer.load(frames, 1);
const two = await DuckDbPeer.load(frames, 2);

/** The figures of the groups that have rows. */
function figures(result: Result): Figures {
  const column = (name: string): readonly (string | number | null)[] => {
    const found = result.columns.find((candidate) => candidate.name === name);
    return found === undefined ? [] : [...found.values];
  };
  const [keys, counts, users, p95s] = [result.columns[0]?.name ?? '', 'count', 'users', 'p95'].map(column);
  const all = (keys ?? []).map((key, index) => {
    const count = Number(counts?.[index]);
    return [String(key), { count, users: Number(users?.[index] ?? 0), p95: Number(p95s?.[index]) }] as const;
  });
  return new Map(all.filter(([, { count }]) => count > 0));
}

function assertSame(peer: Figures, own: Figures): void {
  assert.equal(peer.size, own.size);
  for (const [key, { count, users, p95 }] of own) {
    const other = peer.get(key);
    assert.deepEqual([key, other?.count, other?.users], [key, count, users]);
    assert.ok(
      Math.abs((other?.p95 ?? Number.NaN) - p95) <= p95 * 2 ** -22,
      `${key}: ${other?.p95} is not ${p95}`,
    );
  }
}

const table = figures(engine.ask(tableQuery(0), []));
const series = figures(engine.ask(seriesQuery(0), []));
assert.ok(table.size > 200);
assertSame(objects.table(0), table);
assertSame(objects.series(0), series);
for (const peer of [one, two]) {
  assertSame(await peer.table(0), table);
  assertSame(await peer.series(0), series);
}

let shift = 0;

describe(`table of ${table.size} transactions over ${ROWS} rows`, () => {
  bench('longtail', () => void engine.ask(tableQuery(++shift), []), OPTIONS);
  bench('objects in JavaScript', () => void objects.table(++shift), OPTIONS);
  bench('DuckDB, 1 thread', async () => void (await one.table(++shift)), OPTIONS);
  bench('DuckDB, 2 threads', async () => void (await two.table(++shift)), OPTIONS);
});

describe(`series of ${series.size} buckets over ${ROWS} rows`, () => {
  bench('longtail', () => void engine.ask(seriesQuery(++shift), []), OPTIONS);
  bench('objects in JavaScript', () => void objects.series(++shift), OPTIONS);
  bench('DuckDB, 1 thread', async () => void (await one.series(++shift)), OPTIONS);
  bench('DuckDB, 2 threads', async () => void (await two.series(++shift)), OPTIONS);
});
