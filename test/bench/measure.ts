import { differences } from './answer.ts';
import type { Answer } from './answer.ts';
import type { BenchData } from './bench-data.ts';
import type { Peer } from './peer.ts';
import type { Question } from './questions.ts';
import { contextOf } from './run-context.ts';

/** Milliseconds of some runs. */
export interface Times {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** What was measured of one engine at one question. */
export interface Measured {
  readonly question: string;
  readonly engine: string;
  readonly ms: Times;
  /** What it said otherwise than Longtail, in words; empty where every run was equal. */
  readonly unequal: readonly string[];
}

export function timesOf(ms: readonly number[]): Times {
  const sorted = Float64Array.from(ms).sort();
  const middle = (sorted.length - 1) / 2;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
    runs: sorted.length,
  };
}

/** Differences that are kept of one engine at one question: the first say enough. */
const KEPT = 5;

export interface Plan {
  readonly data: BenchData;
  readonly questions: readonly Question[];
  /** Ours is the first. */
  readonly peers: readonly Peer[];
  /** Runs that count; before them each engine answers each question once to warm up. */
  readonly runs: number;
  readonly say: (line: string) => void;
}

/**
 * Asks every engine every question in every run, engines in turn, each run about another time and with other
 * thresholds, and compares each answer with ours.
 */
export async function measureAll({ data, questions, peers, runs, say }: Plan): Promise<Measured[]> {
  const found = new Map<string, { question: string; engine: string; ms: number[]; unequal: string[] }>();
  for (let run = 0; run <= runs; run++) {
    const began = performance.now();
    for (const [place, question] of questions.entries()) {
      const asks = question.asks(contextOf(data, run, place));
      // Whoever is first in a run is last in another.
      const answering = peers.filter(({ answers }) => answers?.(question.name) !== false);
      const turned = [
        ...answering.slice(run % answering.length),
        ...answering.slice(0, run % answering.length),
      ];
      const answers = new Map<string, Answer[]>();
      for (const peer of turned) {
        await peer.prepare?.(asks);
        const pending: (() => Answer)[] = [];
        const start = performance.now();
        for (const ask of asks) pending.push(await peer.ask(ask));
        const ms = performance.now() - start;
        answers.set(
          peer.name,
          pending.map((read) => read()),
        );
        const key = `${question.name} ${peer.name}`;
        const entry = found.get(key) ?? { question: question.name, engine: peer.name, ms: [], unequal: [] };
        found.set(key, entry);
        if (run > 0) entry.ms.push(ms);
      }
      const [own] = peers;
      for (const { name } of answering) {
        const unequal = asks.flatMap((ask, index) =>
          name === own?.name
            ? []
            : differences(ask, answers.get(own?.name ?? '')![index]!, answers.get(name)![index]!),
        );
        found
          .get(`${question.name} ${name}`)
          ?.unequal.push(...unequal.slice(0, KEPT).map((difference) => `run ${run}: ${difference}`));
      }
    }
    say(`run ${run} of ${runs}${run === 0 ? ' (warm-up)' : ''}: ${Math.round(performance.now() - began)} ms`);
  }
  return [...found.values()].map(({ question, engine, ms, unequal }) => ({
    question,
    engine,
    ms: timesOf(ms),
    unequal: unequal.slice(0, KEPT),
  }));
}
