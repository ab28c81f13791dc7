import type { Row } from '../../trace/row-list.ts';
import { formatDuration } from '../../ui/format.ts';

/** A row that was marked, or the one it is measured to: what it is called, and its time after the trace's start. */
export interface Point extends Pick<Row, 'kind' | 'node' | 'start' | 'duration'> {
  readonly title: string;
}

/** From the earlier start to the later end of two rows, in milliseconds after the trace's start, and in words. */
export interface Measured {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

function isSame(one: Point, other: Point): boolean {
  return one.kind === other.kind && one.node === other.node && one.start === other.start;
}

/** What lies between two rows: from the first start to the last end, and what is between them or of both. */
export function measure(marked: Point, to: Point | null): Measured {
  const endOf = ({ start, duration }: Point): number => start + duration;
  if (to === null || isSame(marked, to)) {
    const words = `${formatDuration(marked.duration)}: ${marked.title}. Another row measures to it.`;
    return { start: marked.start, end: endOf(marked), words };
  }
  const [first, last] = marked.start <= to.start ? [marked, to] : [to, marked];
  const start = first.start;
  const end = Math.max(endOf(first), endOf(last));
  const between = last.start - endOf(first);
  const apart =
    between >= 0
      ? `${formatDuration(between)} between them`
      : `${formatDuration(Math.min(endOf(first), endOf(last)) - last.start)} of both`;
  const words = `${formatDuration(end - start)} from ${first.title} to ${last.title}, ${apart}, starts ${formatDuration(last.start - start)} apart`;
  return { start, end, words };
}
