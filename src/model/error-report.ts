/** A line of source around the place where a call stood. */
export interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** A call that had not returned when an error came about. */
export interface StackFrame {
  /** Empty where its sender did not name it, as for `file`. */
  readonly function: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** Whether it is of the program itself, and not of what the program uses. */
  readonly isOwn: boolean;
  /** Ascending; empty where its sender sent none. */
  readonly context: readonly SourceLine[];
}

/** Something that was thrown. */
export interface Exception {
  readonly type: string;
  readonly message: string;
  /** The innermost call first. */
  readonly frames: readonly StackFrame[];
}

/** What of an error there was no room for. */
export interface ReportCut {
  readonly exceptions: number;
  readonly frames: number;
  /** Lines of source. */
  readonly lines: number;
  readonly tags: number;
}

/** What its sender told of an error besides: plain JSON, so that it can be kept as it is. */
export interface ErrorReport {
  /** How its user is shown; `ErrorEvent.user` tells users apart. */
  readonly userDisplay: string | null;
  /** Key and value; no two of the same key. */
  readonly tags: readonly (readonly [key: string, value: string])[];
  /** What was caught first, then what caused it, and so on. */
  readonly exceptions: readonly Exception[];
  /** The stack in its sender's own words, where it came as a text; else null. */
  readonly stackText: string | null;
  readonly cut: ReportCut;
}

export const NOTHING_CUT: ReportCut = { exceptions: 0, frames: 0, lines: 0, tags: 0 };

/** How many things there was no room for. */
export function cutOf({ exceptions, frames, lines, tags }: ReportCut): number {
  return exceptions + frames + lines + tags;
}

/**
 * The name of the call in which an error came about: the innermost of the program's own, else the innermost of all; null
 * where no call is known. Without line and column, which move with every release, so that it stays the same.
 */
export function topFrame({ exceptions }: Pick<ErrorReport, 'exceptions'>): string | null {
  const all = exceptions.flatMap(({ frames }) => frames);
  const [first] = exceptions;
  const top = first?.frames.find(({ isOwn }) => isOwn) ?? all.find(({ isOwn }) => isOwn) ?? all[0];
  if (top === undefined) return null;
  const { file } = top;
  if (top.function === '') return file === '' ? null : file;
  return file === '' ? top.function : `${top.function} (${file})`;
}
