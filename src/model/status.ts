/** The status words of a span or transaction, as Sentry and gRPC name them; the place of each is its code in gRPC. */
export const STATUSES = [
  'ok',
  'cancelled',
  'unknown',
  'invalid_argument',
  'deadline_exceeded',
  'not_found',
  'already_exists',
  'permission_denied',
  'resource_exhausted',
  'failed_precondition',
  'aborted',
  'out_of_range',
  'unimplemented',
  'internal_error',
  'unavailable',
  'data_loss',
  'unauthenticated',
] as const;

export type Status = (typeof STATUSES)[number];

/** The statuses that are no failures. */
export const NOT_FAILED: ReadonlySet<string> = new Set<Status>(['ok', 'cancelled', 'unknown']);

/** Whether a status counts towards the failure rate: every word but ok, cancelled and unknown does. */
export function isFailure(status: string | null): boolean {
  return status !== null && !NOT_FAILED.has(status);
}

const WORDS: ReadonlySet<string> = new Set(STATUSES);

/**
 * The status for a word found in foreign data. A missing word is `unknown`; so is `unknown_error`, which is the
 * wire alias of `unknown` and therefore no failure; a word that is none of ours is `unknown` too.
 */
export function toStatus(word: string | null | undefined): Status {
  return word !== null && word !== undefined && WORDS.has(word) ? (word as Status) : 'unknown';
}

const BY_HTTP_CODE: Readonly<Record<number, Status>> = {
  400: 'invalid_argument',
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  409: 'already_exists',
  429: 'resource_exhausted',
  499: 'cancelled',
  500: 'internal_error',
  501: 'unimplemented',
  503: 'unavailable',
  504: 'deadline_exceeded',
};

/** The status an HTTP response code stands for; other 4xx are `invalid_argument`, other 5xx `internal_error`. */
export function statusOfHttp(code: number): Status {
  const exact = BY_HTTP_CODE[code];
  if (exact !== undefined) return exact;
  if (code >= 200 && code < 400) return 'ok';
  if (code >= 400 && code < 500) return 'invalid_argument';
  return code >= 500 && code < 600 ? 'internal_error' : 'unknown';
}
