import type { EpochMs } from '../../model/time.ts';

/** A moment that is marked in charts, such as a release. */
export interface TimeMark {
  readonly at: EpochMs;
  readonly label: string;
}

/** Marks that stand so close that they are drawn as one. */
export interface MarkGroup {
  /** Where the first of them stands, in pixels. */
  readonly x: number;
  readonly marks: readonly TimeMark[];
}

/** Marks by their places, those nearer than `room` pixels to the first of a group within it. */
export function groupMarks(
  marks: readonly TimeMark[],
  xOf: (at: EpochMs) => number,
  room: number,
): MarkGroup[] {
  const groups: { x: number; marks: TimeMark[] }[] = [];
  for (const mark of [...marks].sort((one, two) => one.at - two.at)) {
    const x = xOf(mark.at);
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < room) last.marks.push(mark);
    else groups.push({ x, marks: [mark] });
  }
  return groups;
}

/** What a group is called: its only mark, or how many. */
export function groupLabel({ marks }: MarkGroup, noun: string): string {
  const [only] = marks;
  return marks.length === 1 && only !== undefined ? only.label : `${marks.length} ${noun}`;
}
