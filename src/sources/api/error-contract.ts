import { z } from 'zod';
import type { ErrorEvent } from '../../model/span.ts';
import { checked, jsonOf } from './contract.ts';

// The JSON body of one error, as the contract has it.

const text = z.string();
const count = z.number().nonnegative();

const frame = z.object({
  function: text,
  file: text,
  line: z.number().nullable(),
  column: z.number().nullable(),
  isOwn: z.boolean(),
  context: z.array(z.object({ line: z.number(), text })),
});

const report = z.object({
  userDisplay: text.nullable(),
  tags: z.array(z.tuple([text, text])),
  exceptions: z.array(z.object({ type: text, message: text, frames: z.array(frame) })),
  stackText: text.nullable(),
  cut: z.object({ exceptions: count, frames: count, lines: count, tags: count }),
});

const error = z.object({
  eventId: text,
  project: text,
  traceId: text.nullable(),
  spanId: text.nullable(),
  timestamp: z.number(),
  drift: z.number().exactOptional(),
  type: text,
  message: text,
  level: text,
  transaction: text.nullable(),
  environment: text.nullable().exactOptional(),
  release: text.nullable().exactOptional(),
  user: text.nullable().exactOptional(),
  frame: text.nullable().exactOptional(),
  report: report.exactOptional(),
}) satisfies z.ZodType<ErrorEvent>;

/** Decodes the body of `errors/{eventId}`. Throws a `SourceError` when it is something else. */
export function decodeError(body: string): ErrorEvent {
  return checked(error.safeParse(jsonOf(body)), 'errors');
}
