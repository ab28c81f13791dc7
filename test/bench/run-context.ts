import type { Filter } from '../../src/model/filter.ts';
import type { Thresholds } from '../../src/model/metric.ts';
import { DAY } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import { createRandom } from '../random.ts';
import { BENCH_RANGE } from './bench-data.ts';
import type { BenchData, BenchText } from './bench-data.ts';

/** A quarter of an hour and some: no run asks about the same time as another. */
const SHIFT = 977_123;

/** And no question about the same as another of its run. */
const SHIFT_WITHIN = 7_919;

/** What changes from run to run, so that no answer comes out of a memory: the time, the thresholds, the texts. */
export interface RunContext {
  /** 24 of the 30 days. */
  readonly wide: Range;
  readonly day: Range;
  /** The two halves of the wide range. */
  readonly halves: { readonly before: Range; readonly after: Range };
  /** A threshold of its own for every transaction. */
  readonly thresholds: Thresholds;
  readonly filters: Filters;
  readonly transaction: string;
}

export interface Filters {
  /** Production and a prefix: two fifths of the rows. */
  readonly usual: Filter;
  /** Production and a part of the name. */
  readonly contains: Filter;
  /** The usual one with eight releases of twenty and an op. */
  readonly general: Filter;
  readonly oneUser: Filter;
  readonly hasVitals: Filter;
  /** Slower than a second, or failed in a certain way, and not in production. */
  readonly slowElsewhere: Filter;
}

function oneOf(field: BenchText, values: readonly string[]): Filter {
  return field === 'tag:plan'
    ? { kind: 'in', field: { tag: 'plan' }, values }
    : { kind: 'in', field, values };
}

function all(...of: readonly Filter[]): Filter {
  return { kind: 'and', of };
}

/** The context of a question of a run, by their places; the data's seed decides which texts are asked for, the run which time and thresholds. */
export function contextOf(data: BenchData, run: number, place = 0): RunContext {
  const random = createRandom(data.seed * 7919 + 1);
  const perRun = createRandom(data.seed * 7919 + run * 31 + 2);
  const { dictionaries } = data;
  const shift = run * SHIFT + place * SHIFT_WITHIN;
  const at = (from: number, to: number): Range => ({
    start: BENCH_RANGE.start + from * DAY + shift,
    end: BENCH_RANGE.start + to * DAY + shift,
  });
  const production = oneOf('environment', ['production']);
  const usual = all(production, { kind: 'like', field: 'transaction', pattern: '/api/*' });
  const releases = dictionaries.release.filter((_, index) => index >= 4 && index % 5 > 1).slice(0, 8);
  const part = random.pick(['orders', 'invoices', 'search', 'members']);
  const user = dictionaries.user[random.whole(0, Math.min(400, dictionaries.user.length - 1))]!;
  return {
    wide: at(3, 27),
    day: at(10, 11),
    halves: { before: at(3, 15), after: at(15, 27) },
    transaction: dictionaries.transaction[data.byFrequency[2]!]!,
    thresholds: {
      default: { metric: 'duration', ms: 300 },
      projects: [],
      transactions: dictionaries.transaction.map((transaction, index) => ({
        project: dictionaries.project[index % 5]!,
        transaction,
        threshold: { metric: 'duration', ms: 100 + 25 * perRun.whole(0, 20) },
      })),
    },
    filters: {
      usual,
      contains: all(production, { kind: 'like', field: 'transaction', pattern: `*${part}*` }),
      general: all(usual, oneOf('release', releases), oneOf('op', ['http.server'])),
      oneUser: all(oneOf('user', [user])),
      hasVitals: all({ kind: 'has', field: 'lcp' }, production),
      slowElsewhere: all(
        { kind: 'not', of: production },
        {
          kind: 'or',
          of: [
            { kind: 'compare', field: 'duration', is: '>', value: 1000 },
            oneOf('status', ['internal_error', 'unavailable']),
          ],
        },
      ),
    },
  };
}
