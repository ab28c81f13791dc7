import { expect, it } from 'vitest';
import { span } from '../trace/drawing.ts';
import type { Malformed } from '../trace/malformed.ts';
import { surviveSeed, surviveTrace } from '../trace/survive.ts';
import { shareOf } from './share.ts';

const SLICES = 10;
const COUNT = Math.ceil(shareOf(10_000) / SLICES);

/** In slices, which can be run one by one: `-t 'slice 3'`. */
it.each(Array.from({ length: SLICES }, (_, slice) => slice))(
  `survives ${COUNT} malformed traces, slice %i`,
  (slice) => {
    let nodes = 0;
    const first = 1_000 + slice * COUNT;
    for (let seed = first; seed < first + COUNT; seed++) {
      nodes += surviveSeed(seed, seed % 20 === 0 ? 2_000 : 80);
    }
    expect(nodes).toBeGreaterThan(COUNT * 20);
  },
  1_800_000,
);

function idOf(at: number): string {
  return (at + 1).toString(16).padStart(16, '0');
}

function made(count: number, parentOf: (at: number) => number | null): Malformed {
  const spans = Array.from({ length: count }, (_, at) => {
    const parent = parentOf(at);
    return span({
      spanId: idOf(at),
      parentId: parent === null ? null : idOf(parent),
      op: 'db.query',
      description: `SELECT ${at % 3}`,
      start: 1e12 + (at % 1_000),
      duration: 5,
    });
  });
  return { spans, transactions: [], errors: [] };
}

it('survives a chain of 10,000 and 100,000 siblings, of one id too', () => {
  expect(surviveTrace(made(10_000, (at) => (at === 0 ? null : at - 1))).length).toBe(10_000);
  expect(surviveTrace(made(100_000, (at) => (at === 0 ? null : 0))).length).toBe(100_000);
  const { spans } = made(100_000, () => null);
  const one = spans.map((each, at) => ({ ...each, spanId: idOf(0), parentId: idOf(0), start: 1e12 + at }));
  expect(surviveTrace({ spans: one, transactions: [], errors: [] }).length).toBe(100_000);
}, 600_000);
