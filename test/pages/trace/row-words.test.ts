import { describe, expect, it } from 'vitest';
import {
  faultWord,
  rowFaults,
  rowLabel,
  rowName,
  rowSelf,
  rowTitle,
} from '../../../src/pages/trace/row-words.ts';
import { build } from '../../../src/trace/build.ts';
import { rows } from '../../../src/trace/rows.ts';
import type { Folds } from '../../../src/trace/rows.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { draw, span } from '../../trace/drawing.ts';

const queries = Array.from({ length: 5 }, (_, at) => `    db SELECT ${at * 10}..${at * 10 + 10}`).join('\n');
const { spans, transactions } = draw(`
http.server GET / 0..1000 @shop
  app a 0..50
${queries}
  http.client POST 50..400 !deadline_exceeded
  db lost 900..1000 <nobody
`);
const trace = build(spans, transactions, []);

function listed(folds: Partial<Folds> = {}) {
  return [...rows(trace, { closed: new Set(), opened: new Set(), ...folds }, { root: NONE, group: true })];
}

function plain(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

const frame = { origin: 0, total: 1000, scope: 'transaction' };

describe('a row in words', () => {
  it('says what a sighted reader sees', () => {
    expect(listed().map((row) => plain(rowName(trace, row, frame)))).toEqual([
      'http.server GET /, 1.00 s, starts 0 ms, 100% of the transaction',
      'app a, 50.0 ms, starts 0 ms, 5% of the transaction',
      'SELECT, 5 spans, 50.0 ms in sum, 50.0 ms, starts 0 ms, 5% of the transaction',
      'http.client POST, 350 ms, starts 50.0 ms, 35% of the transaction, failed',
      'no instrumentation, 500 ms, starts 400 ms, 50% of the transaction',
      'Missing parent, 100 ms, starts 900 ms, 10% of the transaction',
      'db lost, 100 ms, starts 900 ms, 10% of the transaction',
    ]);
  });

  it('says what failed in what is folded', () => {
    const [root] = listed({ closed: new Set([0]) });
    if (root === undefined) throw new Error('There is no row.');
    expect(rowFaults(trace, root)).toBe(1);
    expect(rowName(trace, root, frame)).toContain('1 failed inside');
  });
});

describe('a row’s figures', () => {
  it('are the sum of a group', () => {
    const group = listed().find((row) => row.kind === 'siblings');
    if (group === undefined) throw new Error('There is no group.');
    expect(plain(rowLabel(trace, group))).toBe('×5 · 50.0 ms');
    expect(rowSelf(trace, group)).toBe(50);
  });

  it('are none of a gap', () => {
    const gap = listed().find((row) => row.kind === 'gap');
    if (gap === undefined) throw new Error('There is no gap.');
    expect(rowSelf(trace, gap)).toBeNaN();
  });
});

describe('names', () => {
  it('fall back where the sender gave none', () => {
    const nameless = build([span({ op: '', description: '' })], [], []);
    const [row] = rows(nameless, { closed: new Set(), opened: new Set() }, { root: NONE, group: true });
    if (row === undefined) throw new Error('There is no row.');
    expect(rowTitle(nameless, row)).toBe('span without a name');
  });

  it('give a failure its code, else its status', () => {
    expect(faultWord(trace, 7)).toBe('deadline exceeded');
    expect(faultWord(trace, 0)).toBe('');
    const coded = span({
      status: 'internal_error',
      attributes: new Map([['http.response.status_code', 504]]),
    });
    expect(faultWord(build([coded], [], []), 0)).toBe('504');
  });
});
