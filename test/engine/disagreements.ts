import type { List, Query } from '../../src/model/query.ts';
import { ask, list } from '../oracle.ts';
import { randomList, randomQuery } from '../random-question.ts';
import { expectSameResult } from '../same-result.ts';
import { usualQuery } from '../usual-question.ts';
import type { Filled } from './fill.ts';

/** Questions by a name that says how to make them again. */
export interface Asked {
  readonly queries: ReadonlyMap<string, Query>;
  readonly lists: ReadonlyMap<string, List>;
}

/** `count` random queries, as many that pages ask, and as many lists; the same for the same seed. */
export function questionsOf(seed: number, count: number): Asked {
  const seeds = Array.from({ length: count }, (_, index) => seed * 1000 + index);
  return {
    queries: new Map([
      ...seeds.map((question) => [`randomQuery(${question})`, randomQuery(question)] as const),
      ...seeds.map((question) => [`usualQuery(${question})`, usualQuery(question)] as const),
    ]),
    lists: new Map(seeds.map((question) => [`randomList(${question})`, randomList(question)])),
  };
}

function disagreement(name: string, compare: () => void): string[] {
  try {
    compare();
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** How an engine answers some questions, each way as often as it is taken. */
export function waysOf({ engine }: Filled, { queries }: Asked): string[] {
  return [...queries.values()].map((query) => engine.explain(query));
}

/** What the engine says otherwise than the oracle, with the question's name. */
export function disagreements({ engine, rows }: Filled, { queries, lists }: Asked): string[] {
  const transactions = [...rows.values()];
  return [
    ...[...queries].flatMap(([name, query]) =>
      disagreement(name, () => expectSameResult(engine.ask(query, []), ask(transactions, query))),
    ),
    ...[...lists].flatMap(([name, wanted]) =>
      disagreement(name, () => expectSameResult(engine.list(wanted, []), list(transactions, wanted))),
    ),
  ];
}
