import { describe, expect, it } from 'vitest';
import { Recent } from '../../src/engine/recent.ts';

describe('what was used recently', () => {
  it('is made once and kept', () => {
    const recent = new Recent<number>(2);
    const made: string[] = [];
    const get = (key: string): number => recent.get(key, () => made.push(key));
    expect([get('a'), get('b'), get('a')]).toEqual([1, 2, 1]);
    expect(made).toEqual(['a', 'b']);
  });

  it('gives way to newer entries, the one used longest ago first', () => {
    const recent = new Recent<number>(2);
    const made: string[] = [];
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) recent.get(key, () => made.push(key));
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is made anew once it was cleared', () => {
    const recent = new Recent<number>(2);
    let made = 0;
    recent.get('a', () => ++made);
    recent.clear();
    expect(recent.get('a', () => ++made)).toBe(2);
  });
});
