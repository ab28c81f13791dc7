// The comparison with the oracle finds what can go wrong in a kernel: each mistake is planted beneath the whole engine.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type * as engineKernels from '../../src/engine/kernels.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { randomTransactions } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';
import { disagreements, questionsOf } from './disagreements.ts';
import { fillEngine } from './fill.ts';

/** A mistake: the kernel it is in, and what is called in its place. */
interface Mistake {
  readonly about: string;
  /** Whether it is in what young rows take. */
  readonly isYoung?: boolean;
  readonly plant: (kernels: Kernels, note: () => void) => Partial<Kernels>;
  /** Whether it shows in weighted rows alone. */
  readonly isOfWeights?: boolean;
}

const MISTAKES: readonly Mistake[] = [
  {
    about: 'the value of the rank before, beside young rows',
    isYoung: true,
    plant: (kernels, note) => ({
      valueAtRank: (selected, values, first, rank) => {
        note();
        return kernels.valueAtRank(selected, values, first, Math.max(rank - 1, 0));
      },
    }),
  },
  {
    about: 'the value of the rank before, where all groups are read at once',
    plant: (kernels, note) => ({
      valuesAtRanks: (selected, values, leaves, counts, starts, groups, ranks, each, out) => {
        note();
        kernels.valuesAtRanks(selected, values, leaves, counts, starts, groups, ranks, each, out);
        // The second rank of each group takes the place of the first.
        kernels.valuesAtRanks(selected, values, leaves, counts, starts, groups, ranks + 4, each, out);
      },
    }),
  },
  {
    about: 'a leaf whose rows are not counted up to a threshold',
    plant: (kernels, note) => ({
      countUpTo: (selected, values, leaves, counts, starts, groups, bounds, out) => {
        note();
        kernels.countUpTo(selected, values, leaves + 8, counts, starts, groups, bounds, out);
      },
    }),
  },
  {
    about: 'users who are counted once a row',
    plant: (kernels, note) => ({
      countUsers: (selected, marks, _ends, leaves, starts, groups, out) => {
        note();
        // Every selected row ends a run.
        kernels.countUsers(selected, marks, selected, leaves, starts, groups, out);
      },
    }),
  },
  {
    about: 'sums that are read one place too far',
    plant: (kernels, note) => ({
      sumLeaves: (selected, values, offsets, ...rest) => {
        note();
        kernels.sumLeaves(selected, values + 4, offsets + 2, ...rest);
      },
    }),
  },
  {
    about: 'a limit of the duration that is somewhat too high',
    plant: (kernels, note) => ({
      durationsAbove: (selected, slices, positions, durations, limit, out, first, end) => {
        note();
        const higher = limit + Math.abs(limit) * 2 ** -4;
        kernels.durationsAbove(selected, slices, positions, durations, higher, out, first, end);
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
      selectPlaces: (...given) => {
        note();
        const [start] = given.splice(11, 1);
        given.splice(11, 0, start! + 2 ** -12);
        kernels.selectPlaces(...given);
      },
    }),
  },
  {
    about: 'a row too many on the other edge',
    plant: (kernels, note) => ({
      selectPlaces: (...given) => {
        note();
        const [end] = given.splice(12, 1);
        given.splice(12, 0, end! + 2 ** -12);
        kernels.selectPlaces(...given);
      },
    }),
  },
  {
    about: 'rows above their thresholds that are counted twice',
    plant: (kernels, note) => ({
      countAboveByTime: (...given) => {
        note();
        // Added up twice.
        kernels.countAboveByTime(...given);
        kernels.countAboveByTime(...given);
      },
    }),
  },
  {
    about: 'users of all rows, whether miserable or not',
    plant: (kernels, note) => ({
      noteUsers: (selected, marks, ...given) => {
        if (marks !== 0) note();
        kernels.noteUsers(selected, 0, ...given);
      },
    }),
  },
  {
    about: 'a value that is not brought to its group',
    plant: (kernels, note) => ({
      spreadFloats: (list, groups, count, ...given) => {
        note();
        kernels.spreadFloats(list, groups, count - 1, ...given);
      },
    }),
  },
  {
    about: 'a weighted value that is not brought to its group',
    isOfWeights: true,
    plant: (kernels, note) => ({
      spreadWeighted: (list, groups, count, ...given) => {
        note();
        kernels.spreadWeighted(list, groups, count - 1, ...given);
      },
    }),
  },
  {
    about: 'the value of the next weight',
    isOfWeights: true,
    plant: (kernels, note) => ({
      valuesAtWeights: (selected, values, slices, bits, weights, ...given) => {
        note();
        // Codes that are one off.
        kernels.valuesAtWeights(selected, values, slices, bits, weights + 8, ...given);
      },
    }),
  },
  {
    about: 'rows of a weight that are not counted',
    isOfWeights: true,
    plant: (kernels, note) => ({
      countClasses: (selected, other, slices, bits, leaves, count, out) => {
        note();
        kernels.countClasses(selected, other, slices, bits, leaves, Math.max(0, count - 1), out);
      },
    }),
  },
  {
    about: 'the rank after, of weighted rows by time',
    isOfWeights: true,
    plant: (kernels, note) => ({
      narrowToWeight: (words, slices, stride, parts, count, classes, weights, classCount, moment) => {
        note();
        return kernels.narrowToWeight(
          words,
          slices,
          stride,
          parts,
          count,
          classes,
          weights,
          classCount,
          moment + 3,
        );
      },
    }),
  },
  {
    about: 'a row that is weighed twice',
    plant: (kernels, note) => ({
      weigh: (list, groups, count, ...given) => {
        note();
        kernels.weigh(list, groups, count, ...given);
        kernels.weigh(list, groups, 1, ...given);
      },
    }),
  },
  {
    about: 'a user who is not brought to the group',
    plant: (kernels, note) => ({
      spreadCodes: (list, groups, count, ...given) => {
        note();
        kernels.spreadCodes(list, groups, count - 1, ...given);
      },
    }),
  },
  {
    about: 'the last bucket of time, lost where rows are read one by one',
    plant: (kernels, note) => ({
      readSteps: (list, count, ends, steps, stepCount, out) => {
        note();
        kernels.readSteps(list, count, ends, steps, stepCount - 1, out);
      },
    }),
  },
  {
    about: 'quantiles of rows read one by one that begin at the second value',
    plant: (kernels, note) => ({
      floatQuantiles: (values, ...given) => {
        note();
        kernels.floatQuantiles(values + 4, ...given);
      },
    }),
  },
  {
    about: 'a row that may come first, left out of a list',
    plant: (kernels, note) => ({
      rowsBetween: (list, count, ...given) => {
        note();
        return kernels.rowsBetween(list, count - 1, ...given);
      },
    }),
  },
  {
    about: 'the value of the next rank of all groups together',
    plant: (kernels, note) => ({
      selectFloat: (values, count, rank) => {
        note();
        return kernels.selectFloat(values, count, Math.min(rank + 1, count - 1));
      },
    }),
  },
  {
    about: 'a row too many before the ranks of all groups together',
    plant: (kernels, note) => ({
      takeBetween: (...given) => {
        note();
        return Math.max(0, kernels.takeBetween(...given) - 1);
      },
    }),
  },
];

const planted = vi.hoisted(() => ({
  wrap: null as ((kernels: Kernels) => Kernels) | null,
}));

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
function compare(mistake: Mistake | null): { found: string[]; calls: number } {
  let calls = 0;
  planted.wrap = (kernels) => ({ ...kernels, ...mistake?.plant(kernels, () => (calls += 1)) });
  const isOfWeights = mistake?.isOfWeights === true;
  // The first two have no weights.
  const found = (isOfWeights ? [3, 4] : [1, 2]).flatMap((seed) => {
    const engine = new Engine({ ordersFrom: 1, leafRows: 1024, narrow: 0 });
    const filled = fillEngine(seed, 1_500, isOfWeights ? randomTransactions : usualTransactions, engine);
    engine.settle();
    // The same rows once more are young.
    if (mistake?.isYoung === true) engine.append(toRows([...filled.rows.values()].slice(0, 400)));
    return disagreements(filled, questionsOf(seed, 15));
  });
  return { found, calls };
}

afterEach(() => {
  planted.wrap = null;
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
});
