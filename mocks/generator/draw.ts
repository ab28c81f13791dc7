import { MINUTE } from '../../src/model/time.ts';
import type { EpochMs } from '../../src/model/time.ts';
import { Arrangement } from './arrange.ts';
import type { Endpoint, Outcome } from './endpoint.ts';
import {
  STORY_MS,
  chooseOutcome,
  chooseVariant,
  networkTicks,
  ownTicks,
  tideAt,
  waitTicks,
} from './latency.ts';
import type { Circumstances } from './latency.ts';
import { choosePerson } from './people.ts';
import type { Layout } from './plan.ts';
import { mix, bitsAt, unitOf } from './random.ts';
import { Releases } from './releases.ts';
import type { Environment } from './releases.ts';
import { MOST_CALLS, MOST_PARTS } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';
import { documentsList } from './services/documents-list.ts';
import { cron, mobile } from './services/programs.ts';
import { floorToTick, toMs, toTicks } from './ticks.ts';
import type { Traffic } from './traffic.ts';

/** Jobs start at whole multiples of it. */
const CRON_EVERY = 5 * MINUTE;

/** Of an environment's traces every n-th was sent, as the clients there were told. */
const SAMPLED = { staging: 4, mobile: 10 } as const;

/** One transaction of the trace that is drawn. Used again for the next. */
export class DrawnPart {
  endpoint: Endpoint = documentsList;
  layout: Layout = documentsList.variants[0].layout;
  outcome: Outcome | null = null;
  release: string | null = null;
  isCanary = false;
  /** The part that called it, -1 for the first; and the step of that part in which it did. */
  caller = -1;
  callStep = -1;
  bits = 0;
  /** Ticks from the start of the trace. */
  start = 0;
  readonly arrangement = new Arrangement();
  /** False for the story's event, which is exactly as it was written. */
  varies = true;
  /** How long its calls take, in ticks. */
  readonly calls = new Float64Array(MOST_CALLS);
}

/** Makes the content of one trace after the other. What it holds is overwritten by the next `draw`. */
export class Draw {
  readonly #traffic: Traffic;
  readonly #releases: Releases;
  readonly #circumstances: { -readonly [Key in keyof Circumstances]: Circumstances[Key] };
  readonly parts: readonly DrawnPart[] = Array.from({ length: MOST_PARTS }, () => new DrawnPart());
  /** How many of `parts` the trace has. */
  length = 0;
  trace = -1;
  bits = 0;
  environment: Environment = 'production';
  /** Who caused it, -1 for nobody. */
  person = -1;
  weight = 1;
  /** When the first part began. */
  origin: EpochMs = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
    this.#releases = new Releases(traffic.anchor);
    this.#circumstances = { anchor: traffic.anchor, time: 0, environment: 'production', tide: 1 };
  }

  /** Makes a trace of the traffic by its number. */
  draw(trace: number): void {
    this.sketch(trace);
    const scenario = this.#traffic.scenarioOf(trace);
    const end = this.#circumstances.time;
    const isStory = this.#traffic.isStory(trace);
    this.#circumstances.tide = tideAt(end);
    for (let index = this.length - 1; index >= 0; index -= 1) this.#arrange(scenario, index, isStory);
    this.#place(end);
  }

  /** Makes only what a trace is and how it ends: nothing that takes or has a time, for half the work. */
  sketch(trace: number): void {
    const traffic = this.#traffic;
    const scenario = traffic.scenarioOf(trace);
    const isStory = traffic.isStory(trace);
    this.trace = trace;
    this.bits = bitsAt(traffic.seed, trace);
    this.length = scenario.parts.length;
    this.#chooseSender(scenario, isStory);
    this.#circumstances.time = traffic.endOf(trace);
    this.#circumstances.environment = this.environment;
    for (let index = 0; index < this.length; index += 1) this.#fill(scenario, index, isStory);
  }

  /** When a part began. */
  startOf(part: DrawnPart): EpochMs {
    return this.origin + toMs(part.start);
  }

  /** When a part ended: by what the row says, as a reader computes it. */
  endOf(part: DrawnPart): EpochMs {
    return this.origin + toMs(part.start + part.arrangement.total);
  }

  #chooseSender(scenario: Scenario, isStory: boolean): void {
    const { bits } = this;
    const root = scenario.parts[0]?.endpoint;
    const share = isStory ? 0 : unitOf(bits, 0);
    this.environment = share < 0.88 ? 'production' : share < 0.95 ? 'staging' : 'development';
    this.person = -1;
    if (root?.hasUser === true) {
      const person = choosePerson(unitOf(bits, 1));
      this.person = this.environment === 'development' ? person % 12 : person;
    }
    this.weight = 1;
    if (root?.service === mobile) this.weight = SAMPLED.mobile;
    else if (this.environment === 'staging') this.weight = SAMPLED.staging;
  }

  #fill(scenario: Scenario, index: number, isStory: boolean): void {
    const drawn = this.parts[index];
    const part = scenario.parts[index];
    if (drawn === undefined || part === undefined) return;
    const { endpoint } = part;
    const { environment } = this;
    const { time: end } = this.#circumstances;
    const bits = mix(this.bits + Math.imul(index + 1, 0x632be5ab));
    const isEvent = isStory && endpoint === documentsList;
    const family = endpoint.service.releases;
    const rank = unitOf(this.bits, 2);
    const lane = isEvent ? 1 : unitOf(this.bits, 3);
    drawn.endpoint = endpoint;
    drawn.bits = bits;
    drawn.caller = part.caller;
    drawn.varies = !isEvent;
    drawn.release = this.#releases.at(family, environment, end, rank, lane);
    drawn.isCanary = this.#releases.isCanary(family, environment, end, lane);
    const outcome = isEvent ? 0 : chooseOutcome(endpoint, this.#circumstances, bits);
    drawn.outcome = endpoint.outcomes[outcome] ?? null;
  }

  /** Deals out a part's time. What it calls has been arranged before. */
  #arrange(scenario: Scenario, index: number, isStory: boolean): void {
    const drawn = this.parts[index];
    const part = scenario.parts[index];
    if (drawn === undefined || part === undefined) return;
    const { endpoint, release, outcome, bits } = drawn;
    const variant = endpoint.variants[chooseVariant(endpoint, release, bits)] ?? endpoint.variants[0];
    drawn.layout = variant.layout;
    const own =
      isStory && endpoint === documentsList
        ? toTicks(STORY_MS)
        : ownTicks(endpoint, variant, outcome, this.#circumstances, release, bits);
    for (let ordinal = 0; ordinal < part.callees.length; ordinal += 1) {
      drawn.calls[ordinal] = this.#callTicks(drawn, ordinal, this.parts[part.callees[ordinal] ?? -1]);
    }
    drawn.arrangement.arrange(drawn.layout, own, drawn.calls, bits, drawn.varies);
  }

  /** How long a part waits for one of its calls. */
  #callTicks({ layout, endpoint }: DrawnPart, ordinal: number, callee: DrawnPart | undefined): number {
    const step = layout.calls[ordinal] ?? -1;
    if (callee === undefined) return 0;
    callee.callStep = step;
    if (layout.steps[step]?.call?.how === 'queue') return 0;
    return callee.arrangement.total + networkTicks(endpoint.service.device !== null, callee.bits);
  }

  /** Places the parts one within the other, and the whole so that the last of them ends at `end`. */
  #place(end: EpochMs): void {
    let last = 0;
    for (let index = 0; index < this.length; index += 1) {
      const part = this.parts[index];
      if (part === undefined) continue;
      part.start = this.#startTicks(part);
      last = Math.max(last, part.start + part.arrangement.total);
    }
    this.origin = end - toMs(last);
    if (this.parts[0]?.endpoint.service === cron) {
      const sharp = Math.floor(this.origin / CRON_EVERY) * CRON_EVERY + 900 * unitOf(this.bits, 4);
      this.origin = Math.min(this.origin, floorToTick(sharp));
    }
  }

  #startTicks(part: DrawnPart): number {
    const caller = this.parts[part.caller];
    if (caller === undefined) return 0;
    const step = part.callStep;
    const begin = caller.start + (caller.arrangement.start[step] ?? 0);
    const extent = caller.arrangement.extent[step] ?? 0;
    if (caller.layout.steps[step]?.call?.how === 'queue') return begin + extent + waitTicks(part.bits);
    // More of the way is spent before the answer begins than after it.
    return begin + Math.floor((extent - part.arrangement.total) * 0.6);
  }
}
