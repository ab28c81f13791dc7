import { parentPort } from 'node:worker_threads';
import { WARM } from './job.ts';
import type { Answer, Job } from './job.ts';
import { runJob } from './run-job.ts';
import { warmUp } from './warm-up.ts';

/** The thread in which bodies are decoded: jobs come in lists, and answers go back in the same order. */
function answer(jobs: readonly Job[]): Answer {
  const all = jobs.map(runJob);
  const records = new Uint8Array(all.reduce((sum, { record }) => sum + (record?.length ?? 0), 0));
  let at = 0;
  const done = all.map(({ outcome, record }) => {
    if (record !== null) records.set(record, at);
    at += record?.length ?? 0;
    return { outcome, length: record?.length ?? 0 };
  });
  return { done, records };
}

parentPort?.on('message', (jobs: readonly Job[]) => {
  const message = answer(jobs);
  parentPort?.postMessage(message, [message.records.buffer]);
});
void warmUp().finally(() => parentPort?.postMessage(WARM, []));
