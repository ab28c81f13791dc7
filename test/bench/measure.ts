import { differences } from './answer.ts';
import type { Answer, Ask } from './answer.ts';
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
  /** Which ways it was answered, where the engine tells. */
  readonly ways: readonly string[];
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

/** Different times that are asked about to warm up: each moves the range, which is to stay within the data. */
const WARM_TIMES = 64;

/** Differences that are kept of one engine at one question: the first say enough. */
const KEPT = 5;

export interface Plan {
  readonly data: BenchData;
  readonly questions: readonly Question[];
  /** Ours is the first. */
  readonly peers: readonly Peer[];
  /** Runs that count. */
  readonly runs: number;
  /**
   * Milliseconds for which each engine answers each question before it is measured, once at least. What takes a millisecond
   * is else measured while its code is still being compiled; what takes seconds is warm after one answer.
   */
  readonly warmUp: number;
  readonly say: (line: string) => void;
}

/** What is known so far of one engine at one question. */
interface Entry {
  readonly question: string;
  readonly engine: string;
  readonly ms: number[];
  readonly ways: Set<string>;
  readonly unequal: string[];
}

/** An engine's answers, and how long it took to give them. */
async function time(peer: Peer, asks: readonly Ask[]): Promise<{ ms: number; answers: Answer[] }> {
  await peer.prepare?.(asks);
  const pending: (() => Answer)[] = [];
  const start = performance.now();
  for (const ask of asks) pending.push(await peer.ask(ask));
  const ms = performance.now() - start;
  return { ms, answers: pending.map((read) => read()) };
}

/** Asks an engine a question about times that no run asks about, until it is warm. */
async function warm(
  peer: Peer,
  question: Question,
  { data, runs, warmUp }: Plan,
  place: number,
): Promise<void> {
  let left = warmUp;
  for (let turn = 0; left > 0; turn++) {
    const run = runs + 1 + (turn % WARM_TIMES);
    left -= (await time(peer, question.asks(contextOf(data, run, place)))).ms;
  }
}

/**
 * Asks every engine every question in every run, engines in turn, each run about another time and with other
 * thresholds, and compares each answer with ours.
 */
export async function measureAll(plan: Plan): Promise<Measured[]> {
  const { data, questions, peers, runs, say } = plan;
  const entries = new Map<string, Entry>();
  const entryOf = (question: string, engine: string): Entry => {
    const key = `${question} ${engine}`;
    const entry = entries.get(key) ?? { question, engine, ms: [], ways: new Set<string>(), unequal: [] };
    entries.set(key, entry);
    return entry;
  };
  const [own] = peers;
  for (let run = 0; run <= runs; run++) {
    const began = performance.now();
    for (const [place, question] of questions.entries()) {
      const asks = question.asks(contextOf(data, run, place));
      // Whoever is first in a run is last in another.
      const answering = peers.filter(({ answers }) => answers?.(question.name) !== false);
      const first = run % answering.length;
      const given = new Map<Peer, readonly Answer[]>();
      for (const peer of [...answering.slice(first), ...answering.slice(0, first)]) {
        if (run === 0) await warm(peer, question, plan, place);
        const { ms, answers } = await time(peer, asks);
        given.set(peer, answers);
        const { ms: counted, ways } = entryOf(question.name, peer.name);
        if (run > 0) counted.push(ms);
        for (const ask of asks) if (peer.explain !== undefined) ways.add(peer.explain(ask));
      }
      const ours = own === undefined ? [] : (given.get(own) ?? []);
      for (const peer of answering) {
        const theirs = given.get(peer) ?? [];
        const found =
          peer === own ? [] : asks.flatMap((ask, index) => differences(ask, ours[index]!, theirs[index]!));
        entryOf(question.name, peer.name).unequal.push(
          ...found.slice(0, KEPT).map((difference) => `run ${run}: ${difference}`),
        );
      }
    }
    const ms = Math.round(performance.now() - began);
    say(`run ${run} of ${runs}${run === 0 ? ' (warm-up)' : ''}: ${ms} ms`);
  }
  return [...entries.values()].map(({ question, engine, ms, ways, unequal }) => ({
    question,
    engine,
    ms: timesOf(ms),
    ways: [...ways],
    unequal: unequal.slice(0, KEPT),
  }));
}
