// The comparison with the oracle finds what can go wrong in a kernel: each mistake is planted beneath the whole engine.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type * as engineKernels from '../../src/engine/kernels.ts';
import type * as engineSelect from '../../src/engine/select.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { usualTransactions } from '../usual-data.ts';
import { disagreements, questionsOf } from './disagreements.ts';
import { fillEngine } from './fill.ts';

/** A mistake: the kernel it is in, and what is called in its place. */
interface Mistake {
  readonly about: string;
  readonly plant: (kernels: Kernels, note: () => void) => Partial<Kernels>;
}

const MISTAKES: readonly Mistake[] = [
  {
    about: 'the value of the rank before',
    plant: (kernels, note) => ({
      valueAtRank: (selected, values, first, rank) => {
        note();
        return kernels.valueAtRank(selected, values, first, Math.max(rank - 1, 0));
      },
    }),
  },
  {
    about: 'the next rank where durations are sliced into bits',
    plant: (kernels, note) => ({
      narrowToRank: (words, total, slices, stride, parts, count, rank) => {
        note();
        return kernels.narrowToRank(words, total, slices, stride, parts, count, rank + 1);
      },
    }),
  },
  {
    about: 'the next value among those that share their first bits',
    plant: (kernels, note) => ({
      selectFloat: (values, count, rank) => {
        note();
        return kernels.selectFloat(values, count, Math.min(rank + 1, count - 1));
      },
    }),
  },
  {
    about: 'a row dropped on the edge of a bucket',
    plant: (kernels, note) => ({
      cutPart: (bitmap, from, to, out) => {
        note();
        return kernels.cutPart(bitmap, from, Math.max(from, to - 1), out);
      },
    }),
  },
  {
    about: 'a row dropped on the edge of the range',
    plant: (kernels, note) => ({
      timesBetween: (codes, positions, times, live, out, from, to, start, end, low, high) => {
        note();
        const after = start + 2 ** -12;
        kernels.timesBetween(codes, positions, times, live, out, from, to, after, end, low, high);
      },
    }),
  },
  {
    about: 'a row too many on the other edge',
    plant: (kernels, note) => ({
      timesBetween: (codes, positions, times, live, out, from, to, start, end, low, high) => {
        note();
        const later = end + 2 ** -12;
        kernels.timesBetween(codes, positions, times, live, out, from, to, start, later, low, high);
      },
    }),
  },
  {
    about: 'a carry lost between words, so that users are counted twice or not at all',
    plant: (kernels, note) => ({
      countRuns: (selected, marks, ends, first, end) => {
        note();
        let total = 0;
        for (let word = first; word < end; word++)
          total += kernels.countRuns(selected, marks, ends, word, word + 1, 0);
        return total;
      },
    }),
  },
];

const planted = vi.hoisted(() => ({
  wrap: null as ((kernels: Kernels) => Kernels) | null,
  /** Whether values are selected one rank too far, where rows are read one by one. */
  isNextRank: false,
}));

vi.mock('../../src/engine/select.ts', async (original) => {
  const actual = await original<typeof engineSelect>();
  return {
    ...actual,
    select: (values: Float64Array, low: number, high: number, rank: number) =>
      actual.select(values, low, high, planted.isNextRank ? Math.min(rank + 1, high) : rank),
  };
});

vi.mock('../../src/engine/kernels.ts', async (original) => {
  const actual = await original<typeof engineKernels>();
  return {
    ...actual,
    kernelsOn: (memory: WebAssembly.Memory) => {
      const kernels = actual.kernelsOn(memory);
      return planted.wrap?.(kernels) ?? kernels;
    },
  };
});

/** What is found over some sets of rows, and how often the planted kernel was called. */
function compare(mistake: Mistake | null, ordersFrom = 1): { found: string[]; calls: number } {
  let calls = 0;
  planted.wrap = (kernels) => ({ ...kernels, ...mistake?.plant(kernels, () => (calls += 1)) });
  const found = [1, 2].flatMap((seed) => {
    const engine = new Engine({ ordersFrom, leafRows: 1024, narrow: 0 });
    const filled = fillEngine(seed, 1_500, usualTransactions, engine);
    engine.settle();
    return disagreements(filled, questionsOf(seed, 15));
  });
  return { found, calls };
}

afterEach(() => {
  planted.wrap = null;
  planted.isNextRank = false;
});

describe('the comparison with the oracle', () => {
  it('finds nothing where nothing is planted', () => {
    expect(compare(null).found).toEqual([]);
  });

  it.each(MISTAKES)('finds $about', (mistake) => {
    const { found, calls } = compare(mistake);
    expect(calls).toBeGreaterThan(0);
    expect(found).not.toEqual([]);
  });

  it('finds the value of the next rank where rows are read one by one', () => {
    expect(compare(null, Number.POSITIVE_INFINITY).found).toEqual([]);
    planted.isNextRank = true;
    expect(compare(null, Number.POSITIVE_INFINITY).found).not.toEqual([]);
  });
});
