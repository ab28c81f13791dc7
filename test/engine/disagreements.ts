import { ask, list } from '../oracle.ts';
import { randomList, randomQuery } from '../random-question.ts';
import { expectSameResult } from '../same-result.ts';
import type { Filled } from './fill.ts';

function disagreement(name: string, compare: () => void): string[] {
  try {
    compare();
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** What the engine says otherwise than the oracle about so many queries and lists, with the seed of each question. */
export function disagreements({ engine, rows }: Filled, seed: number, questions: number): string[] {
  const transactions = [...rows.values()];
  return Array.from({ length: questions }, (_, index) => seed * 1000 + index).flatMap((question) => [
    ...disagreement(`query ${question}`, () => {
      const query = randomQuery(question);
      expectSameResult(engine.ask(query, []), ask(transactions, query));
    }),
    ...disagreement(`list ${question}`, () => {
      const wanted = randomList(question);
      expectSameResult(engine.list(wanted, []), list(transactions, wanted));
    }),
  ]);
}
