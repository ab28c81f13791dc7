import type { Result } from '../../model/result.ts';
import type { Distribution } from '../../ui/chart/strip-path.ts';
import type { ComparedMetric } from '../../view/compare.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import type { TransactionId } from '../../view/view.ts';

/** The numbers of one row of the table; NaN: no data. */
export interface Numbers {
  readonly sum: number;
  readonly throughput: number;
  readonly p50: number;
  readonly p95: ComparedMetric;
  readonly p99: number;
  readonly failureRate: number;
  readonly apdex: number;
  readonly users: number;
  readonly miserable: number;
  readonly misery: number;
  readonly lastSeen: number;
  /** Rows behind them. */
  readonly rows: number;
}

export interface TransactionRow extends Numbers {
  readonly id: TransactionId;
  readonly key: string;
}

/** Tells transactions apart, whatever is in their names. */
export function keyOf({ project, transaction }: TransactionId): string {
  return JSON.stringify([project, transaction]);
}

/** The columns of the table's answer, each looked up once: there may be a hundred thousand rows. */
class TableAnswer {
  readonly #columns = new Map<string, Float64Array>();

  constructor(result: Result) {
    for (const column of result.columns) {
      if (column.kind === 'number') this.#columns.set(column.name, column.values);
    }
  }

  read(name: string, group: number): number {
    return this.#columns.get(name)?.[group] ?? Number.NaN;
  }
}

/** A row that reads its numbers when they are asked for. */
class GroupNumbers implements Numbers {
  readonly #answer: TableAnswer;
  readonly #group: number;

  constructor(answer: TableAnswer, group: number) {
    this.#answer = answer;
    this.#group = group;
  }

  get sum(): number {
    return this.#answer.read('sum', this.#group);
  }

  get throughput(): number {
    return this.#answer.read('throughput', this.#group);
  }

  get p50(): number {
    return this.#answer.read('p50', this.#group);
  }

  get p95(): ComparedMetric {
    return {
      value: this.#answer.read('p95', this.#group),
      versus: this.#answer.read('p95:versus', this.#group),
      ratio: this.#answer.read('p95:ratio', this.#group),
      unit: 'ms',
      direction: 'lower',
      rows: this.rows,
      versusRows: this.#answer.read('sampled_count:versus', this.#group),
    };
  }

  get p99(): number {
    return this.#answer.read('p99', this.#group);
  }

  get failureRate(): number {
    return this.#answer.read('failure_rate', this.#group);
  }

  get apdex(): number {
    return this.#answer.read('apdex', this.#group);
  }

  get users(): number {
    return this.#answer.read('users', this.#group);
  }

  get miserable(): number {
    return this.#answer.read('miserable_users', this.#group);
  }

  get misery(): number {
    return this.#answer.read('user_misery', this.#group);
  }

  get lastSeen(): number {
    return this.#answer.read('last_seen', this.#group);
  }

  get rows(): number {
    return this.#answer.read('sampled_count', this.#group);
  }
}

/** A row of the table: its numbers, and which transaction it is of. */
class GroupRow extends GroupNumbers implements TransactionRow {
  readonly id: TransactionId;
  readonly key: string;

  constructor(answer: TableAnswer, group: number, id: TransactionId) {
    super(answer, group);
    this.id = id;
    this.key = keyOf(id);
  }
}

/** The first group of the table's question. */
export function readNumbers(result: Result): Numbers {
  return new GroupNumbers(new TableAnswer(result), 0);
}

/** The id of each group of a question by project and transaction. */
function idsOf(result: Result): TransactionId[] {
  const projects = textsOf(result, 'project');
  return textsOf(result, 'transaction').map((transaction, group) => ({
    project: projects[group] ?? '',
    transaction: transaction ?? '',
  }));
}

export function toTransactionRows(result: Result): TransactionRow[] {
  const answer = new TableAnswer(result);
  return idsOf(result).map((id, group) => new GroupRow(answer, group, id));
}

/** The numbers of columns that not every table has, by the transaction's key and the column's name in the Result. */
export function toExtras(result: Result): (key: string, name: string) => number {
  const answer = new TableAnswer(result);
  const groups = new Map(idsOf(result).map((id, group) => [keyOf(id), group]));
  return (key, name) => answer.read(name, groups.get(key) ?? -1);
}

/** The most frequent word of each transaction, by its key. The groups come with the most frequent first. */
export function toFirstWords(result: Result, column: 'op' | 'http.method'): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const values = textsOf(result, column);
  for (const [group, id] of idsOf(result).entries()) {
    const key = keyOf(id);
    if (!words.has(key)) words.set(key, values[group] ?? '');
  }
  return words;
}

/** The distribution of each transaction, by its key, all between the same edges. */
export function toDistributions(result: Result): ReadonlyMap<string, Distribution> {
  const edges = result.edges ?? [];
  const bins = new Map(edges.map((edge, bin) => [edge, bin]));
  const froms = numbersOf(result, 'bin:duration').values;
  const counts = numbersOf(result, 'count').values;
  const byKey = new Map<string, Float64Array>();
  for (const [group, id] of idsOf(result).entries()) {
    const key = keyOf(id);
    const own = byKey.get(key) ?? new Float64Array(Math.max(0, edges.length - 1));
    byKey.set(key, own);
    own[bins.get(froms[group] ?? Number.NaN) ?? -1] = counts[group] ?? 0;
  }
  return new Map([...byKey].map(([key, counts]) => [key, { edges, counts }]));
}

/** The distribution of all transactions together, of a question by bins, alone or of each transaction. */
export function toDistribution(result: Result): Distribution {
  const edges = result.edges ?? [];
  const bins = new Map(edges.map((edge, bin) => [edge, bin]));
  const counts = new Float64Array(Math.max(0, edges.length - 1));
  const froms = numbersOf(result, 'bin:duration').values;
  const values = numbersOf(result, 'count').values;
  for (const [group, from] of froms.entries()) {
    const bin = bins.get(from) ?? -1;
    counts[bin] = (counts[bin] ?? 0) + (values[group] ?? 0);
  }
  return { edges, counts };
}
