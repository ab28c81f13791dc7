// What the bench compares says the same to every question, whatever the data; and a peer that does not is found.
import { describe, expect, it } from 'vitest';
import { benchData } from './bench-data.ts';
import { fillEngine, longtailPeer } from './longtail-peer.ts';
import { measureAll } from './measure.ts';
import { DuckDbPeer } from './duckdb/duckdb-peer.ts';
import { openNative } from './duckdb/native.ts';
import type { Peer } from './peer.ts';
import { peersInNode } from './peers-in-node.ts';
import { measureQuestions } from './questions-part.ts';
import { QUESTIONS } from './questions.ts';

const say = (): void => {};

describe.each([1])('the data of seed %i', (seed) => {
  it('are answered alike by the engine, DuckDB and objects', async () => {
    const questions = QUESTIONS.map(({ name }) => name);
    const engines = ['duckdb native 1t', 'objects'] as const;
    const { measured, failures } = await measureQuestions(
      { kind: 'questions', where: 'node', rows: 3_000, seed, questions, engines, runs: 1, warmUp: 0 },
      peersInNode(say),
      { say, collect: () => {} },
    );
    expect(failures).toEqual([]);
    expect(measured).toHaveLength(QUESTIONS.length * (1 + engines.length));
  });
});

describe('users counted as one writes it', () => {
  it('are those of the fastest statements', async () => {
    const data = benchData(3_000, 1);
    const database = await openNative(data);
    for (const frame of data.frames()) await database.load(frame);
    await database.loaded();
    const plain = new DuckDbPeer('plain', database, data.dictionaries, { isPlain: true });
    const peers = [longtailPeer(fillEngine(data)), plain];
    const measured = await measureAll({ data, questions: QUESTIONS, peers, runs: 1, warmUp: 0, say });
    const answered = measured.filter(({ engine }) => engine === 'plain');
    plain.close();
    expect(answered.map(({ question }) => question)).toEqual(['table', 'table-day', 'table-general']);
    expect(answered.flatMap(({ unequal }) => unequal)).toEqual([]);
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
    const measured = await measureAll({
      data,
      questions: QUESTIONS,
      peers: [own, wrong],
      runs: 1,
      warmUp: 0,
      say,
    });
    const found = measured.filter(({ unequal }) => unequal.length > 0).map(({ question }) => question);
    expect(found).toEqual(QUESTIONS.map(({ name }) => name));
  });
});
