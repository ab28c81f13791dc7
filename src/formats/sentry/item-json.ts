import { FormatError } from '../format-error.ts';
import { isForeignObject } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { parseJson } from '../json.ts';
import { Refusal } from '../tally.ts';

/** The JSON object of an item of at most `limit` bytes and `nodes` values; throws a `Refusal` for anything else. */
export function parseItem(payload: Uint8Array, limit: number, nodes?: number): ForeignObject {
  if (payload.length > limit) {
    throw new Refusal(
      'too_large',
      `An item has ${payload.length} bytes; ${limit} is the most.`,
      'Send less in one event.',
    );
  }
  let value: unknown;
  try {
    value = parseJson(payload, nodes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new Refusal('invalid_json', error.problem.message, error.problem.advice);
  }
  if (isForeignObject(value)) return value;
  throw new Refusal('invalid_event', 'An item is not a JSON object.', 'Check what sends it.');
}
