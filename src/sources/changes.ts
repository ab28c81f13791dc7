import type { Field } from '../model/column.ts';
import { nameOf } from '../model/column.ts';
import type { ChangeQuestion, ChangeReport, LookedAt, SpanKind } from '../model/change.ts';
import { both } from '../model/filter.ts';
import { readHex } from '../model/hex.ts';
import type { List, Scope } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { TagCount } from '../model/source.ts';
import type { Range } from '../model/time.ts';
import { wordOf } from '../trace/span-table.ts';
import { explainChange } from '../trends/explain.ts';
import type { ExplainedEvent } from '../trends/explain.ts';
import type { Feed } from './feed.ts';
import type { EventSpans } from './held-events.ts';

/** Events of a side that are looked at: enough for their average, and the slowest of them, to be steady. */
const MOST_EVENTS = 2_000;

/** Tags that events are told apart by; what is behind has few rows. */
const MOST_TAGS = 24;

/** Fields of their own that events are told apart by. A release differs between the sides by itself (`mix-shift`). */
const FIELDS: readonly Field[] = ['environment', 'release', 'http.method', 'status', 'sdk'];

/** An event of a side, while its spans come in. */
interface Event {
  readonly duration: number;
  readonly tags: ReadonlyMap<string, string>;
  readonly selfTime: Map<string, number>;
  hasSpans: boolean;
}

interface Side {
  readonly events: readonly ExplainedEvent[];
  readonly looked: LookedAt;
  readonly complete: boolean;
}

/** The group that a span counts for: spans of the same shape share one. */
function groupAt({ spans }: EventSpans, at: number): string {
  const group = wordOf(spans.group, at);
  return group === '' ? `${wordOf(spans.op, at)} ${wordOf(spans.description, at)}` : group;
}

function isOwnSpan({ spans }: EventSpans, at: number): boolean {
  const id = readHex(spans.span, at * 8, 8);
  return id !== null && id === readHex(spans.segment, at * 8, 8);
}

/** Explains why a transaction changed, from the spans that a feed gives of its events. */
export class Changes {
  readonly #feed: Pick<Feed, 'spans'>;
  readonly #list: (list: List) => Result;
  readonly #tags: (scope: Scope) => readonly TagCount[];

  constructor(
    feed: Pick<Feed, 'spans'>,
    list: (list: List) => Result,
    tags: (scope: Scope) => readonly TagCount[],
  ) {
    this.#feed = feed;
    this.#list = list;
    this.#tags = tags;
  }

  async explain(question: ChangeQuestion, signal?: AbortSignal): Promise<ChangeReport> {
    const kinds = new Map<string, SpanKind>();
    const before = await this.#side(question, question.before, kinds, signal);
    const after = await this.#side(question, question.after, kinds, signal);
    const explanation = explainChange(before.events, after.events, question.part);
    const named = new Set(explanation.causes.map((cause) => (cause.kind === 'self time' ? cause.group : '')));
    return {
      explanation,
      kinds: new Map([...kinds].filter(([group]) => named.has(group))),
      before: before.looked,
      after: after.looked,
      complete: before.complete && after.complete,
    };
  }

  async #side(
    { project, transaction, where }: ChangeQuestion,
    range: Range,
    kinds: Map<string, SpanKind>,
    signal: AbortSignal | undefined,
  ): Promise<Side> {
    const scope: Scope = {
      range,
      where: both(
        where,
        { kind: 'in', field: 'project', values: [project] },
        { kind: 'in', field: 'transaction', values: [transaction] },
      ),
    };
    const { events, total, complete } = this.#events(scope);
    let missing = events.size;
    const pieces = events.size === 0 ? [] : this.#feed.spans({ project, transaction }, range, signal);
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      missing -= addSpans(piece, events, kinds);
      // The newest come first, as they do in the list: what is left is of events that nobody asked for, but for the
      // spans of an event that a piece was cut in.
      if (missing <= 0 && !events.has(piece.rows.at(-1) ?? Number.NaN)) break;
    }
    const held = [...events.values()].filter(({ hasSpans }) => hasSpans);
    return { events: held, looked: { events: held.length, total }, complete };
  }

  /** The newest events, by their row. */
  #events(scope: Scope): {
    readonly events: Map<number, Event>;
    readonly total: number;
    readonly complete: boolean;
  } {
    const tags = this.#tags(scope).slice(0, MOST_TAGS);
    const fields: readonly Field[] = [...FIELDS, ...tags.map(({ tag }): Field => ({ tag }))];
    const { columns, length, total, complete } = this.#list({
      ...scope,
      of: 'transactions',
      fields: ['row', 'duration', ...fields],
      order: { field: 'timestamp', desc: true },
      limit: MOST_EVENTS,
    });
    const [rows, durations, ...texts] = columns;
    const events = new Map<number, Event>();
    if (rows?.kind !== 'number' || durations?.kind !== 'number') return { events, total, complete };
    for (let at = 0; at < length; at++) {
      const own = new Map<string, string>();
      for (const [index, column] of texts.entries()) {
        const field = fields[index];
        const value = column.kind === 'text' ? (column.values[at] ?? null) : null;
        if (value === null || field === undefined) continue;
        own.set(typeof field === 'string' ? nameOf(field) : field.tag, value);
      }
      events.set(rows.values[at] ?? Number.NaN, {
        duration: durations.values[at] ?? Number.NaN,
        tags: own,
        selfTime: new Map(),
        hasSpans: false,
      });
    }
    return { events, total, complete };
  }
}

/** Adds the self times of a piece's spans to their events; how many events it is the first to tell of. */
function addSpans(
  piece: EventSpans,
  events: ReadonlyMap<number, Event>,
  kinds: Map<string, SpanKind>,
): number {
  const { spans, rows } = piece;
  let found = 0;
  for (const [at, row] of rows.entries()) {
    const event = events.get(row);
    if (event === undefined) continue;
    const isOwn = isOwnSpan(piece, at);
    // An event counts once its own span is there: without it, its time would be explained by nothing.
    if (isOwn && !event.hasSpans) {
      event.hasSpans = true;
      found += 1;
    }
    const group = groupAt(piece, at);
    const self = spans.exclusive[at] ?? Number.NaN;
    if (!(self > 0)) continue;
    event.selfTime.set(group, (event.selfTime.get(group) ?? 0) + self);
    if (!kinds.has(group)) {
      kinds.set(group, { op: wordOf(spans.op, at), description: wordOf(spans.description, at), isOwn });
    }
  }
  return found;
}
