// What a row says about its trace is what is computed from the spans of the trace.
import { describe, expect, it } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { assemble } from '../../src/trace/assemble.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { EVERYTHING, byKey, endOf, read } from './read-world.ts';

const ANCHOR = Date.UTC(2026, 10, 19, 14, 30);
const ROWS = 12_000;
const world = createWorld({ seed: 7, anchor: ANCHOR, rows: ROWS }, () => ANCHOR);
const { transactions } = await read(world.transactions(EVERYTHING));

/** Some rows of every kind: by transaction, op and how it ended. */
function sample(each: number): Transaction[] {
  const kinds = byKey(transactions, (row) => `${row.project} ${row.transaction} ${row.op} ${row.status}`);
  return kinds.flatMap((rows) => rows.slice(0, each));
}

describe('a trace', () => {
  it('holds its rows as the table has them, and gives the same sums and counts when it is assembled', async () => {
    const rows = sample(3);
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeGreaterThanOrEqual(45);
    for (const row of rows) {
      const answer = await read(world.trace(row.traceId));
      const own = answer.transactions.find((other) => other.row === row.row);
      expect(own).toEqual(row);
      const assembled = assemble({
        facts: answer.transactions,
        spans: answer.spans,
        errors: answer.errors,
      }).transactions.find(({ spanId }) => spanId === row.spanId);
      expect(assembled).toMatchObject({
        transaction: row.transaction,
        spans: row.spans,
        errors: row.errors,
        work: row.work,
        duration: row.duration,
      });
    }
  });

  it('has spans that lie within their transaction, beneath parents that exist, each in one place', async () => {
    for (const row of sample(1)) {
      const { spans, spanRows, transactions: members } = await read(world.trace(row.traceId));
      const ids = new Set(spans.map(({ spanId }) => spanId));
      expect(ids.size).toBe(spans.length);
      expect(spans.filter(({ parentId }) => parentId === null)).toHaveLength(1);
      for (const [at, span] of spans.entries()) {
        expect(span.traceId).toBe(row.traceId);
        expect(span.parentId === null || ids.has(span.parentId)).toBe(true);
        const member = members.find(({ spanId }) => spanId === span.segment);
        if (member === undefined) throw new Error('A span belongs to no transaction.');
        expect(spanRows[at]).toBe(member.row);
        expect(span.start).toBeGreaterThanOrEqual(member.start);
        expect(span.start + span.duration).toBeLessThanOrEqual(endOf(member));
        expect(span.exclusive).toBeLessThanOrEqual(span.duration);
        expect(span.group).toMatch(/^[0-9a-f]{16}$/);
      }
    }
  });

  it('gives self times that assembling gives too', async () => {
    for (const row of sample(1)) {
      const answer = await read(world.trace(row.traceId));
      const { spans } = assemble({ facts: answer.transactions, spans: answer.spans, errors: answer.errors });
      expect(spans).toEqual(answer.spans);
    }
  });

  it('goes through several services, into the queue and out of the page', () => {
    const projects = byKey(transactions, ({ traceId }) => traceId).map((rows) =>
      [...new Set(rows.map(({ project }) => project))].toSorted((a, b) => (a < b ? -1 : 1)).join(' '),
    );
    for (const way of ['api web', 'api search web', 'api web worker', 'api mobile', 'cron']) {
      expect(projects).toContain(way);
    }
  });

  it('carries the errors its rows count', async () => {
    const failed = transactions.find(({ errors, status }) => errors === 1 && status === 'internal_error');
    if (failed === undefined) throw new Error('Nothing went wrong.');
    const { errors } = await read(world.trace(failed.traceId));
    expect(errors.filter(({ project }) => project === failed.project)).toHaveLength(1);
    expect(errors[0]).toMatchObject({ level: 'error', transaction: failed.transaction });
  });

  it('is nothing where there is none of that id', async () => {
    const frames = world.trace('0123456789abcdef0123456789abcdef');
    expect(await frames[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });
});
