// What the bench compares says the same to every question, whatever the data; and a peer that does not is found.
import { describe, expect, it } from 'vitest';
import { benchData } from './bench-data.ts';
import { DuckDbPeer } from './duckdb/duckdb-peer.ts';
import { openNative } from './duckdb/native.ts';
import { fillEngine, longtailPeer } from './longtail-peer.ts';
import { measureAll } from './measure.ts';
import { objectsPeer } from './objects/objects-peer.ts';
import type { Peer } from './peer.ts';
import { QUESTIONS } from './questions.ts';

const say = (): void => {};

describe.each([1, 2, 3])('the data of seed %i', (seed) => {
  it('are answered alike by the engine, DuckDB and objects', async () => {
    const data = benchData(6_000, seed);
    const database = await openNative(data);
    const peers = [
      longtailPeer(fillEngine(data)),
      new DuckDbPeer('duckdb', database, data.dictionaries),
      objectsPeer(data),
    ];
    const measured = await measureAll({ data, questions: QUESTIONS, peers, runs: 1, say });
    for (const peer of peers) peer.close();
    expect(
      measured.flatMap(({ question, engine, unequal }) => unequal.map((line) => [question, engine, line])),
    ).toEqual([]);
    expect(measured).toHaveLength(QUESTIONS.length * peers.length);
  });
});

describe('a peer that is wrong', () => {
  it('is found in every question', async () => {
    const data = benchData(20_000, 1);
    const own = longtailPeer(fillEngine(data));
    const wrong: Peer = {
      ...own,
      name: 'wrong',
      ask: async (ask) => {
        const read = await own.ask(ask);
        return () => {
          const answer = read();
          // One unit more in the first number of the first group.
          const [[name, values] = ['', new Float64Array(0)], ...others] = answer.values;
          const moved = values.map((value, group) => (group === 0 ? value + 1 : value));
          return { ...answer, values: new Map([[name, moved], ...others]) };
        };
      },
    };
    const measured = await measureAll({ data, questions: QUESTIONS, peers: [own, wrong], runs: 1, say });
    const found = measured.filter(({ unequal }) => unequal.length > 0).map(({ question }) => question);
    expect(found).toEqual(QUESTIONS.map(({ name }) => name));
  });
});
