import { columnOf } from '../metrics/derive.ts';
import { metricOf } from '../metrics/registry.ts';
import type { Stat } from '../metrics/stat.ts';
import { MINUTE } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { ranksOf } from './rank-order.ts';
import { RankedWeights } from './ranked-weights.ts';
import type { Measure } from '../model/alert-rule.ts';
import { SATISFACTION } from './samples.ts';
import type { Samples } from './samples.ts';

/**
 * A set of rows that come and go, with the value of a measure over them at any moment: the very metrics of
 * `metrics/`, over statistics that are kept rather than gathered.
 */
export class SlidingWindow {
  readonly #samples: Samples;
  readonly #minutes: number;
  readonly #needs: readonly Stat[];
  readonly #derive: (stats: readonly number[]) => number;
  readonly #ranks: Uint32Array | null;
  /** Values by rank. */
  readonly #sorted: Float64Array;
  readonly #ranked: RankedWeights;
  #rows = 0;
  #count = 0;
  #failed = 0;
  #present = 0;
  #sum = 0;
  readonly #satisfaction = new Float64Array(4);

  private constructor(measure: Measure, samples: Samples, window: Milliseconds, ranks: Uint32Array | null) {
    const metric = metricOf(measure.metric);
    this.#samples = samples;
    this.#minutes = window / MINUTE;
    this.#needs = metric.needs(columnOf(measure));
    this.#derive = metric.derive;
    this.#ranks = ranks;
    const ranked = ranks?.length ?? 0;
    this.#ranked = new RankedWeights(ranked);
    this.#sorted = new Float64Array(ranked);
    for (let row = 0; row < ranked; row++) this.#sorted[ranks![row]!] = samples.value[row]!;
  }

  /** A window with no row in it yet, in steps. */
  static *over(
    measure: Measure,
    samples: Samples,
    window: Milliseconds,
  ): Generator<void, SlidingWindow, void> {
    const needs = metricOf(measure.metric).needs(columnOf(measure));
    const isRanked = needs.some(({ kind }) => kind === 'quantile' || kind === 'max' || kind === 'min');
    const ranks = isRanked ? yield* ranksOf(samples.value) : null;
    return new SlidingWindow(measure, samples, window, ranks);
  }

  /** Rows in the window, unweighted. */
  get rows(): number {
    return this.#rows;
  }

  /** A row comes (1) or goes (−1). */
  put(row: number, way: 1 | -1): void {
    const { weight, value, failed, satisfaction } = this.#samples;
    const one = way * weight[row]!;
    this.#rows += way;
    this.#count += one;
    if (failed[row] === 1) this.#failed += one;
    const how = satisfaction[row]!;
    this.#satisfaction[how] = this.#satisfaction[how]! + one;
    const x = value[row]!;
    if (Number.isNaN(x)) return;
    this.#present += one;
    this.#sum += one * x;
    if (this.#ranks !== null) this.#ranked.add(this.#ranks[row]!, one);
  }

  /** The measure over the rows that are in the window; NaN where there is no data. */
  value(): number {
    return this.#derive(this.#needs.map((stat) => this.#stat(stat)));
  }

  #stat(stat: Stat): number {
    const held = this.#satisfaction;
    switch (stat.kind) {
      case 'rows':
        return this.#rows;
      case 'count':
        return this.#count;
      case 'failed':
        return this.#failed;
      case 'satisfied':
        return held[SATISFACTION.satisfied]!;
      case 'tolerating':
        return held[SATISFACTION.tolerating]!;
      case 'measured':
        return this.#rows === 0 ? 0 : this.#count - held[SATISFACTION.notMeasured]!;
      case 'present':
        return this.#present;
      case 'sum':
        return this.#present > 0 ? this.#sum : Number.NaN;
      case 'quantile':
        return this.#quantile(stat.q);
      case 'max':
        return this.#quantile(1);
      case 'minutes':
        return this.#minutes;
      default:
        throw new Error(`A sliding window does not keep the statistic "${stat.kind}".`);
    }
  }

  /** Type 7, weighted as semantics A9 says: with W = Σ w and h = q·(W − 1), between the values at ⌊h⌋ and ⌊h⌋ + 1. */
  #quantile(q: number): number {
    const { total } = this.#ranked;
    if (!(this.#present > 0)) return Number.NaN;
    const at = (t: number): number => this.#sorted[this.#ranked.rankAt(t)] ?? Number.NaN;
    const h = Math.min(Math.max(q * (total - 1), 0), Math.max(total - 1, 0));
    const floor = Math.floor(h);
    const lower = at(floor);
    const part = h - floor;
    return part === 0 ? lower : lower + part * (at(Math.min(floor + 1, Math.ceil(total) - 1)) - lower);
  }
}
