import type { Decoded } from '../../model/decoded.ts';
import type { EpochMs } from '../../model/time.ts';
import { decodeBatches } from './decode-batches.ts';
import { readOtlpProtobuf } from './read-protobuf.ts';

/** As `decodeOtlpJson`, of the protobuf encoding. */
export function decodeOtlpProtobuf(
  body: Uint8Array,
  received: EpochMs,
  userAgent: string | null = null,
): Decoded {
  return decodeBatches(readOtlpProtobuf(body), received, userAgent);
}
