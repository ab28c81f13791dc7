import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { SideName } from '../group-keys.ts';
import type { Address } from '../kernels.ts';
import { marksFor, prepareMarks } from '../slices/row-marks.ts';
import type { MarkContext } from '../slices/row-marks.ts';
import type { TimeMeasure } from '../slices/time-side.ts';
import type { Steps } from '../steps.ts';
import { gatherColumn } from './gather-column.ts';
import type { ColumnStat } from './gather-column.ts';
import { gatherDoubles } from './gather-doubles.ts';
import { GatherRows, isOfRows } from './gather-rows.ts';
import { gatherScores } from './gather-scores.ts';
import type { ScoreStat } from './gather-scores.ts';
import { gatherLargest, gatherUsers, gatherWeights, gathered } from './gathering.ts';
import type { Gathering } from './gathering.ts';
import type { RowGroups } from './row-groups.ts';

/** Statistics of a column that count rows by their weight. */
const WEIGHED: ReadonlySet<Stat['kind']> = new Set(['present', 'sum', 'quantile']);

/** Bytes for values that are gathered in one pass: what needs more is read in several. */
const MOST_BYTES = 2 ** 26;

function isOfScores(stat: Stat): stat is ScoreStat {
  return stat.kind === 'scored' || stat.kind === 'unscored' || stat.kind === 'score sum';
}

/** From so many statistics on it is worth bringing rows' durations and users to their groups side by side. */
const WORTH_ROWS = 3;

/** Some statistics, and what gathers them. */
interface Job {
  readonly stats: readonly Stat[];
  /** Bytes that it takes for each row. */
  readonly width: number;
  readonly begin: () => Gathering;
  /** Makes in blocks what beginning needs, where that takes a while. */
  readonly prepare?: () => Steps<void>;
}

/** Jobs that are done in one pass over the rows each. */
function passesOf(jobs: readonly Job[], rows: number): Job[][] {
  const passes: Job[][] = [];
  let bytes = Infinity;
  for (const job of jobs.toSorted((one, two) => one.width - two.width)) {
    bytes += job.width * rows;
    if (bytes > MOST_BYTES) {
      passes.push([]);
      bytes = job.width * rows;
    }
    passes.at(-1)?.push(job);
  }
  return passes;
}

/** The statistics of one side's groups, of all of them or of some, read row by row when they are first asked for. */
export class RowSide {
  readonly #context: MarkContext;
  readonly #groups: RowGroups;
  readonly #side: SideName;
  readonly #measure: TimeMeasure;
  /** T of each group, where it has one. */
  readonly #limits: () => Float64Array | null;
  /** The groups that are wanted; null for all. */
  readonly #wanted: Uint32Array | null;
  readonly #gathered = new Map<string, Float64Array>();
  /** Rows of each group. */
  #counts: Uint32Array | null = null;

  constructor(
    context: MarkContext,
    groups: RowGroups,
    side: SideName,
    measure: TimeMeasure,
    limits: () => Float64Array | null,
    wanted: Uint32Array | null = null,
  ) {
    this.#context = context;
    this.#groups = groups;
    this.#side = side;
    this.#measure = measure;
    this.#limits = limits;
    this.#wanted = wanted;
  }

  *steps(stats: readonly Stat[]): Steps<Gathered> {
    const missing = stats.filter((stat) => !this.#gathered.has(statName(stat)));
    if (missing.length === 0) return this.#gathered;
    this.#counts ??= yield* this.#groups.countsOf(this.#side, this.#wanted);
    const rows = this.#groups.rowsOf(this.#side)?.length ?? 0;
    for (const pass of passesOf(this.#jobsFor(missing), rows)) yield* this.#gather(pass);
    return this.#gathered;
  }

  *#gather(pass: readonly Job[]): Steps<void> {
    for (const { prepare } of pass) if (prepare !== undefined) yield* prepare();
    const begun: { readonly own: readonly Stat[]; readonly gathering: Gathering }[] = [];
    try {
      for (const { stats: own, begin } of pass) begun.push({ own, gathering: begin() });
      const visits = begun.flatMap(({ gathering }) => gathering.visit ?? []);
      if (visits.length > 0) {
        yield* this.#groups.visit(this.#side, this.#wanted, (list, groups, count) => {
          for (const visit of visits) visit(list, groups, count);
        });
      }
      for (const { own, gathering } of begun) {
        const found = yield* gathering.done();
        for (const [index, stat] of own.entries()) this.#gathered.set(statName(stat), found[index]!);
      }
    } finally {
      for (const { gathering } of begun) gathering.release();
    }
  }

  get #rows(): Uint32Array {
    return this.#counts!;
  }

  get #weights(): Address {
    return this.#measure.isWeighted ? this.#context.table.numbers.get('weight')!.at : 0;
  }

  #jobsFor(stats: readonly Stat[]): Job[] {
    const { table } = this.#context;
    const groups = this.#wanted?.length ?? this.#groups.count;
    const ofRows = this.#jobOfRows(stats.filter(isOfRows));
    const jobs: Job[] = ofRows === null ? [] : [ofRows];
    const columns = new Map<string, ColumnStat[]>();
    const scores = stats.filter(isOfScores);
    if (scores.length > 0) {
      jobs.push({
        stats: scores,
        width: 0,
        begin: () => gatherScores(table, groups, this.#weights !== 0, scores),
      });
    }
    for (const stat of stats) {
      if (isOfScores(stat)) continue;
      if (ofRows?.stats.includes(stat) === true) continue;
      if ('of' in stat) {
        const isWeighted = WEIGHED.has(stat.kind) && this.#weights !== 0;
        const isLatest = stat.kind === 'max' && table.numbers.get(stat.of)!.width === 8;
        if (isLatest) {
          const { at } = table.numbers.get(stat.of)!;
          jobs.push({ stats: [stat], width: 0, begin: () => gatherLargest(table.heap, groups, at) });
          continue;
        }
        const key = `${isWeighted} ${stat.of}`;
        columns.set(key, [...(columns.get(key) ?? []), stat]);
        continue;
      }
      jobs.push({
        stats: [stat],
        width: stat.kind.endsWith('users') ? 4 : 0,
        begin: () => this.#begin(stat),
        prepare: () => this.#prepare(stat),
      });
    }
    for (const own of columns.values()) {
      jobs.push({ stats: own, width: 8, begin: () => this.#beginColumn(own) });
    }
    return jobs;
  }

  #jobOfRows(stats: readonly Stat[]): Job | null {
    const { table } = this.#context;
    if (stats.length < WORTH_ROWS || this.#weights !== 0 || !table.hasAllDurations) return null;
    const all = this.#limits();
    if (all === null) return null;
    const wanted = this.#wanted;
    const limits = wanted === null ? all : Float64Array.from(wanted, (own) => all[own]!);
    return { stats, width: 8, begin: () => new GatherRows(table, this.#rows, limits, stats) };
  }

  #begin(stat: Exclude<Stat, ColumnStat | ScoreStat>): Gathering {
    const { table } = this.#context;
    const { kind } = stat;
    const groups = this.#wanted?.length ?? this.#groups.count;
    if (kind === 'rows' || (kind === 'count' && this.#weights === 0)) {
      // Not `from`, which goes through half a million users one by one.
      return gathered(new Float64Array(this.#rows));
    }
    if (kind === 'minutes') return gathered(new Float64Array(groups).fill(this.#measure.minutes));
    const marks = marksFor(this.#context, kind, this.#measure, this.#groups.rowsOf(this.#side)!);
    if (kind === 'users' || kind === 'measured users' || kind === 'miserable users') {
      return gatherUsers(table, this.#rows, marks);
    }
    return gatherWeights(table.heap, groups, this.#weights, marks);
  }

  #prepare({ kind }: Stat): Steps<void> {
    return prepareMarks(this.#context, kind, this.#measure, this.#groups.rowsOf(this.#side)!);
  }

  #beginColumn(stats: readonly ColumnStat[]): Gathering {
    const { heap, numbers } = this.#context.table;
    const [first] = stats;
    const column = numbers.get(first!.of)!;
    const weights = WEIGHED.has(first!.kind) ? this.#weights : 0;
    if (weights !== 0 && column.width === 8) {
      const groups = this.#wanted?.length ?? this.#groups.count;
      return gatherDoubles(heap, column, numbers.get('weight')!, groups, stats);
    }
    return gatherColumn(heap, column, weights, this.#rows, stats);
  }
}
