import type { Problem } from '../../model/result.ts';

/** Headers of an answer, by name. */
export type Headers = Readonly<Record<string, string>>;

/** What a route throws when it does not do what was asked: an HTTP status and a problem in words. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem;
  readonly headers: Headers;

  constructor(status: number, message: string, advice: string, headers: Headers = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.problem = { kind: status >= 500 ? 'failed' : 'refused', message, advice };
    this.headers = headers;
  }
}
