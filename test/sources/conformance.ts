// The suite that any Source must pass: whatever is behind it, it answers like the oracle.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish } from '../../src/engine/steps.ts';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import type { MeasureQuestion } from '../../src/model/alerts.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import type { List, Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import { CONTRACT_VERSION, SourceError } from '../../src/model/source.ts';
import type { Settings, Source, Update } from '../../src/model/source.ts';
import type { ErrorEvent, Span } from '../../src/model/span.ts';
import type { Trace } from '../../src/model/trace.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { DEFAULT_TREND_SETTINGS } from '../../src/model/trend-settings.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { measuredRows, toMeasured } from '../../src/sources/measure.ts';
import { spanAt } from '../../src/trace/trace.ts';
import * as oracle from '../oracle.ts';
import { expectSameResult } from '../same-result.ts';
import { endOf } from './memory-feed.ts';
import { LISTS, QUERIES, materialOf, toList, toQuery } from './questions.ts';
import type { Material } from './questions.ts';
import { until } from '../until.ts';

type KnownSpan = Pick<Span, 'spanId' | 'parentId' | 'op' | 'description' | 'start' | 'duration'>;

/** What a tree was built from. */
function partsOf(trace: Trace): {
  readonly transactions: Transaction[];
  readonly spans: Span[];
  readonly errors: ErrorEvent[];
} {
  return {
    transactions: [...trace.transactions.values()],
    spans: [...trace.row.keys()].map((node) => spanAt(trace, node)).filter((span) => span !== null),
    errors: [...[...trace.errors.values()].flat(), ...trace.looseErrors],
  };
}

/** A source, and what is known to be in it while it is asked. */
export interface Subject {
  readonly source: Source;
  /** All of its rows. */
  readonly transactions: readonly Transaction[];
  /** Some of its traces, with all that belongs to them. */
  readonly traces: readonly {
    readonly traceId: string;
    readonly spans: readonly KnownSpan[];
    readonly errors: readonly Pick<ErrorEvent, 'spanId' | 'message'>[];
  }[];
  readonly close: () => Promise<void>;
}

const SETTINGS: Settings = {
  thresholds: {
    default: { metric: 'duration', ms: 400 },
    projects: [{ project: '1', threshold: { metric: 'lcp', ms: 2_500 } }],
    transactions: [{ project: '1', transaction: '/api/*', threshold: { metric: 'duration', ms: 1.5 } }],
  },
  projectNames: { '1': 'shop', '2': '🦊' },
  stars: [{ project: '1', transaction: '/api/users' }],
  searches: [{ name: 'Slow “databases”', text: 'op:db duration:>2s "x y"', pinned: true }],
  recentSearches: ['transaction:/api/*', '!status:ok'],
  views: [{ name: 'Slow ones', address: 'performance?v=2&range=7d' }],
  bands: 'classic',
  trends: {
    ...DEFAULT_TREND_SETTINGS,
    ignored: [{ project: '1', transaction: '/', since: 1_700_000_000_000 }],
  },
};

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'slow',
  name: 'Slow',
  window: 10 * MINUTE,
  thresholds: { critical: 900, warning: null, resolve: null },
};

const WHOLE = { covered: [], complete: true, revision: 0, problems: [] };

/** Asks until the answer is whole. */
async function whole(ask: () => Promise<Result>): Promise<Result> {
  return until(async () => {
    const result = await ask();
    expect(result.complete).toBe(true);
    return result;
  });
}

function byCount<Name extends string | null>(
  transactions: readonly Transaction[],
  nameOf: (transaction: Transaction) => Name,
): Map<Name, number> {
  const counts = new Map<Name, number>();
  for (const each of transactions) counts.set(nameOf(each), (counts.get(nameOf(each)) ?? 0) + 1);
  return counts;
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );
}

/** Describes a source by its name; `open` gives it, with everything already in it. */
export function describeSource(name: string, open: () => Promise<Subject>): void {
  describe(`the source: ${name}`, () => {
    let subject: Subject;
    let source: Source;
    let material: Material;

    beforeAll(async () => {
      subject = await open();
      ({ source } = subject);
      material = materialOf(subject.transactions);
    }, 60_000);

    afterAll(() => subject.close());

    describe('says about itself', () => {
      it('its contract, its time and its rows', async () => {
        const info = await source.info();
        const ends = subject.transactions.map(endOf);
        expect(info.contract).toBe(CONTRACT_VERSION);
        expect(info.rows).toBe(subject.transactions.length);
        expect(info.extent?.start).toBeCloseTo(Math.min(...ends), 2);
        expect(info.extent?.end).toBeCloseTo(Math.max(...ends), 2);
        expect(info.now).toBeGreaterThan(0);
        expect(info.problems).toEqual([]);
      });

      it('its projects, environments and releases, with their rows', async () => {
        const { projects, environments, releases } = await source.info();
        const { transactions } = subject;
        const counted = (
          list: readonly { name: string | null; rows: number }[],
        ): Map<string | null, number> => new Map(list.map(({ name, rows }) => [name, rows]));
        expect(counted(projects)).toEqual(byCount(transactions, ({ project }) => project));
        expect(counted(environments)).toEqual(
          byCount(transactions, ({ environment }) => environment || null),
        );
        const named = byCount(transactions, ({ release }) => release || null);
        named.delete(null);
        expect(counted(releases)).toEqual(named);
        for (const list of [projects, environments]) {
          const rows = list.map((each) => each.rows);
          expect(rows).toEqual([...rows].sort((a, b) => b - a));
        }
        for (const release of releases) {
          const ends = transactions.filter((each) => each.release === release.name).map(endOf);
          expect(release.first).toBeCloseTo(Math.min(...ends), 2);
        }
      });
    });

    describe('answers as the oracle does', () => {
      it('and tells those who watch while it loads', async () => {
        const updates: Update[] = [];
        const stop = source.watch((update) => updates.push(update));
        const query = toQuery(material, {});
        const result = await whole(() => source.ask(query));
        expect(result.covered).toEqual([material.range]);
        await until(() => expect(updates.at(-1)?.revision).toBeGreaterThanOrEqual(result.revision));
        expect(updates.every(({ problem }) => problem === null)).toBe(true);
        stop();
      });

      it.each(Object.entries(QUERIES))('%s', async (_name, words) => {
        const query: Query = toQuery(material, words(material));
        const expected = oracle.ask(subject.transactions, query);
        expect(expected.columns).toHaveLength(query.by.length + query.show.length);
        expectSameResult(await whole(() => source.ask(query)), expected);
        // Once more: what went over the wire was given away, and nobody here may have needed it.
        expectSameResult(await source.ask(query), expected);
        expectSameResult(await source.peek(query), expected);
      });

      it.each(Object.entries(LISTS))('%s', async (_name, words) => {
        const list: List = toList(material, words(material));
        const expected = oracle.list(subject.transactions, list);
        expect(expected.length).toBeGreaterThan(0);
        expectSameResult(await whole(() => source.list(list)), expected);
        expectSameResult(await source.list(list), expected);
      });
    });

    it('knows the tags of the rows that match, and how many have each', async () => {
      const { range, environment, tag, tagValue } = material;
      for (const where of [
        EVERYTHING,
        { kind: 'in', field: 'environment', values: [environment] },
        { kind: 'not', of: { kind: 'in', field: { tag }, values: [tagValue] } },
      ] as const) {
        const scope = { range, where };
        await whole(() => source.ask(toQuery(material, {})));
        const expected = oracle.tags(subject.transactions, scope);
        expect(expected.length).toBeGreaterThan(0);
        expect(await source.tags(scope)).toEqual(expected);
      }
    });

    it('puts the errors of its rows together, of all and of some, and knows each by itself', async () => {
      await whole(() => source.ask(toQuery(material, {})));
      const { environment } = material;
      // An error comes before its transaction's end.
      const range = { start: material.range.start - HOUR, end: material.range.end };
      const inEnvironment = { kind: 'in', field: 'environment', values: [environment] } as const;
      for (const [where, counts] of [
        [EVERYTHING, () => true],
        [inEnvironment, (each: Transaction) => (each.environment || null) === environment],
      ] as const) {
        const scope = { range, where };
        const answer = await source.errors({ scope, of: null, kind: null, parts: 4, limit: 1_000 });
        const expected = subject.transactions.filter(counts).reduce((sum, { errors }) => sum + errors, 0);
        expect(answer.matched).toBe(expected);
        expect(answer.groups.reduce((sum, { count }) => sum + count, 0)).toBe(expected);
        const [first] = answer.groups;
        if (first === undefined) continue;
        const { project, newest, type, message } = first;
        const error = await source.error({ project, eventId: newest[0]?.eventId ?? '' });
        expect(error).toMatchObject({ project, type, message, timestamp: first.last });
      }
      const failure = await failureOf(source.error({ project: 'no such', eventId: 'f'.repeat(32) }));
      expect(failure).toMatchObject({ reason: 'not-found' });
    });

    describe('traces', () => {
      it('come with all that belongs to them', async () => {
        expect(subject.traces.length).toBeGreaterThan(0);
        for (const { traceId, spans, errors } of subject.traces) {
          const answer = await source.trace(traceId);
          const trace = partsOf(answer.trace);
          const own = subject.transactions.filter((each) => each.traceId === traceId);
          const ids = (items: readonly { readonly spanId: string | null }[]): string[] =>
            items.map(({ spanId }) => String(spanId)).sort();
          expect(answer.traceId).toBe(traceId);
          expect(ids(trace.transactions)).toEqual(ids(own));
          const facts = ({ spanId, op, description, start, duration, parentId }: KnownSpan): string =>
            [spanId, op, description, start.toFixed(3), duration, parentId].join(' ');
          expect(trace.spans.map(facts).sort()).toEqual(spans.map(facts).sort());
          expect(ids(trace.errors)).toEqual(ids(errors));
          expect(trace.errors.map(({ message }) => message).sort()).toEqual(
            errors.map(({ message }) => message).sort(),
          );
          for (const each of own) {
            const beneath = trace.spans.filter(
              (span) => span.segment === each.spanId && span.spanId !== each.spanId,
            );
            expect(beneath).toHaveLength(each.spans);
          }
        }
      });

      it('that are not there are refused as such', async () => {
        const failure = await failureOf(source.trace('0123456789abcdef'.repeat(2)));
        expect(failure).toBeInstanceOf(SourceError);
        expect(failure).toMatchObject({ reason: 'not-found' });
      });
    });

    it('keeps settings', async () => {
      const before = await source.readSettings();
      await source.writeSettings(SETTINGS, before);
      expect(await source.readSettings()).toEqual(SETTINGS);
      // Somebody else has not seen that yet.
      expect(await failureOf(source.writeSettings(before, before))).toMatchObject({ reason: 'changed' });
      expect(await source.readSettings()).toEqual(SETTINGS);
      await source.writeSettings(before, null);
      expect(await source.readSettings()).toEqual(before);
    });

    it('keeps alert rules and their versions', async () => {
      const { rules: before, channels } = await source.readAlerts();
      await source.writeRules([RULE], before);
      const renamed = { ...RULE, name: 'Slower' };
      await source.writeRules([renamed], [RULE]);
      // Somebody else has not seen that yet.
      expect(await failureOf(source.writeRules([], [RULE]))).toMatchObject({ reason: 'changed' });
      const { rules, records } = await source.readAlerts();
      expect(rules).toEqual([renamed]);
      expect(records[RULE.id]?.edits.map(({ rule }) => rule.name)).toEqual([RULE.name, 'Slower']);
      await source.writeChannels([...channels, { kind: 'browser', name: 'of a test' }]);
      expect((await source.readAlerts()).channels.map(({ name }) => name)).toContain('of a test');
      await source.writeChannels(channels);
      await source.writeRules(before, null);
    });

    it('measures a rule as the oracle does', async () => {
      const { transactions } = subject;
      const [newest] = transactions.map(endOf).toSorted((a, b) => b - a);
      const end = Math.ceil((newest ?? 0) / HOUR) * HOUR;
      const question: MeasureQuestion = {
        rule: RULE,
        range: { start: end - HOUR, end },
        delay: MINUTE,
        thresholds: DEFAULT_THRESHOLDS,
        suggest: null,
      };
      const measured = await until(async () => {
        const result = await source.measure(question);
        expect(result.complete).toBe(true);
        return result;
      });
      const rows = oracle.list(transactions, measuredRows(question));
      const known = finish(toMeasured(question, { ...WHOLE, ...rows }));
      expect(measured.ticks).toEqual(known.ticks);
      expect(measured.rows).toBe(known.rows);
      expect(measured.rows).toBeGreaterThan(0);
    });

    it('refuses what makes no sense, in words, and goes on', async () => {
      const failure = await failureOf(source.ask(toQuery(material, { limit: -1 })));
      expect(failure).toBeInstanceOf(SourceError);
      expect(failure).toMatchObject({ reason: 'refused', message: expect.stringMatching(/\w+ .*\./) });
      expect((await source.ask(toQuery(material, {}))).matched).toBe(subject.transactions.length);
    });

    it('does not answer what was taken back', async () => {
      const asks: ((signal: AbortSignal) => Promise<unknown>)[] = [
        (signal) => source.ask(toQuery(material, {}), signal),
        (signal) => source.list(toList(material, {}), signal),
        (signal) => source.info(signal),
        (signal) => source.trace(subject.traces[0]?.traceId ?? '', signal),
      ];
      for (const ask of asks) {
        const controller = new AbortController();
        const failure = failureOf(ask(controller.signal));
        controller.abort();
        expect(await failure).toMatchObject({ name: 'AbortError' });
      }
    });
  });
}
