/** What a piece of a search text is drawn as. */
export type MarkLook =
  | 'key'
  | 'tag'
  | 'function'
  | 'quiet'
  | 'operator'
  | 'negation'
  | 'text'
  | 'wildcard'
  | 'number'
  | 'time'
  | 'boolean';

/** A piece of a search text in one look: `text.slice(start, end)`. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly look: MarkLook;
}

/** A stretch of a search text that is edited as one thing, drawn as a chip. */
export interface Chip {
  readonly start: number;
  readonly end: number;
}

/** Why a text cannot be searched by, and where. */
export interface SearchFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly advice: string;
}

/** How a search text is drawn. Marks and chips stand in its order; a mark lies within a chip or outside of all. */
export interface SearchReading {
  readonly marks: readonly Mark[];
  readonly chips: readonly Chip[];
  readonly fault: SearchFault | null;
}

/** The chip that a caret at `at` touches; of two, the one that ends there. Null between chips. */
export function chipAt(chips: readonly Chip[], at: number): Chip | null {
  return (
    chips.find(({ start, end }) => start < at && at <= end) ?? chips.find(({ start }) => start === at) ?? null
  );
}

/** A piece of text as it is drawn: within a chip or between chips, a mark's or nobody's, wrong or not. */
export interface Piece {
  readonly text: string;
  readonly look: MarkLook | null;
  readonly isWrong: boolean;
}

/** Either a chip with its pieces, or what stands between chips. */
export interface Run {
  readonly start: number;
  readonly chip: Chip | null;
  readonly pieces: readonly Piece[];
}

/** Cuts a text into runs, so that all of them in a row are the text again. Takes time linear in the text. */
export function toRuns(text: string, { marks, chips, fault }: SearchReading): Run[] {
  const runs: Run[] = [];
  let at = 0;
  let mark = 0;
  /** The marks up to a place, from where the last ones ended. */
  const marksTo = (end: number): readonly Mark[] => {
    const first = mark;
    while (mark < marks.length && (marks[mark]?.start ?? end) < end) mark += 1;
    return marks.slice(first, mark);
  };
  const add = (end: number, chip: Chip | null): void => {
    if (end > at) runs.push({ start: at, chip, pieces: cut(text, at, end, marksTo(end), fault) });
    at = Math.max(at, end);
  };
  for (const chip of chips) {
    add(chip.start, null);
    add(chip.end, chip);
  }
  add(text.length, null);
  return runs;
}

/** A stretch of text in pieces. `marks`: those within it. */
function cut(
  text: string,
  start: number,
  end: number,
  marks: readonly Mark[],
  fault: SearchFault | null,
): Piece[] {
  const bounds = new Set([start, end]);
  const add = (at: number): void => {
    if (at > start && at < end) bounds.add(at);
  };
  const looks = new Map<number, Mark>();
  for (const mark of marks) {
    add(mark.start);
    add(mark.end);
    looks.set(Math.max(start, mark.start), mark);
  }
  if (fault !== null) {
    add(fault.start);
    add(fault.end);
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  let last: Mark | null = null;
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? end;
    last = looks.get(from) ?? last;
    return {
      text: text.slice(from, to),
      look: last !== null && to <= last.end ? last.look : null,
      isWrong: fault !== null && fault.start <= from && to <= fault.end && to > from,
    };
  });
}
