import type { Problem } from '../model/result.ts';

/** What a decoder throws when a whole body cannot be read; the problem says what is wrong and what to do. */
export class FormatError extends Error {
  readonly problem: Problem;

  constructor(message: string, advice: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FormatError';
    this.problem = { kind: 'refused', message, advice };
  }
}
