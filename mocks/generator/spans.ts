import type { AttributeValue, Attributes, ErrorEvent, Span } from '../../src/model/span.ts';
import { exclusiveTimes } from '../../src/trace/exclusive.ts';
import { groupOf } from '../../src/trace/hash.ts';
import { busyTicks } from './arrange.ts';
import type { Draw, DrawnPart } from './draw.ts';
import { errorIdOf, spanIdOf, traceIdOf } from './ids.ts';
import type { Fault } from './endpoint.ts';
import type { Step } from './plan.ts';
import { mix, normalOf, unitOf } from './random.ts';
import { toMs } from './ticks.ts';
import type { Traffic } from './traffic.ts';

/** The spans and errors of one trace; `rows` has the row of each span's transaction. */
export interface DrawnTrace {
  readonly spans: readonly Span[];
  readonly rows: Float64Array;
  readonly errors: readonly ErrorEvent[];
}

/** Repeated spans of a step are numbered from `step × this` on. */
const REPEATS_FROM = 4_096;

const GROUPS = new Map<string, string>();

/** Groups by what they are computed from: hashing each span again would take most of the time. */
function groupAs(op: string, description: string, isRoot: boolean): string {
  const key = `${isRoot ? '/' : op} ${description}`;
  const known = GROUPS.get(key);
  if (known !== undefined) return known;
  const group = groupOf({ op, description, isRoot });
  GROUPS.set(key, group);
  return group;
}

const NONE: Attributes = new Map();

function attributesOf({ op, description }: Step): Attributes {
  const [first = '', second = ''] = op.split('.', 2);
  const pairs: [string, AttributeValue][] = [];
  if (first === 'db') {
    const isSearch = second === 'query';
    pairs.push(['db.system', isSearch ? 'opensearch' : 'postgresql']);
    pairs.push(
      ['db.name', isSearch ? 'documents' : 'dossier_prod'],
      ['server.address', `${first}-1.internal`],
    );
  } else if (first === 'cache') {
    pairs.push(['db.system', 'redis'], ['server.address', 'cache-1.internal']);
  } else if (op === 'http.client') {
    const [method = '', url = ''] = description.split(' ', 2);
    pairs.push(['http.request.method', method], ['url.full', url]);
  } else if (first === 'queue') {
    pairs.push(['messaging.system', 'celery'], ['messaging.destination.name', 'default']);
  } else if (first === 'resource') {
    pairs.push(['http.response_content_length', 48_000 + 1_000 * description.length]);
  }
  return pairs.length === 0 ? NONE : new Map(pairs);
}

const ATTRIBUTES = new Map<Step, Attributes>();

function attributesFor(step: Step): Attributes {
  const known = ATTRIBUTES.get(step);
  if (known !== undefined) return known;
  const attributes = attributesOf(step);
  ATTRIBUTES.set(step, attributes);
  return attributes;
}

/** Cuts `whole` ticks into parts in proportion to random weights around one another; none is lost. */
function cut(whole: number, parts: number, sigma: number, bits: number): number[] {
  const reached: number[] = [];
  let sum = 0;
  for (let index = 0; index < parts; index += 1) {
    sum += Math.exp(sigma * normalOf(mix(bits + index), 40));
    reached.push(sum);
  }
  let before = 0;
  return reached.map((weight, index) => {
    const to = index === parts - 1 ? whole : Math.floor((whole * weight) / sum);
    const length = to - before;
    before = to;
    return length;
  });
}

class TraceWriter {
  readonly spans: Span[] = [];
  readonly rows: number[] = [];
  readonly errors: ErrorEvent[] = [];
  readonly #traffic: Traffic;
  readonly #draw: Draw;
  readonly #seed: number;
  readonly #firstRow: number;
  readonly #traceId: string;

  constructor(traffic: Traffic, draw: Draw) {
    this.#traffic = traffic;
    this.#draw = draw;
    this.#seed = traffic.seed;
    this.#firstRow = traffic.firstRowOf(draw.trace);
    this.#traceId = traceIdOf(this.#seed, draw.trace);
  }

  add(index: number): void {
    const part = this.#draw.parts[index];
    if (part === undefined) return;
    const row = this.#firstRow + index;
    const { endpoint, layout, outcome } = part;
    const segment = spanIdOf(this.#seed, row, 0);
    const callerId =
      part.caller < 0 ? null : spanIdOf(this.#seed, this.#firstRow + part.caller, part.callStep);
    const { op, transaction, service } = endpoint;
    const base = { traceId: this.#traceId, project: service.project, exclusive: 0, segment };
    const push = (span: Omit<Span, keyof typeof base>): void => {
      this.spans.push({ ...base, ...span });
      this.rows.push(row);
    };
    push({
      spanId: segment,
      parentId: callerId,
      op,
      description: transaction,
      start: this.#draw.startOf(part),
      duration: toMs(part.arrangement.total),
      status: outcome?.status ?? 'ok',
      group: groupAs(op, transaction, true),
      attributes: NONE,
    });
    for (let step = 1; step < layout.steps.length; step += 1) this.#addStep(part, row, step, push);
    if (outcome?.fault) {
      this.errors.push(errorOf(this.#traffic, this.#draw, part, index, outcome.fault));
    }
  }

  #addStep(
    part: DrawnPart,
    row: number,
    index: number,
    push: (span: Omit<Span, 'traceId' | 'project' | 'exclusive' | 'segment'>) => void,
  ): void {
    const { layout, outcome } = part;
    const step = layout.steps[index];
    if (step === undefined) return;
    const isWrong = index === layout.fragile && outcome?.fault?.level === 'error';
    const start = this.#draw.startOf(part);
    const each = {
      parentId: spanIdOf(this.#seed, row, layout.parent[index] ?? 0),
      op: step.op,
      description: step.description,
      status: isWrong ? outcome.status : this.#statusOfCall(row, index),
      group: groupAs(step.op, step.description, false),
      attributes: attributesFor(step),
    };
    for (const [nth, [from, length]] of this.#windows(part, index, step).entries()) {
      const spanId = spanIdOf(this.#seed, row, nth === 0 ? index : index * REPEATS_FROM + nth);
      push({ ...each, spanId, start: start + toMs(from), duration: toMs(length) });
    }
  }

  /** A request that failed at the other end has failed at this one as well. */
  #statusOfCall(row: number, step: number): Span['status'] {
    const { parts, length } = this.#draw;
    for (let index = 1; index < length; index += 1) {
      const callee = parts[index];
      if (callee?.caller !== row - this.#firstRow || callee.callStep !== step) continue;
      return callee.endpoint.op === 'http.server' ? (callee.outcome?.status ?? 'ok') : 'ok';
    }
    return 'ok';
  }

  /** From where and how long each span of a step lasts, in ticks from the start of its transaction. */
  #windows(part: DrawnPart, index: number, step: Step): (readonly [number, number])[] {
    const { arrangement, bits } = part;
    const from = arrangement.start[index] ?? 0;
    const extent = arrangement.extent[index] ?? 0;
    const count = arrangement.count[index] ?? 1;
    const own = mix(bits + index);
    if (step.repeats !== null) {
      const busy = busyTicks(step.repeats, extent);
      const lengths = cut(busy, count, 0.4, own);
      const pauses = cut(extent - busy, count - 1, 0.2, mix(own));
      let cursor = from;
      return lengths.map((length, nth) => {
        const window = [cursor, length] as const;
        cursor += length + (pauses[nth] ?? 0);
        return window;
      });
    }
    return Array.from({ length: count }, (_, nth) => {
      if (nth === 0) return [from, extent] as const;
      const late = Math.floor(extent * 0.4 * unitOf(own, 2 * nth));
      return [from + late, Math.floor((extent - late) * (0.3 + 0.7 * unitOf(own, 2 * nth + 1)))] as const;
    });
  }
}

/** The error that a part of the trace that was drawn last reported; the part is the trace's `index`-th. */
export function errorOf(
  traffic: Traffic,
  draw: Draw,
  part: DrawnPart,
  index: number,
  fault: Fault,
): ErrorEvent {
  const { seed } = traffic;
  const row = traffic.firstRowOf(draw.trace) + index;
  const step = part.layout.fragile;
  const end = (part.arrangement.start[step] ?? 0) + (part.arrangement.extent[step] ?? 0);
  const { type, message, level } = fault;
  return {
    eventId: errorIdOf(seed, row),
    project: part.endpoint.service.project,
    traceId: traceIdOf(seed, draw.trace),
    spanId: spanIdOf(seed, row, step),
    timestamp: draw.startOf(part) + toMs(end),
    type,
    message,
    level,
    transaction: part.endpoint.transaction,
  };
}

/** Writes out the trace that was drawn last: the very steps that its rows were summed from. */
export function writeTrace(traffic: Traffic, draw: Draw): DrawnTrace {
  const writer = new TraceWriter(traffic, draw);
  for (let index = 0; index < draw.length; index += 1) writer.add(index);
  const exclusive = exclusiveTimes(writer.spans);
  const spans = writer.spans.map((span, at): Span => ({ ...span, exclusive: exclusive[at] ?? NaN }));
  return { spans, rows: Float64Array.from(writer.rows), errors: writer.errors };
}
