import { DOUBLE, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Quality } from '../../model/source.ts';
import type { Account } from '../spool/accounts.ts';

/**
 * What is counted, in items: each one received is stored, repeated, skipped or refused. `dropped` is what clients
 * report to have dropped themselves; `cut` are spans beyond what one trace may hold, `expired`
 * transactions that went for their age or for want of room, `clock` those whose sender's clock was wrong, `tags` and `names` what there was
 * no room for in the vocabulary, `stacks` calls, lines of source and tags of errors that were left out.
 */
export type CountKind =
  | 'received'
  | 'stored'
  | 'repeated'
  | 'skipped'
  | 'refused'
  | 'dropped'
  | 'filtered'
  | 'clock'
  | 'cut'
  | 'expired'
  | 'tags'
  | 'names'
  | 'stacks';

/** Reasons are foreign text: beyond so many different ones of a kind, and characters of one, they count as "other". */
const MOST_REASONS = 100;
const OTHER = 'other';

/** Counts by kind and reason; the reason is empty where there is only one. */
export class Counters {
  readonly #counts = new Map<CountKind, Map<string, number>>();

  static async read(connection: DuckDBConnection): Promise<Counters> {
    const counters = new Counters();
    const reader = await connection.runAndReadAll('SELECT kind, reason, count FROM counters');
    for (const [kind, reason, count] of reader.getRows()) {
      counters.add(String(kind) as CountKind, Number(count), String(reason));
    }
    return counters;
  }

  /** The counts that `entries` gave. */
  static from(entries: Account['counts']): Counters {
    const counters = new Counters();
    for (const [kind, reason, count] of entries) counters.add(kind as CountKind, count, reason);
    return counters;
  }

  /** What is counted where the tables begin anew: all transactions of before have expired. */
  static of({ row, counts }: Account): Counters {
    const counters = Counters.from(counts.filter(([kind]) => kind !== 'expired'));
    counters.add('expired', row);
    return counters;
  }

  add(kind: CountKind, count: number, reason = ''): void {
    if (count === 0) return;
    const reasons = this.#counts.get(kind) ?? new Map<string, number>();
    const known =
      reasons.has(reason) || (reasons.size < MOST_REASONS && reason.length <= 200) ? reason : OTHER;
    reasons.set(known, (reasons.get(known) ?? 0) + count);
    this.#counts.set(kind, reasons);
  }

  copy(): Counters {
    const copy = new Counters();
    copy.merge(this);
    return copy;
  }

  /** Adds all counts of `other`. */
  merge(other: Counters): void {
    for (const [kind, reasons] of other.#counts) {
      for (const [reason, count] of reasons) this.add(kind, count, reason);
    }
  }

  total(kind: CountKind): number {
    let total = 0;
    for (const count of this.#counts.get(kind)?.values() ?? []) total += count;
    return total;
  }

  /** Counts of one kind by reason, largest first. */
  byReason(kind: CountKind): { readonly reason: string; readonly count: number }[] {
    return [...(this.#counts.get(kind) ?? [])]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }

  toQuality(sampledRows: number): Quality {
    return {
      received: this.total('received'),
      stored: this.total('stored'),
      repeated: this.total('repeated'),
      skipped: this.byReason('skipped').map(({ reason, count }) => ({ kind: reason, count })),
      refused: this.byReason('refused'),
      droppedByClients: this.byReason('dropped'),
      filtered: this.byReason('filtered'),
      wrongClocks: this.byReason('clock'),
      sampledRows,
    };
  }

  /** All counts, one by one. */
  get entries(): Account['counts'] {
    return [...this.#counts].flatMap(([kind, reasons]) =>
      [...reasons].map(([reason, count]) => [kind, reason, count] as const),
    );
  }

  /** Writes all counts in place of those that are stored. */
  async write(connection: DuckDBConnection): Promise<void> {
    await connection.run('DELETE FROM counters');
    const rows = this.entries;
    const appender = await connection.createAppender('counters');
    for (let start = 0; start < rows.length; start += 2048) {
      const part = rows.slice(start, start + 2048);
      const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, DOUBLE], part.length);
      chunk.setRows(part.map((row) => [...row]));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }
}
