import type { Decoded } from '../../model/decoded.ts';
import type { FilterReason } from '../../model/private-data.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import type { TransactionFacts } from '../../model/transaction.ts';
import { mapDecoded } from '../map-decoded.ts';
import { filterQuery, filterText } from './filter-text.ts';
import type { OnFiltered } from './filtered.ts';
import { scrubAttributes, scrubTag } from './scrub-attributes.ts';
import { scrubReport } from './scrub-report.ts';
import type { Privacy } from './scrub-attributes.ts';
import { scrubUser } from './scrub-user.ts';

export type { Privacy } from './scrub-attributes.ts';

/** Counts each place once, also where a span and its transaction both hold it. */
class FilterCount {
  readonly #counts = new Map<FilterReason, number>();
  readonly #seen = new Set<string>();

  of(item: string, place: string): OnFiltered {
    let here: Map<FilterReason, number> | null = null;
    return (reason) => {
      here ??= new Map();
      const count = (here.get(reason) ?? 0) + 1;
      here.set(reason, count);
      const identity = JSON.stringify([item, place, reason, count]);
      if (this.#seen.has(identity)) return;
      this.#seen.add(identity);
      this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    };
  }

  done(): Decoded['filtered'] {
    return Array.from(this.#counts, ([reason, count]) => ({ reason, count }));
  }
}

const NAME = 'name';

function isQuery(op: string): boolean {
  return op === 'db' || op.startsWith('db.');
}

function scrubTags(
  tags: ReadonlyMap<string, string>,
  privacy: Privacy,
  countOf: (place: string) => OnFiltered,
): ReadonlyMap<string, string> {
  let kept: Map<string, string> | null = null;
  for (const [key, value] of tags) {
    const scrubbed = scrubTag(key, value, privacy, countOf(key));
    if (scrubbed !== value) kept = (kept ?? new Map(tags)).set(key, scrubbed);
  }
  return kept ?? tags;
}

/** One request on its way through. */
class Scrubber {
  readonly #privacy: Privacy;
  readonly #count = new FilterCount();

  constructor(privacy: Privacy) {
    this.#privacy = privacy;
  }

  span(span: Span): Span {
    const privacy = this.#privacy;
    const count = (place: string) => this.#count.of(span.traceId + span.spanId, place);
    const filter = isQuery(span.op) ? filterQuery : filterText;
    const description = filter(span.description, privacy.contacts, count(NAME));
    const op = filterText(span.op, privacy.contacts, count('op'));
    const attributes = scrubAttributes(span.attributes, privacy, count);
    const isSame = description === span.description && op === span.op && attributes === span.attributes;
    return isSame ? span : { ...span, description, op, attributes };
  }

  facts(facts: TransactionFacts): TransactionFacts {
    const privacy = this.#privacy;
    const count = (place: string) => this.#count.of(facts.traceId + facts.spanId, place);
    const transaction = filterText(facts.transaction, privacy.contacts, count(NAME));
    const attributes = scrubAttributes(facts.attributes, privacy, count);
    const named = this.#named(facts, count);
    const tags = scrubTags(facts.tags, privacy, count);
    const { user, userDisplay } = scrubUser(facts, privacy, count('user'));
    const isSame =
      named === facts &&
      transaction === facts.transaction &&
      attributes === facts.attributes &&
      tags === facts.tags &&
      user === facts.user &&
      userDisplay === facts.userDisplay;
    return isSame ? facts : { ...named, transaction, attributes, tags, user, userDisplay };
  }

  /** The names that are given by hand; a mistake there puts a secret into every transaction. */
  #named(facts: TransactionFacts, count: (place: string) => OnFiltered): TransactionFacts {
    const filter = (text: string | null, place: string) =>
      text === null ? null : filterText(text, this.#privacy.contacts, count(place));
    const op = filter(facts.op, 'op') ?? '';
    const release = filter(facts.release, 'release');
    const environment = filter(facts.environment, 'environment');
    const isSame = op === facts.op && release === facts.release && environment === facts.environment;
    return isSame ? facts : { ...facts, op, release, environment };
  }

  error(error: ErrorEvent): ErrorEvent {
    const privacy = this.#privacy;
    const { environment = null, release = null, report } = error;
    const count = (place: string) => this.#count.of(error.eventId, place);
    const filter = <Text extends string | null>(text: Text, place: string) =>
      text === null ? text : filterText(text, privacy.contacts, count(place));
    const named = { user: error.user ?? null, userDisplay: report?.userDisplay ?? null };
    const { user, userDisplay } = scrubUser(named, privacy, count('user'));
    const kept = {
      message: filterText(error.message, privacy.contacts, count('message')),
      transaction: filter(error.transaction, NAME),
      type: filterText(error.type, privacy.contacts, count('type')),
      ...(error.environment === undefined ? {} : { environment: filter(environment, 'environment') }),
      ...(error.release === undefined ? {} : { release: filter(release, 'release') }),
      ...(error.user === undefined ? {} : { user }),
      ...(report === undefined ? {} : { report: scrubReport(report, userDisplay, privacy, count) }),
    };
    const isSame = (Object.keys(kept) as (keyof typeof kept)[]).every((key) => kept[key] === error[key]);
    return isSame ? error : { ...error, ...kept };
  }

  /** What a client says it dropped, in words of its own. */
  dropped(reasons: Decoded['droppedByClient']): Decoded['droppedByClient'] {
    const { contacts } = this.#privacy;
    return reasons.map((dropped) => {
      const reason = filterText(dropped.reason, contacts, this.#count.of('client report', dropped.reason));
      return reason === dropped.reason ? dropped : { ...dropped, reason };
    });
  }

  done(): Decoded['filtered'] {
    return this.#count.done();
  }
}

/**
 * What was decoded without secrets: passwords, tokens and the like by the keys they stand under and in texts, credentials
 * in addresses, numbers of cards; with `privacy.contacts` also e-mail and IP addresses. `[Filtered]` stands in their
 * place, a span's attribute `longtail.filtered` says where and why, and `filtered` counts them by reason.
 *
 * Pure, and made twice it changes nothing more. What holds no secret is handed on as it is, object by object. Takes
 * time linear in the size of the texts.
 */
export function scrub(decoded: Decoded, privacy: Privacy): Decoded {
  const scrubber = new Scrubber(privacy);
  const kept = mapDecoded(decoded, {
    facts: (facts) => scrubber.facts(facts),
    span: (span) => scrubber.span(span),
    error: (error) => scrubber.error(error),
  });
  const droppedByClient = scrubber.dropped(decoded.droppedByClient);
  const found = scrubber.done();
  return found.length === 0 ? kept : { ...kept, droppedByClient, filtered: [...kept.filtered, ...found] };
}
