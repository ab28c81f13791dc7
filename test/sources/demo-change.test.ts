// From the demo's rows and spans to the words on the page: the route that became slower, when, and why.
import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { ChangeReport } from '../../src/model/change.ts';
import { both } from '../../src/model/filter.ts';
import type { Result } from '../../src/model/result.ts';
import { DAY, HOUR } from '../../src/model/time.ts';
import { Changes } from '../../src/sources/changes.ts';
import type { EventSpans } from '../../src/sources/held-events.ts';
import { tableOfSpans } from '../../src/trace/span-table.ts';
import { arrivalsQuery, readArrivals } from '../../src/trends/arrivals-question.ts';
import { explainInWords } from '../../src/trends/explain-words.ts';
import { findTrends } from '../../src/trends/find-trends.ts';
import type { Trend } from '../../src/trends/find-trends.ts';
import { framesOf } from '../mocks/read-world.ts';

const ANCHOR = Date.UTC(2026, 10, 22, 12);
const RANGE = { start: ANCHOR - 14 * DAY, end: ANCHOR };
const ROUTE = { project: 'api', transaction: '/api/documents' };
const PRODUCTION = both({ kind: 'in', field: 'environment', values: ['production'] });

const world = createWorld({ rows: 15_000, anchor: ANCHOR, seed: 1 }, () => ANCHOR);
const engine = new Engine();
const held = [RANGE];
let spansRead = 0;

async function* spans(
  { project, transaction }: { readonly project: string; readonly transaction: string },
  { start, end }: { readonly start: number; readonly end: number },
): AsyncGenerator<EventSpans, void, void> {
  for await (const frame of framesOf(world.spans({ project, transaction, start, end, after: null }))) {
    if (frame.table !== 'spans') continue;
    spansRead += frame.spans.length;
    yield { spans: tableOfSpans(frame.spans), rows: frame.rows };
  }
}

const asResult = (answer: ReturnType<Engine['list']>): Result => ({
  ...answer,
  covered: held,
  complete: true,
  revision: 1,
  problems: [],
});

describe('the list of documents, slower since a release', () => {
  let trend: Trend | undefined;
  let report: ChangeReport;

  beforeAll(async () => {
    for await (const frame of framesOf(world.transactions({ ...RANGE, after: null }))) {
      if (frame.table === 'transactions') engine.append(frame.rows);
    }
    const scope = { range: RANGE, where: PRODUCTION };
    const query = arrivalsQuery(scope, 'duration');
    const { trends } = findTrends(readArrivals(engine.ask(query, held), query), 'p50');
    trend = trends.find(({ transaction }) => transaction === ROUTE.transaction);
    const changes = new Changes(
      { spans },
      (list) => asResult(engine.list(list, held)),
      (scope) => engine.tags(scope),
    );
    const at = trend?.at ?? Number.NaN;
    report = await changes.explain({
      ...ROUTE,
      before: { start: RANGE.start, end: at },
      after: { start: at, end: RANGE.end },
      where: PRODUCTION,
      part: 'all',
    });
  });

  it('is found, with its time within a bucket of the release', () => {
    expect(trend?.direction).toBe('regressed');
    expect(Math.abs((trend?.at ?? 0) - (ANCHOR - 25 * HOUR))).toBeLessThanOrEqual(8 * HOUR);
  });

  it('is explained by the query that the release runs once for each document', () => {
    const [first] = report.explanation.causes;
    const kind = first?.kind === 'self time' ? report.kinds.get(first.group) : undefined;
    expect(kind).toMatchObject({ op: 'db', isOwn: false });
    expect(kind?.description).toMatch(/contact/);
    const { before, after, causes } = report.explanation;
    const left = causes.at(-1);
    expect(left?.kind).toBe('unexplained');
    expect(Math.abs(left?.change ?? Number.NaN)).toBeLessThan(0.1 * (after - before));
    expect(report.complete).toBe(true);
    expect(report.before.events).toBeLessThanOrEqual(report.before.total);
    expect(spansRead).toBeGreaterThan(5_000);
    const words = explainInWords(report.explanation, report, {
      duration: (ms) => `${Math.round(ms)} ms`,
      count: String,
      share: (share) => `${Math.round(share * 100)} %`,
      group: (group) => report.kinds.get(group)?.description ?? group,
    });
    expect(words).toMatch(
      /^The average of (?:all \d+ events|.+ before and .+ after) rose by \d+ ms, from \d+ ms to \d+ ms\. SELECT .*contact/,
    );
  });
});
