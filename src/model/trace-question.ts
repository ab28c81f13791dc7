import type { Finding, FindingLimits } from './finding.ts';
import type { CriticalPath } from './trace.ts';

/** A question about a trace that takes longer than a page may stand still. */
export interface TraceQuestion {
  readonly traceId: string;
  /** The node whose end is asked about; -1 for every root of the trace. */
  readonly root: number;
  readonly limits: FindingLimits;
}

/** A part of a trace: the span at its top, null for all of it. */
export interface TracePart {
  readonly traceId: string;
  readonly span: string | null;
}

export interface TraceComparison {
  readonly before: readonly TracePart[];
  readonly after: readonly TracePart[];
}

export interface TraceStudy {
  /** What the end of `root` waited for. */
  readonly path: CriticalPath;
  /** What costs time and can be fixed, in the whole trace, the costliest first. */
  readonly findings: readonly Finding[];
}

/** A trace that was opened from a file. */
export interface OpenedTrace {
  readonly traceId: string;
  /** Of the file; empty where it has none. */
  readonly name: string;
  readonly bytes: number;
  readonly spans: number;
}
