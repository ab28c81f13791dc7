import type { ErrorEvent, Span } from '../model/span.ts';
import { toDuration } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { WORK } from '../model/transaction.ts';
import type { Transaction, TransactionFacts, Work } from '../model/transaction.ts';
import { withOneDrift } from './drift.ts';
import { coveredLength, withExclusiveTimes } from './exclusive.ts';
import type { Interval } from './exclusive.ts';
import { spansOnce } from './once.ts';
import { withoutIds } from './path-name.ts';
import { NOBODY, userOfAttributes } from './user.ts';
import type { User } from './user.ts';
import { withVitalSources } from './vital-sources.ts';
import { carriesVital, joinVitals, measuredBy } from './vitals.ts';

/** A transaction with what its spans and errors say about it, before the store has given it a row. */
export type AssembledTransaction = Omit<Transaction, 'row' | 'received'>;

/** All that is known of one trace. */
export interface TraceParts {
  readonly facts: readonly TransactionFacts[];
  readonly spans: readonly Span[];
  readonly errors: readonly ErrorEvent[];
}

function withoutDoubles<Item>(items: readonly Item[], identityOf: (item: Item) => string): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const identity = identityOf(item);
    if (!first.has(identity)) first.set(identity, item);
  }
  return [...first.values()];
}

/**
 * The transaction of every span, by the span id of the transaction's own span: what the sender said, else the
 * nearest transaction's own span among the span and its ancestors. Null where the way up is broken or a ring.
 */
function segmentsOf(spans: readonly Span[], own: ReadonlySet<string>): Map<string, string | null> {
  const segments = new Map<string, string | null>();
  // Most senders say it of every span.
  if (spans.every(({ segment }) => segment !== null)) {
    for (const { spanId, segment } of spans) segments.set(spanId, own.has(spanId) ? spanId : segment);
    return segments;
  }
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  for (const { spanId } of spans) {
    const way: string[] = [];
    let at: string | null = spanId;
    let segment: string | null = null;
    const visited = new Set<string>();
    while (at !== null && !visited.has(at)) {
      const known = segments.get(at);
      const said = byId.get(at)?.segment ?? null;
      if (known !== undefined) segment = known;
      else if (own.has(at)) segment = at;
      else if (said !== null) segment = said;
      if (known !== undefined || segment !== null) break;
      visited.add(at);
      way.push(at);
      at = byId.get(at)?.parentId ?? null;
    }
    for (const id of way) segments.set(id, segment);
    if (!segments.has(spanId)) segments.set(spanId, segment);
  }
  return segments;
}

/** Most transactions are measured by no span. */
const NONE: readonly Span[] = [];

const WORK_KINDS: ReadonlySet<string> = new Set(WORK);

function isWork(word: string): word is Work {
  return WORK_KINDS.has(word);
}

/**
 * Time by kind of work; overlapping spans of one kind count once. The transaction's own span is no work beneath it,
 * nor is a span that measures the page, of which `measuring` holds all.
 */
function workOf(spans: readonly Span[], measuring: ReadonlySet<Span>): Partial<Record<Work, Milliseconds>> {
  const intervals = new Map<Work, Interval[]>();
  for (const span of spans) {
    const { op, start, duration } = span;
    const dot = op.indexOf('.');
    const word = dot < 0 ? op : op.slice(0, dot);
    if (!isWork(word) || measuring.has(span)) continue;
    const interval = { start, end: start + duration };
    const others = intervals.get(word);
    if (others === undefined) intervals.set(word, [interval]);
    else others.push(interval);
  }
  const work: Partial<Record<Work, Milliseconds>> = {};
  for (const [word, parts] of intervals) work[word] = toDuration(coveredLength(parts));
  return work;
}

/**
 * The user of a transaction: its own, else the first that a span beneath it names. Programs that use OpenTelemetry
 * name the user on whatever span is running when they know who it is.
 */
function userOf(fact: TransactionFacts, beneath: readonly Span[]): User {
  if (fact.user !== null) return fact;
  let found: { readonly start: number; readonly user: User } | null = null;
  for (const { start, attributes } of beneath) {
    if (found !== null && found.start <= start) continue;
    const user = userOfAttributes(attributes);
    if (user.user !== null) found = { start, user };
  }
  return found?.user ?? NOBODY;
}

/**
 * The transaction an error happened in: that of its span; where the span was not sent, the only transaction of the
 * trace with the error's project and transaction name. Browsers name it by its path, also where the transaction has
 * a better name by then.
 */
function ownerOf(
  error: ErrorEvent,
  segments: ReadonlyMap<string, string | null>,
  facts: readonly TransactionFacts[],
): TransactionFacts | undefined {
  const segment = error.spanId === null ? null : (segments.get(error.spanId) ?? null);
  const local = facts.filter((fact) => fact.project === error.project);
  if (segment !== null) return local.find((fact) => fact.spanId === segment);
  const named = local.filter(
    ({ transaction, attributes }) =>
      error.transaction !== null &&
      (transaction === error.transaction ||
        transaction === withoutIds(error.transaction) ||
        attributes.get('url.path') === error.transaction),
  );
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Puts one trace together from all that has arrived of it, in any order: doubles are dropped, every span gets its
 * transaction and self time, and every transaction its number of spans and errors, its time by kind of work, its user
 * where a span beneath it names one, and the web vitals that came as spans with where on the page they come from.
 *
 * The same parts in any order and number give the same answer, up to its order.
 */
export function assemble(given: TraceParts): {
  readonly transactions: readonly AssembledTransaction[];
  readonly spans: readonly Span[];
} {
  const parts = withOneDrift(given);
  const facts = withoutDoubles(parts.facts, ({ project, spanId }) => `${spanId}${project}`);
  const errors = withoutDoubles(parts.errors, ({ project, eventId }) => `${eventId}${project}`);
  const received = spansOnce(parts.spans);
  const segments = segmentsOf(received, new Set(facts.map(({ spanId }) => spanId)));
  const spans = withExclusiveTimes(
    received.map((span) => ({ ...span, segment: segments.get(span.spanId) ?? null })),
  );

  const beneath = new Map<string, Span[]>(facts.map(({ spanId }) => [spanId, []]));
  for (const span of spans) {
    if (span.segment !== null && span.segment !== span.spanId) beneath.get(span.segment)?.push(span);
  }
  const owners = errors.map((error) => ownerOf(error, segments, facts));
  const measuring = new Set(spans.filter(carriesVital));
  const measured = measuredBy(facts, measuring);
  const transactions = facts.map((fact): AssembledTransaction => {
    const own = (beneath.get(fact.spanId) ?? []).filter(({ project }) => project === fact.project);
    const { user, userDisplay } = userOf(fact, own);
    return {
      ...fact,
      user,
      userDisplay,
      vitals: joinVitals(fact, measured.get(fact) ?? NONE),
      tags: withVitalSources(fact, measured.get(fact) ?? NONE),
      spans: own.length,
      errors: owners.filter((owner) => owner === fact).length,
      work: workOf(own, measuring),
    };
  });
  return { transactions, spans };
}
