// Sends mutated requests to a collector, with good ones between them, and checks every answer against the contract.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import type { Collector } from '../../src/collector/start.ts';
import type { Random } from '../random.ts';
import { mutator } from './mutants.ts';
import type { Mutant } from './mutants.ts';
import { keyOf } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

const Contract = z.object({
  paths: z.record(
    z.string(),
    z.object({ post: z.object({ responses: z.record(z.string(), z.unknown()) }).optional() }).loose(),
  ),
});
const { paths } = Contract.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../public/openapi.json'), 'utf8')),
);

const SENDERS = 16;
/** One request in so many is as it should be. */
const GOOD = 25;
/** Numbers of the good ones, which no seed of the others has. */
export const FIRST_GOOD = 2_000_000;

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

function documented(path: string): readonly string[] {
  const name = path.includes('/envelope') ? '/api/{project}/envelope/' : path.replace(/\?.*/, '');
  return Object.keys(paths[name]?.post?.responses ?? {});
}

/** What is wrong with an answer; null where nothing is. */
function faultOf({ path }: Mutant, { status, type, body }: Answered): string | null {
  if (status === 500 || !documented(path).includes(String(status))) return `the status ${status}`;
  if (status === 200) return null;
  if (type.startsWith('application/x-protobuf')) return body.length > 4 ? null : 'no message';
  const Problem = z.object({ problem: z.object({ message: z.string().min(5), advice: z.string().min(5) }) });
  const parsed = Problem.safeParse(JSON.parse(body.toString('utf8')));
  return parsed.success ? null : `no message: ${body.toString('utf8')}`;
}

/** How it went. */
export interface Bombarded {
  /** Requests by the status of their answer. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Answers that are not as the contract says, a hundred at most. */
  readonly faults: readonly string[];
  /** Numbers of the good transactions that were confirmed. */
  readonly confirmed: readonly number[];
}

/** Sends `count` requests of which most are wrong. */
export async function bombard(
  collector: Pick<Collector, 'port' | 'dsn'>,
  random: Random,
  count: number,
): Promise<Bombarded> {
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const key = keyOf(collector);
  const mutate = mutator(random);
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  const confirmed: number[] = [];
  const post = ({ path, headers, body }: Mutant): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const target = { port: collector.port, host: '127.0.0.1', agent, method: 'POST' };
      const sent = request({ ...target, path: path.replace('KEY', key), headers }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: Buffer.concat(pieces),
          }),
        );
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  let made = 0;
  const sender = async (): Promise<void> => {
    while (made < count) {
      made += 1;
      const good = made % GOOD === 0 ? FIRST_GOOD + made : null;
      const mutant: Mutant =
        good === null
          ? mutate()
          : {
              path: '/api/1/envelope/?sentry_key=KEY',
              headers: {},
              body: Buffer.from(transactionEnvelope(good)),
            };
      const answered = await post(mutant);
      statuses[answered.status] = (statuses[answered.status] ?? 0) + 1;
      const fault =
        faultOf(mutant, answered) ?? (good !== null && answered.status !== 200 ? 'a good one refused' : null);
      if (fault !== null && faults.length < 100) {
        faults.push(
          `${mutant.path} ${JSON.stringify(mutant.headers)}: ${fault}; ${mutant.body.toString('base64').slice(0, 2_000)}`,
        );
      }
      if (good !== null && answered.status === 200) confirmed.push(good);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  agent.destroy();
  return { statuses, faults, confirmed };
}
