import { FRAMES_TYPE, decodeTableFrames } from '../../formats/arrow/frames.ts';
import { EVENT_STREAM_TYPE } from '../../formats/event-stream.ts';
import type { Problem } from '../../model/result.ts';
import { SourceError } from '../../model/source.ts';
import type { Info } from '../../model/source.ts';
import { CHECK_STEPS } from '../../model/source-check.ts';
import type { CheckStep, CheckedStep, SourceCheck } from '../../model/source-check.ts';
import { MINUTE } from '../../model/time.ts';
import type { Milliseconds, Range } from '../../model/time.ts';
import { bodyOf, brokenAnswer, textOf } from './answer.ts';
import { decodeInfo } from './contract.ts';
import { request } from './http.ts';
import type { Http } from './http.ts';

/** The sample is what ended so shortly before the newest. */
const SAMPLED_TIME: Milliseconds = MINUTE;

/** Why a step failed, and which: an answer that refuses was reached all the same. */
class Failed extends Error {
  readonly step: CheckStep;
  readonly problem: Problem;

  constructor(step: CheckStep, problem: Problem) {
    super(problem.message);
    this.step = step;
    this.problem = problem;
  }
}

/** The step that an error of `step` is about. */
function blame(step: CheckStep, { reason }: SourceError): CheckStep {
  if (step !== 'reached') return step;
  if (reason === 'unreachable') return 'reached';
  return reason === 'refused' ? 'allowed' : 'understood';
}

/**
 * Tries an API step by step, each thing once and without what is known of it from before. Rejects with the signal's reason
 * alone: what fails is told by its step.
 */
export async function checkApi(http: Http, signal?: AbortSignal): Promise<SourceCheck> {
  const at = Date.now();
  const taken = new Map<CheckStep, Milliseconds>();
  const skipped = new Set<CheckStep>();
  let info: Info | null = null;
  let ahead: Milliseconds | null = null;
  let sample: number | null = null;

  /** Runs one step; throws what it failed of. */
  async function run<T>(step: CheckStep, act: () => Promise<T>): Promise<T> {
    const since = performance.now();
    try {
      return await act();
    } catch (error) {
      signal?.throwIfAborted();
      const failure = error instanceof SourceError ? error : brokenAnswer(http, error);
      throw new Failed(blame(step, failure), failure.problem);
    } finally {
      taken.set(step, performance.now() - since);
    }
  }

  /** Every step that is not told otherwise failed or passed: those behind `failed` were not tried. */
  function toSteps(failed: Failed | null): CheckedStep[] {
    const last = failed === null ? CHECK_STEPS.length : CHECK_STEPS.indexOf(failed.step);
    return CHECK_STEPS.map((step, place) => {
      const took = taken.get(step) ?? null;
      if (failed !== null && place === last) return { step, state: 'failed', took, problem: failed.problem };
      if (place > last || skipped.has(step)) return { step, state: 'skipped', took: null, problem: null };
      return { step, state: 'passed', took, problem: null };
    });
  }

  let failed: Failed | null = null;
  try {
    const asked = Date.now();
    const response = await run('reached', () =>
      request(http, 'info', { accept: 'application/json', retries: 0, signal }),
    );
    const half = (Date.now() - asked) / 2;
    info = await run('understood', async () => decodeInfo(await textOf(http, response, signal)));
    ahead = info.now - (asked + half);
    const { extent } = info;
    if (extent === null) skipped.add('rows');
    else sample = await run('rows', () => readSample(http, newestOf(extent), signal));
    if (info.abilities.live) await run('changes', () => hear(http, signal));
    else skipped.add('changes');
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    failed = error;
  }
  return { address: http.base.href, at, steps: toSteps(failed), info, ahead, sample };
}

/** The last of the rows, that which ended last among them: the end of a range is none of it. */
function newestOf({ end }: Range): Range {
  return { start: Math.floor(end - SAMPLED_TIME), end: Math.floor(end) + 1 };
}

/** Reads rows of a time until some have come, and answers how many. */
async function readSample(http: Http, { start, end }: Range, signal?: AbortSignal): Promise<number> {
  const enough = new AbortController();
  const until = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]);
  const query = new URLSearchParams({ start: String(start), end: String(end) });
  const path = `transactions?${query.toString()}`;
  const response = await request(http, path, { accept: FRAMES_TYPE, retries: 0, signal: until });
  try {
    for await (const frame of decodeTableFrames(bodyOf(http, response))) {
      if (frame.table === 'transactions' && frame.rows.length > 0) return frame.rows.length;
    }
  } finally {
    enough.abort();
  }
  throw new SourceError('failed', {
    kind: 'failed',
    message: 'It says that there are transactions, and sends none.',
    advice:
      'Try again: the newest may just have been deleted. If it stays so, see what the collector printed.',
  });
}

/** Opens the stream of changes, and ends it at once. */
async function hear(http: Http, signal?: AbortSignal): Promise<void> {
  const heard = new AbortController();
  const until = signal === undefined ? heard.signal : AbortSignal.any([signal, heard.signal]);
  try {
    await request(http, 'watch', { accept: EVENT_STREAM_TYPE, retries: 0, signal: until });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { message } = error.problem;
    throw new SourceError(error.reason, {
      kind: 'partial',
      message: `Changes are not told: ${message}`,
      advice: 'It is looked for new rows every two seconds instead. A proxy between may hold streams back.',
    });
  } finally {
    heard.abort();
  }
}
