import type { Decoded } from '../../model/decoded.ts';
import type { EpochMs } from '../../model/time.ts';
import { decodeBatches } from './decode-batches.ts';
import { readOtlpJson } from './read-json.ts';

/**
 * What an OTLP/JSON request to `/v1/traces` holds, each span an item. `body` is decompressed. Throws a `FormatError`
 * when it is no such request. Only entry spans have their segment: of the others it is known once the trace is
 * assembled.
 */
export function decodeOtlpJson(
  body: Uint8Array,
  received: EpochMs,
  userAgent: string | null = null,
): Decoded {
  return decodeBatches(readOtlpJson(body), received, userAgent);
}
