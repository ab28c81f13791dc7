import type { Attributes } from '../../model/span.ts';
import { STATUSES, isFailure, statusOfHttp, toStatus } from '../../model/status.ts';
import type { Status } from '../../model/status.ts';
import { toHttpStatus, toNumber } from '../foreign-value.ts';
import type { OtlpSpan } from './otlp-span.ts';

/** How a failed span failed, where a code tells it. */
function failureOf(attributes: Attributes): Status {
  const http = toHttpStatus(attributes.get('http.response.status_code'));
  if (http !== null && isFailure(statusOfHttp(http))) return statusOfHttp(http);
  const rpc = attributes.get('rpc.response.status_code');
  // gRPC's codes are numbers or, since their attribute has a new name, words in capitals.
  const grpc = STATUSES[toNumber(rpc) ?? -1] ?? toStatus(typeof rpc === 'string' ? rpc.toLowerCase() : null);
  return isFailure(grpc) ? grpc : 'internal_error';
}

/**
 * The status of a span. OpenTelemetry says only whether it failed; codes of the protocol tell how. Unset is ok: a 4xx
 * of a server is no error of its own; a 5xx is one even where the sender did not say so.
 */
export function statusOf({ statusCode, attributes }: Pick<OtlpSpan, 'statusCode' | 'attributes'>): Status {
  if (statusCode === 2) return failureOf(attributes);
  const http = toHttpStatus(attributes.get('http.response.status_code'));
  return statusCode !== 1 && http !== null && http >= 500 ? statusOfHttp(http) : 'ok';
}
