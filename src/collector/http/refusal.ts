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

/** What a refused request is counted under, by the status it is refused with. */
const REASONS: Readonly<Record<number, string>> = {
  400: 'not readable',
  403: 'wrong key',
  408: 'too slow',
  413: 'too large',
  415: 'not understood',
  429: 'collector busy',
  500: 'collector failed',
  503: 'collector busy',
};

/** Few and fixed words, so that refusals can be counted by them. */
export function reasonOf({ status }: Pick<Refusal, 'status'>): string {
  return REASONS[status] ?? 'not possible';
}
