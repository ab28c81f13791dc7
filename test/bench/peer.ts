import type { Rows } from '../../src/model/rows.ts';
import type { Answer, Ask } from './answer.ts';

/** An engine that is measured: ours, or one that ours is compared with. */
export interface Peer {
  readonly name: string;
  /** What has to be done before some questions, outside of their time. */
  readonly prepare?: (asks: readonly Ask[]) => Promise<void>;
  /** Whether it can answer a question; every one where this is left out. */
  readonly answers?: (name: string) => boolean;
  /**
   * Answers a question. What is awaited is timed; what it returns puts the numbers into the form in which answers are
   * compared, which is not.
   */
  readonly ask: (ask: Ask) => Promise<() => Answer> | (() => Answer);
  /** Which way a question is answered, in the engine's own word. */
  readonly explain?: (ask: Ask) => string;
  readonly close: () => void;
}

/** An engine before it answers: it takes all rows, a frame at a time. */
export interface Loading {
  readonly take: (rows: Rows) => void | Promise<void>;
  readonly done: () => Peer | Promise<Peer>;
}
