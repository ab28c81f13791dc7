// A program that is killed again and again while it is sent to, and what it remembers in the end.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { createRandom } from '../random.ts';
import { startProgram } from './program.ts';
import type { Program } from './program.ts';
import { emptyDirectory, info, keyOf, transactions } from './running.ts';
import { eventId, transactionEnvelope } from './traffic.ts';

const SENDERS = 16;

/** Posts one envelope; resolves with the status, null where the connection broke. */
function post(program: Program, agent: Agent, body: string): Promise<number | null> {
  return new Promise((resolve) => {
    const url = `${program.url}api/1/envelope/?sentry_key=${keyOf(program)}`;
    const sent = request(url, { method: 'POST', agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? null));
      response.on('error', () => resolve(null));
    });
    sent.on('error', () => resolve(null));
    sent.end(body);
  });
}

/** Sends transactions with numbers of `next` until the program is gone, and says which were confirmed. */
export async function sendUntilGone(
  program: Program,
  next: () => number,
  confirm: (value: number) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const sender = async () => {
    for (;;) {
      const value = next();
      const status = await post(program, agent, transactionEnvelope(value));
      if (status === null) return;
      if (status === 200) confirm(value);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  agent.destroy();
}

/** Waits until the program has everything of its spool in its database. */
async function whole(program: Program): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const { problems } = await info(program);
    if (!problems.some(({ message }) => message.includes('still being read'))) return;
    await sleep(50);
  }
  throw new Error('The collector does not come to an end with its spool.');
}

export interface Rounds {
  readonly rounds: number;
  /** How many are confirmed at least before the program is killed. */
  readonly events: number;
  /** Whether to end as soon as something is lost. */
  readonly untilLost?: boolean;
}

export interface Outcome {
  readonly confirmed: number;
  /** Confirmed, and not there after the last start. */
  readonly lost: number;
  /** There more than once. */
  readonly doubled: number;
}

/** Starts the program on the same directory in every round and kills it at a random moment under load. */
export async function killInRounds({ rounds, events, untilLost = false }: Rounds): Promise<Outcome> {
  const directory = emptyDirectory();
  const random = createRandom(Date.now());
  const confirmed = new Set<number>();
  let sent = 0;
  for (let round = 0; round < rounds; round += 1) {
    const program = await startProgram(['--data', directory]);
    let inRound = 0;
    let enough: () => void = () => undefined;
    const hasEnough = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const sending = sendUntilGone(
      program,
      () => (sent += 1),
      (value) => {
        confirmed.add(value);
        inRound += 1;
        if (inRound >= events) enough();
      },
    );
    await hasEnough;
    // Any moment before, in and between the batches of a fifth of a second.
    await sleep(random.whole(0, 400));
    await program.end('SIGKILL');
    await sending;
    if (untilLost && round % 3 === 2 && (await remembered(directory, confirmed)).lost > 0) break;
  }
  return remembered(directory, confirmed);
}

async function remembered(directory: string, confirmed: ReadonlySet<number>): Promise<Outcome> {
  const program = await startProgram(['--data', directory]);
  await whole(program);
  // Before all rows are taken in, which takes longer than a connection is kept open.
  const { quality } = await info(program);
  const rows = await transactions(program);
  const stored = new Set(rows.map((row) => row.eventId));
  expect(new Set(rows.map(({ row }) => row)).size).toBe(rows.length);
  expect(quality).toMatchObject({ received: rows.length, stored: rows.length, repeated: 0 });
  await program.end('SIGKILL');
  return {
    confirmed: confirmed.size,
    lost: [...confirmed].filter((value) => !stored.has(eventId(value))).length,
    doubled: rows.length - stored.size,
  };
}
