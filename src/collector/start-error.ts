/** Why the collector cannot start, in words for the person who started it. */
export class StartError extends Error {
  /** What to do about it. */
  readonly advice: string;

  constructor(message: string, advice: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StartError';
    this.advice = advice;
  }
}
