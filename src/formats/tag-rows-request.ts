import * as z from 'zod';
import type { Range } from '../model/time.ts';

/** Values, or wildcards, in one request at most. */
const MOST_WANTED = 10_000;

/** Which rows of a time have one of some values of a tag: what `POST tag-rows` is asked. */
export interface TagRowsRequest {
  readonly tag: string;
  /** Whole values, with their case. */
  readonly values: readonly string[];
  /** Wildcards (`model/wildcard.ts`). */
  readonly patterns: readonly string[];
  readonly range: Range;
}

const texts = z.array(z.string()).max(MOST_WANTED);

/** The body of the request, as JSON; a bound of the range that is left out is open. */
export const TAG_ROWS_REQUEST: z.ZodType<TagRowsRequest> = z
  .object({
    tag: z.string().min(1),
    values: texts,
    patterns: texts,
    start: z.number().optional(),
    end: z.number().optional(),
  })
  .transform(({ start = -Infinity, end = Infinity, ...rest }) => ({ ...rest, range: { start, end } }));

/** Writes such a body. */
export function printTagRowsRequest({ range: { start, end }, ...rest }: TagRowsRequest): string {
  return JSON.stringify({
    ...rest,
    ...(Number.isFinite(start) && { start }),
    ...(Number.isFinite(end) && { end }),
  });
}
