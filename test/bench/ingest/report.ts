// What was measured, as one table, and the goals that it reaches.
import { quantile } from './sender.ts';
import type { Sent } from './sender.ts';

/** One part of a run: what was sent to a server, and what that took. */
export interface Part {
  readonly name: string;
  readonly spansEach: number;
  readonly sent: Sent;
  /** Of the server while it was sent. */
  readonly cores: number;
  /** Most memory that the server had up to the end of it, in megabytes. */
  readonly memory: number;
  /** Of this process. */
  readonly generator: number;
}

const OK = 200;

/** Requests that were answered with 200. */
function taken({ statuses }: Sent): number {
  return statuses[OK] ?? 0;
}

function row({ name, spansEach, sent, cores, memory, generator }: Part): Record<string, string> {
  const ms = (q: number): string => quantile(sent.latencies, q).toFixed(1);
  const each = taken(sent) / sent.seconds;
  return {
    '': name,
    'requests/s': each.toFixed(0),
    'spans/s': (each * spansEach).toFixed(0),
    seconds: sent.seconds.toFixed(0),
    'not 200': String(sent.requests - taken(sent)),
    'p50 ms': ms(0.5),
    'p90 ms': ms(0.9),
    'p99 ms': ms(0.99),
    'most ms': ms(1),
    'memory MB': memory.toFixed(0),
    cores: cores.toFixed(2),
    'generator cores': generator.toFixed(2),
  };
}

/** All parts as the rows of a table in Markdown. */
export function printTable(parts: readonly Part[]): string {
  const rows = parts.map(row);
  const heads = Object.keys(rows[0] ?? {});
  const widths = heads.map((head) => Math.max(head.length, ...rows.map((each) => each[head]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
  return [
    line(heads),
    line(widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))),
    ...rows.map((each) => line(heads.map((head) => each[head] ?? ''))),
  ].join('\n');
}

/** What each second of a part was like, where one went wrong. */
export function printSeconds({ sent }: Part): string {
  const { statuses, bySecond } = sent;
  const each = bySecond.map((all) => quantile(all, 0.99).toFixed(0)).join(' ');
  return `  answered ${JSON.stringify(statuses)}\n  p99 of each second, ms: ${each}`;
}

/** A goal, and whether it is reached. */
export function printGoal(name: string, isReached: boolean): string {
  return `  ${isReached ? 'reached' : 'MISSED '}  ${name}`;
}

/** Whether all that was sent was taken. */
export function isWhole({ sent }: Part): boolean {
  return sent.requests === taken(sent);
}

/** Whether a part sent so many requests a second, and all of them were taken. */
export function keptUp(part: Part, rate: number): boolean {
  return part.sent.requests / part.sent.seconds > 0.98 * rate && isWhole(part);
}
