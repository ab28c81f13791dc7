import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import type { EpochMs, Milliseconds } from '../../src/model/time.ts';
import type { Endpoint, Latency, Outcome, Variant } from './endpoint.ts';
import { normalOf, unitOf } from './random.ts';
import { BAD_DEPLOY, FIXED_LIST, SLOW_LIST, badDeployStart } from './releases.ts';
import type { Environment } from './releases.ts';
import { LIST_VARIANTS, documentsList } from './services/documents-list.ts';
import { search } from './services/programs.ts';
import { toTicks } from './ticks.ts';

/** The own time of the article's event. */
export const STORY_MS: Milliseconds = 2_170;

/** No transaction works longer by itself: three that wait for one another still have an exact float32 duration. */
const LONGEST_OWN: Milliseconds = 40_000;

/** In these minutes of the last morning the search index was overloaded. */
const OUTAGE = { from: -9.6 * HOUR, to: -9.3 * HOUR, times: 180 } as const;

/** Where and when a transaction runs, as far as its duration depends on it. */
export interface Circumstances {
  readonly anchor: EpochMs;
  readonly time: EpochMs;
  readonly environment: Environment;
  /** How slow everything is at this time, around 1: see `tideAt`. */
  readonly tide: number;
}

function sample({ median, sigma, slow }: Latency, bits: number): Milliseconds {
  const usual = median * Math.exp(sigma * normalOf(bits, 0));
  if (unitOf(bits, 1) >= slow.rate) return usual;
  return usual * slow.times * (1 - 0.96 * unitOf(bits, 2)) ** (-1 / 2.2);
}

const SLOW: Latency = { median: 1_900, sigma: 0.26, slow: { rate: 0.002, times: 2 } };
/** What the fix brings: the same figure again and again on the one production server, a wider field on staging. */
const FIXED: Latency = { median: 1_250, sigma: 0.012, slow: { rate: 0, times: 1 } };
const FIXED_ON_STAGING: Latency = { ...FIXED, sigma: 0.14 };

/** From the shortest to the longest list, hour by hour of the bad deploy: the table without an index filled up. */
const BAD_HOURS: readonly (readonly [Milliseconds, Milliseconds])[] = [
  [2_200, 4_700],
  [3_000, 7_600],
  [3_200, 8_600],
];

function sampleList(
  { anchor, time, environment }: Circumstances,
  release: string | null,
  bits: number,
): Milliseconds {
  switch (release) {
    case SLOW_LIST:
      return sample(SLOW, bits);
    case FIXED_LIST:
      return sample(environment === 'production' ? FIXED : FIXED_ON_STAGING, bits);
    case BAD_DEPLOY: {
      const hour = Math.floor((time - badDeployStart(anchor)) / HOUR);
      const [least, most] = BAD_HOURS[hour] ?? [2_200, 4_700];
      return least + (most - least) * unitOf(bits, 3);
    }
    default:
      return sample(documentsList.latency, bits);
  }
}

/** Which of its ways an endpoint takes: the list of documents by its release, the others by chance. */
export function chooseVariant(endpoint: Endpoint, release: string | null, bits: number): number {
  if (endpoint === documentsList) {
    if (release === SLOW_LIST) return LIST_VARIANTS.slow;
    if (release === FIXED_LIST) return LIST_VARIANTS.fixed;
    return release === BAD_DEPLOY ? LIST_VARIANTS.bad : LIST_VARIANTS.usual;
  }
  let share = unitOf(bits, 4);
  for (let index = 1; index < endpoint.variants.length; index += 1) {
    share -= endpoint.variants[index]?.share ?? 0;
    if (share < 0) return index;
  }
  return 0;
}

/** How a transaction ends: an index into the endpoint's outcomes, -1 when all goes well. */
export function chooseOutcome(endpoint: Endpoint, { anchor, time }: Circumstances, bits: number): number {
  const since = time - anchor;
  const strained = endpoint.service === search && since >= OUTAGE.from && since < OUTAGE.to;
  let share = unitOf(bits, 5);
  for (let index = 0; index < endpoint.outcomes.length; index += 1) {
    const rate = endpoint.outcomes[index]?.rate ?? 0;
    share -= strained ? Math.min(0.4, rate * OUTAGE.times) : rate;
    if (share < 0) return index;
  }
  return -1;
}

const PACE: Readonly<Record<Environment, number>> = { production: 1, staging: 0.92, development: 1.25 };

/** The time a transaction works by itself, in ticks. */
export function ownTicks(
  endpoint: Endpoint,
  variant: Variant,
  outcome: Outcome | null,
  circumstances: Circumstances,
  release: string | null,
  bits: number,
): number {
  const pace = variant.pace * (outcome?.pace ?? 1);
  const ms =
    endpoint === documentsList
      ? sampleList(circumstances, release, bits) * pace
      : sample(endpoint.latency, bits) * pace * PACE[circumstances.environment] * circumstances.tide;
  return Math.max(16, toTicks(Math.min(ms, LONGEST_OWN * (0.9 + 0.1 * unitOf(bits, 9)))));
}

/** Everything takes a little longer in the busy hours. */
export function tideAt(time: EpochMs): number {
  return 1 + 0.05 * Math.sin(((time - 9.5 * HOUR) / DAY) * 2 * Math.PI);
}

/** What the way through the network adds to a call, in ticks. */
export function networkTicks(fromDevice: boolean, bits: number): number {
  return toTicks(fromDevice ? 38 * Math.exp(0.5 * normalOf(bits, 6)) : 0.5 + 2 * unitOf(bits, 7));
}

/** How long a task waits in the queue, in ticks. */
export function waitTicks(bits: number): number {
  return toTicks(Math.min(30 * Math.exp(1.1 * normalOf(bits, 8)), MINUTE));
}
