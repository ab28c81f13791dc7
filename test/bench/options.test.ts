import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';
import { planOf } from './plan.ts';

function plan(...args: string[]): ReturnType<typeof planOf> {
  const options = readOptions(args);
  return options === null ? [] : planOf(options);
}

describe('what the bench is asked for', () => {
  it('is all of it at ten million rows in both places where nothing is said', () => {
    const parts = plan();
    expect(new Set(parts.map(({ kind }) => kind))).toEqual(
      new Set(['questions', 'page', 'first-table', 'blocks', 'memory', 'live', 'ui']),
    );
    expect(parts.filter(({ where }) => where === 'chromium').map(({ kind }) => kind)).toEqual([
      'questions',
      'page',
      'ui',
    ]);
    expect(parts.filter(({ kind }) => kind === 'questions').map(({ rows }) => rows)).toEqual([1e7, 1e7, 1e6]);
  });

  it('is what was named', () => {
    expect(plan('--only', 'table,count', '--where', 'node', '--rows', '2_000_000', '--seed', '7')).toEqual([
      expect.objectContaining({ kind: 'questions', questions: ['table', 'count'], rows: 2e6, seed: 7 }),
    ]);
    expect(plan('--only', 'live', '--seconds', '5')).toEqual([
      expect.objectContaining({ kind: 'live', seconds: 5 }),
    ]);
    expect(plan('--only', 'ui')).toEqual([expect.objectContaining({ rows: 100_000, pageRows: 1e6 })]);
    expect(plan('--only', 'ui', '--page-rows', '10_000_000')).toEqual([
      expect.objectContaining({ rows: 100_000, pageRows: 1e7 }),
    ]);
    expect(() => plan('--only', 'ui', '--page-rows', '20_000_000')).toThrow('10,000,000 at most');
  });

  it('is little, without a browser or anything to install, for CI', () => {
    const parts = plan('--quick');
    expect(parts.every(({ where, rows }) => where === 'node' && rows <= 100_000)).toBe(true);
    expect(parts.flatMap((part) => (part.kind === 'questions' ? part.engines : []))).toEqual([
      'duckdb native 1t',
      'objects',
    ]);
  });

  it('is refused in words', () => {
    expect(() => plan('--only', 'tabel')).toThrow('There is no "tabel". There are table, table-day,');
    expect(() => plan('--rows', 'many')).toThrow('--rows takes a whole number from 1, not "many".');
    expect(() => plan('--where', 'firefox')).toThrow('--where takes node or chromium, not "firefox".');
    expect(() => plan('--fast')).toThrow("Unknown option '--fast'");
    expect(readOptions(['--help'])).toBeNull();
  });
});
