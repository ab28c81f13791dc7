import { WORK } from '../../src/model/transaction.ts';

/**
 * What a transaction does, as a tree of steps. The time that a transaction needs by itself is dealt out to its steps
 * by weight; the time of calls to other services is added on top. So a row's duration and sums by kind of work follow
 * from few numbers, and the spans of its trace are the same steps written out.
 */
export interface Step {
  readonly op: string;
  readonly description: string;
  /** Part of its parent's own time, relative to its siblings and the gaps between them. */
  readonly weight: number;
  /** Weight of the time before it that no span covers. */
  readonly gap: number;
  /** Weight of the time after the last of `within` that no span covers. */
  readonly tail: number;
  /** How far the weight varies from row to row: 0.5 stands for ± 50 %. */
  readonly spread: number;
  readonly within: readonly Step[];
  readonly call: Call | null;
  readonly repeats: Repeats | null;
  /** Spans that run side by side in the time of this step. */
  readonly parallel: number;
}

/** A step that makes another service begin its work. */
export interface Call {
  /** Key of an endpoint. */
  readonly to: string;
  /** `wait`: the step lasts as long as the call. `queue`: the step hands a task over that runs later. */
  readonly how: 'wait' | 'queue';
}

/** A step that stands for a run of equal spans, one after the other. */
export interface Repeats {
  /** Shares of the step's time: in the spans, and between them. */
  readonly busy: number;
  readonly idle: number;
  /** Mean length of one span in milliseconds: how many there are follows from it. */
  readonly each: number;
}

/** A plan, made ready for many rows. Step 0 is the transaction itself; the steps within one step stand together. */
export interface Layout {
  readonly steps: readonly Step[];
  readonly parent: Int16Array;
  readonly firstWithin: Int16Array;
  /** How many steps each has within. */
  readonly within: Int16Array;
  readonly weight: Float64Array;
  readonly spread: Float64Array;
  readonly gap: Float64Array;
  readonly tail: Float64Array;
  readonly parallel: Int32Array;
  readonly repeats: readonly (Repeats | null)[];
  /** Index into `WORK`, -1 where a step's time belongs to none. */
  readonly work: Int8Array;
  /** Steps with a call, in the order in which they begin. */
  readonly calls: readonly number[];
  /** The step that goes wrong when the transaction does; 0 is the transaction itself. */
  readonly fragile: number;
}

export type StepExtras = Partial<Omit<Step, 'op' | 'description' | 'weight'>>;

export function step(op: string, description: string, weight: number, extras: StepExtras = {}): Step {
  const defaults = { gap: 0.5, tail: 1, spread: 0.4, within: [], call: null, repeats: null, parallel: 1 };
  return { op, description, weight, ...defaults, ...extras };
}

function workOf(op: string): number {
  const [first = ''] = op.split('.', 1);
  return WORK.findIndex((work) => work === first);
}

/** The number of steps a layout may have: the size of the buffers that rows are arranged in. */
export const MOST_STEPS = 48;

/** Lays out a plan. `tail` is the weight of the time after its last step. */
export function layOut(within: readonly Step[], tail = 1): Layout {
  const steps: Step[] = [step('', '', 0, { within, tail })];
  const parent: number[] = [-1];
  const firstWithin: number[] = [];
  for (let at = 0; at < steps.length; at += 1) {
    firstWithin.push(steps.length);
    for (const child of steps[at]?.within ?? []) {
      steps.push(child);
      parent.push(at);
    }
  }
  const work = steps.map(({ op }) => workOf(op));
  for (const [at, kind] of work.entries()) {
    for (let up = parent[at] ?? -1; up > 0; up = parent[up] ?? -1) {
      // Time of one kind within the same kind would be counted twice.
      if (kind >= 0 && work[up] === kind)
        throw new Error(`"${steps[at]?.description}" is within its own kind.`);
    }
  }
  if (steps.length > MOST_STEPS) throw new Error(`A plan of ${steps.length} steps is too long.`);
  const calls = steps.flatMap(({ call }, at) => (call === null ? [] : [at]));
  const remote = steps.findLastIndex(({ op, call }) => op === 'http.client' && call === null);
  return {
    steps,
    parent: Int16Array.from(parent),
    firstWithin: Int16Array.from(firstWithin),
    within: Int16Array.from(steps, (one) => one.within.length),
    weight: Float64Array.from(steps, ({ weight }) => weight),
    spread: Float64Array.from(steps, ({ spread }) => spread),
    gap: Float64Array.from(steps, ({ gap }) => gap),
    tail: Float64Array.from(steps, (one) => one.tail),
    parallel: Int32Array.from(steps, (one) => one.parallel),
    repeats: steps.map((one) => one.repeats),
    work: Int8Array.from(work),
    calls,
    fragile: Math.max(remote, 0),
  };
}
