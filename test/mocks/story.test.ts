// The article's story, in the numbers of issue "First light" item 5, computed here from what the demo serves.
import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import type { Span } from '../../src/model/span.ts';
import { build } from '../../src/trace/build.ts';
import { compare } from '../../src/trace/compare/compare.ts';
import type { Side } from '../../src/trace/compare/compare.ts';
import { findIn } from '../../src/trace/findings/find.ts';
import { CLASSIC_LIMITS } from '../../src/trace/findings/finding.ts';
import { estimate } from '../../src/trace/fix.ts';
import { rows } from '../../src/trace/rows.ts';
import { descriptionAt, isWithin, NONE, nodesOfSpan } from '../../src/trace/trace.ts';
import type { World } from '../../mocks/world.ts';
import { EVERYTHING, byKey, read, readBrief } from './read-world.ts';
import type { BriefRow } from './read-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const ROWS = 200_000;
const ANCHOR = Date.UTC(2026, 10, 19, 14, 30);

/** `semantics.md` A9: the value at weight h, between two neighbours linearly. */
function weightedQuantile(rows: readonly BriefRow[], q: number): number {
  const sorted = rows.toSorted((a, b) => a.duration - b.duration);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const at = (t: number): number => {
    let reached = 0;
    for (const { duration, weight } of sorted) {
      reached += weight;
      if (reached > t) return duration;
    }
    return NaN;
  };
  const h = q * (all - 1);
  const low = at(Math.floor(h));
  return low + (h - Math.floor(h)) * (at(Math.min(Math.floor(h) + 1, Math.ceil(all) - 1)) - low);
}

function isListInProduction(row: BriefRow): boolean {
  return row.transaction === '/api/documents' && row.environment === 'production';
}

function durationsOfSlow(rows: readonly BriefRow[]): number[] {
  const p95 = weightedQuantile(rows, 0.95);
  return rows
    .map(({ duration }) => duration)
    .filter((duration) => duration <= p95)
    .sort((a, b) => b - a)
    .slice(0, 5);
}

function mostRecent(rows: readonly BriefRow[]): BriefRow | undefined {
  return rows.toSorted((a, b) => b.end - a.end)[0];
}

async function traceOf(world: World, { traceId }: BriefRow) {
  return read(world.trace(traceId));
}

const byStart = (a: Span, b: Span): number => a.start - b.start;
const spanEnd = ({ start, duration }: Span): number => start + duration;

/** Time between siblings that follow one another. */
function pauses(siblings: readonly Span[]): number[] {
  const sorted = siblings.toSorted(byStart);
  return sorted.slice(1).map((span, at) => span.start - spanEnd(sorted[at] ?? span));
}

describe('the list of documents in production', () => {
  const world = createWorld({ seed: 1, anchor: ANCHOR, rows: ROWS }, () => ANCHOR);
  let all: BriefRow[] = [];
  let list: BriefRow[] = [];
  let lastDay: BriefRow[] = [];

  beforeAll(async () => {
    all = await readBrief(world.transactions(EVERYTHING));
    list = all.filter(isListInProduction);
    lastDay = list.filter((row) => row.end >= ANCHOR - DAY && row.end < ANCHOR);
  });

  it('has its five rows of "Slow (p95)" between 2.68 s and 3.50 s', () => {
    const slow = durationsOfSlow(lastDay);
    expect(slow).toHaveLength(5);
    for (const duration of slow) {
      expect(duration).toBeGreaterThanOrEqual(2_680);
      expect(duration).toBeLessThanOrEqual(3_500);
    }
  });

  it.each([
    ['a Sunday night', Date.UTC(2027, 0, 3, 3, 0, 0)],
    ['a Monday noon', Date.UTC(2026, 5, 1, 12, 0, 17, 345)],
    ['a Friday evening', Date.UTC(2028, 1, 25, 21, 59, 59, 999)],
  ])('tells the same when it is anchored on %s', async (_when, anchor) => {
    const other = createWorld({ seed: 1, anchor, rows: ROWS }, () => anchor);
    const ask = { start: anchor - DAY, end: anchor, after: null };
    const rows = (await readBrief(other.transactions(ask))).filter(isListInProduction);
    const slow = durationsOfSlow(rows);
    expect(Math.min(...slow)).toBeGreaterThanOrEqual(2_680);
    expect(Math.max(...slow)).toBeLessThanOrEqual(3_500);
    expect(mostRecent(rows)?.duration).toBe(2_170);
  });

  it('is first in "Recent" with an event of 2.17 s', () => {
    expect(mostRecent(lastDay)?.duration).toBe(2_170);
  });

  it('shows in that event a queryset of 524 ms, a source query and 113 equal queries of 774 ms', async () => {
    const event = mostRecent(lastDay);
    if (event === undefined) throw new Error('There is no event.');
    const { spans } = await traceOf(world, event);
    const queryset = spans.filter(({ description }) => description === 'Build documents queryset');
    expect(queryset.map(({ duration }) => duration)).toEqual([524]);

    const counts = byKey(spans, ({ op, description }) => `${op} ${description}`);
    const equal = counts.find((group) => group.length === 113) ?? [];
    expect(equal).toHaveLength(113);
    expect(equal[0]?.op).toMatch(/^db/);
    expect(new Set(equal.map(({ parentId }) => parentId)).size).toBe(1);
    expect(new Set(equal.map(({ group }) => group)).size).toBe(1);
    expect(equal.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(774, 6);
    // None of them stands for others: they are not the same length.
    expect(new Set(equal.map(({ duration }) => duration)).size).toBeGreaterThan(50);
    // Childless, so that they can be grouped.
    const ids = new Set(equal.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentId }) => parentId !== null && ids.has(parentId))).toEqual([]);

    const between = pauses(equal);
    expect(Math.min(...between)).toBeGreaterThanOrEqual(0);
    const uninstrumented = between.reduce((sum, pause) => sum + pause, 0);
    expect(uninstrumented).toBeGreaterThanOrEqual(180);
    expect(uninstrumented).toBeLessThanOrEqual(220);

    // The shape of an N+1 (A5.2): right before them, under the same parent that is no query, another query.
    const siblings = spans.filter(({ parentId }) => parentId === equal[0]?.parentId).toSorted(byStart);
    const first = siblings.findIndex(({ spanId }) => ids.has(spanId));
    const source = siblings[first - 1];
    expect(source?.op).toMatch(/^db/);
    expect(source?.group).not.toBe(equal[0]?.group);
    expect(siblings.slice(first, first + 113).every(({ spanId }) => ids.has(spanId))).toBe(true);
    const parent = spans.find(({ spanId }) => spanId === equal[0]?.parentId);
    expect(parent?.op).not.toMatch(/^db/);
    expect(parent?.segment).toBe(event.spanId);

    // Other gaps: at least one of 100 ms between siblings elsewhere.
    const elsewhere = byKey(
      spans.filter(({ parentId }) => parentId !== null && parentId !== equal[0]?.parentId),
      ({ parentId }) => parentId ?? '',
    );
    const longest = Math.max(...elsewhere.flatMap(pauses));
    expect(longest).toBeGreaterThanOrEqual(100);
  });

  it('is one group, one finding and a fix of that event, and none of them in the newest release', async () => {
    const event = mostRecent(lastDay);
    const better = all.find(
      ({ transaction, environment, release, duration }) =>
        transaction === '/api/documents' &&
        environment === 'production' &&
        release === 'dossier@4.17.1' &&
        Math.round(duration / 10) === 125,
    );
    if (event === undefined || better === undefined) throw new Error('There are no such events.');
    const side = async (row: BriefRow): Promise<Side> => {
      const { spans, transactions, errors } = await traceOf(world, row);
      const trace = build(spans, transactions, errors);
      const [root = NONE] = nodesOfSpan(trace, row.spanId);
      return { trace, root };
    };
    const [slow, fixed] = await Promise.all([side(event), side(better)]);

    const list = rows(slow.trace, { closed: new Set(), opened: new Set() }, { root: slow.root, group: true });
    const groups = [...list].filter(({ kind }) => kind === 'siblings');
    expect(groups.map(({ members }) => members.length)).toEqual([113]);

    const inList = ({ trace, root }: Side) =>
      findIn(trace, CLASSIC_LIMITS).filter(({ offenders: [first = NONE] }) => isWithin(trace, first, root));
    const [finding, ...others] = inList(slow);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'n-plus-one-db', offenders: groups[0]?.members });
    expect(finding?.causes.map((node) => descriptionAt(slow.trace, node))).toEqual([
      expect.stringContaining('FROM documents_document WHERE documents_document.user_id = %s'),
    ]);
    expect(descriptionAt(slow.trace, finding?.parent ?? NONE)).toBe('DocumentSerializer.data');
    expect(inList(fixed)).toEqual([]);

    const { optimistic, pessimistic } = estimate(slow.trace, slow.root, 'batch', finding?.offenders ?? []);
    expect(optimistic).toBeLessThanOrEqual(1_250);
    expect(pessimistic).toBeGreaterThanOrEqual(1_250);
    expect(pessimistic - optimistic).toBeLessThanOrEqual(0.3 * 2_170);

    const gone = compare([slow], [fixed]).rows.filter(
      ({ changes, op }) => op === 'db' && changes.includes('removed'),
    );
    expect(gone).toMatchObject([{ op: 'db', before: { count: 113 }, after: null }]);
    expect(gone[0]?.before?.total).toBeCloseTo(774, 3);
    expect(compare([slow], [slow]).rows).toEqual([]);
  });

  it('has a bad deploy seven days back: three hours past 3.5 s and then past 5 s', () => {
    const from = Math.floor((ANCHOR - 7 * DAY) / HOUR) * HOUR;
    const p95 = (hour: number): number => {
      const start = from + hour * HOUR;
      return weightedQuantile(
        list.filter((row) => row.end >= start && row.end < start + HOUR),
        0.95,
      );
    };
    expect(p95(0)).toBeGreaterThan(3_500);
    expect(p95(0)).toBeLessThan(5_000);
    expect(p95(1)).toBeGreaterThan(5_000);
    expect(p95(2)).toBeGreaterThan(5_000);
    const others = Array.from({ length: 48 }, (_, at) => at - 24).filter((hour) => hour < 0 || hour > 2);
    expect(Math.max(...others.map(p95))).toBeLessThan(3_500);
    const releases = new Set(
      list.filter((row) => row.end >= from && row.end < from + 3 * HOUR).map(({ release }) => release),
    );
    expect(releases).toEqual(new Set(['dossier@4.15.1', 'dossier@4.16.0']));
    const after = list.filter((row) => row.end >= from + 3 * HOUR && row.end < from + DAY);
    expect(new Set(after.map(({ release }) => release))).toEqual(new Set(['dossier@4.15.1']));
  });

  it('has a few events of 1.25 s without equal queries in the newest release', async () => {
    const fixed = all.filter(
      ({ transaction, release }) => transaction === '/api/documents' && release === 'dossier@4.17.1',
    );
    expect(fixed.length).toBeGreaterThanOrEqual(5);
    expect(fixed.length).toBeLessThan(0.1 * lastDay.length);
    const first = Math.min(...fixed.map(({ end }) => end));
    const others = all.filter(
      ({ release }) => release !== 'dossier@4.17.1' && release?.startsWith('dossier@'),
    );
    expect(others.filter((row) => row.end < first).length).toBeGreaterThan(0.5 * others.length);
    for (const { duration, environment } of fixed) {
      const [least, most] = environment === 'production' ? [1_180, 1_320] : [700, 2_200];
      expect(duration).toBeGreaterThan(least);
      expect(duration).toBeLessThan(most);
    }
    expect(fixed.some(({ duration }) => Math.round(duration / 10) === 125)).toBe(true);
    const event = fixed.find(({ environment }) => environment === 'production');
    if (event === undefined) throw new Error('No production server has it.');
    const { spans } = await traceOf(world, event);
    const queries = spans.filter(({ op, segment }) => op === 'db' && segment === event.spanId);
    expect(new Set(queries.map(({ description }) => description)).size).toBe(queries.length);
  });
});

describe('the live day', () => {
  it('brings no list of documents in production for a quarter of an hour, and then some', async () => {
    const options = { seed: 1, anchor: ANCHOR, rows: ROWS };
    const afterwards = async (minutes: number): Promise<BriefRow[]> => {
      const world = createWorld(options, () => ANCHOR + minutes * MINUTE);
      return await readBrief(world.transactions({ ...EVERYTHING, after: ROWS }));
    };
    const quiet = await afterwards(15);
    expect(quiet.length).toBeGreaterThan(300);
    expect(quiet.filter(isListInProduction)).toEqual([]);
    expect((await afterwards(60)).filter(isListInProduction).length).toBeGreaterThan(20);
  });
});
