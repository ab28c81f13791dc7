import type { Finding, FindingKind } from '../../model/finding.ts';
import type { Fix } from '../../model/survey.ts';
import type { Estimate } from '../../trace/fix.ts';
import { formatCount } from '../../ui/format.ts';
import { FINDING_TITLES } from '../../view/finding-titles.ts';

interface KindWords {
  /** What happened, for so many offenders, as a sentence. */
  readonly what: (count: number) => string;
  readonly advice: string;
  /** What can be imagined to be done, what suits it first. */
  readonly fixes: readonly [Fix, ...Fix[]];
}

const many = (count: number, one: string, more = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : more}`;

const WORDS: Readonly<Record<FindingKind, KindWords>> = {
  'n-plus-one-db': {
    what: (count) => `${many(count, 'equal query', 'equal queries')} for the rows of one before them.`,
    advice: 'Ask for all of them at once: a join, an IN list, or what your ORM calls prefetching.',
    fixes: ['batch', 'cache', 'parallel'],
  },
  'mn-plus-one-db': {
    what: (count) => `A sequence of work with a query in it, repeated: ${many(count, 'span')} in all.`,
    advice: 'Load what each turn asks for before the loop begins, in one query.',
    fixes: ['batch', 'cache', 'halve'],
  },
  'consecutive-db': {
    what: (count) => `${many(count, 'query', 'queries')} that depended on nothing waited for others.`,
    advice: 'Ask what does not depend on an earlier answer at the same time.',
    fixes: ['parallel', 'cache', 'halve'],
  },
  'slow-db': {
    what: () => 'One query took very long.',
    advice: 'Look at its plan: an index may be missing, or it reads more than is needed.',
    fixes: ['halve', 'cache'],
  },
  'n-plus-one-api': {
    what: (count) => `${many(count, 'request')} to one address, each with other parameters.`,
    advice: 'Ask for the list in one request.',
    fixes: ['batch', 'cache'],
  },
  'consecutive-http': {
    what: (count) => `${many(count, 'slow request')} waited for each other.`,
    advice: 'Send what does not depend on an earlier answer at the same time.',
    fixes: ['parallel', 'cache', 'halve'],
  },
  'large-payload': {
    what: (count) => `${many(count, 'response')} larger than anybody reads.`,
    advice: 'Ask for fewer fields or a page at a time, and compress the answer.',
    fixes: ['halve', 'cache'],
  },
  'uncompressed-asset': {
    what: () => 'A large file came without compression, while others are compressed.',
    advice: 'Have the server compress it with gzip or Brotli.',
    fixes: ['halve', 'cache'],
  },
  'render-blocking-asset': {
    what: () => 'The first paint had to wait for a large file.',
    advice: 'Load it with defer or async, split it, or make it smaller.',
    fixes: ['halve', 'cache'],
  },
  'http-overhead': {
    what: (count) => `${many(count, 'request')} to one host queued for a connection.`,
    advice: 'Serve them over HTTP/2 or HTTP/3, or ask for less at once.',
    fixes: ['parallel', 'batch'],
  },
  'db-main-thread': {
    what: (count) => `${many(count, 'query', 'queries')} kept the screen from being drawn.`,
    advice: 'Move the queries to a background thread.',
    fixes: ['cache', 'halve'],
  },
  'file-main-thread': {
    what: (count) => `${many(count, 'access', 'accesses')} to files kept the screen from being drawn.`,
    advice: 'Move it to a background thread.',
    fixes: ['cache', 'halve'],
  },
};

export function findingTitle({ kind }: Finding): string {
  return FINDING_TITLES[kind];
}

/** What happened and what to do about it. */
export function findingSentences({ kind, offenders }: Finding): { what: string; advice: string } {
  return { what: WORDS[kind].what(offenders.length), advice: WORDS[kind].advice };
}

/** What can be imagined to be done about it, what suits it first. */
export function fixesOf({ kind }: Finding): readonly [Fix, ...Fix[]] {
  return WORDS[kind].fixes;
}

/** The fix that is shown: the wanted one where it suits the finding, else what suits it best. */
export function fixOf(finding: Finding, wanted: Fix | null): Fix {
  const [usual] = fixesOf(finding);
  return wanted !== null && fixesOf(finding).includes(wanted) ? wanted : usual;
}

export interface FixWords {
  readonly title: string;
  /** What the two ends of the range assume. */
  readonly pessimistic: string;
  readonly optimistic: string;
}

export const FIX_WORDS: Readonly<Record<Fix, FixWords>> = {
  batch: {
    title: 'Batch into one',
    pessimistic: 'one takes as long as their p95, and the time between them stays',
    optimistic: 'one takes as long as their p50, and the time between them goes',
  },
  parallel: {
    title: 'Run in parallel',
    pessimistic: 'two run at a time',
    optimistic: 'all run at once',
  },
  cache: {
    title: 'Cache',
    pessimistic: 'every second one still runs',
    optimistic: 'only the first one runs',
  },
  halve: {
    title: '50% faster',
    pessimistic: 'half of its own time is saved',
    optimistic: 'half of all its time is saved',
  },
};

/** Below this share of the whole a fix brings nothing that could be measured. */
const NOTICEABLE = 0.01;

export function isWorthwhile(now: number, { optimistic }: Estimate): boolean {
  return now - optimistic >= now * NOTICEABLE;
}
