import type { Attributes } from '../../model/span.ts';
import { STATUSES, isFailure, statusOfHttp } from '../../model/status.ts';
import type { Status } from '../../model/status.ts';
import { toHttpStatus, toNumber } from '../foreign-value.ts';
import type { OtlpSpan } from './otlp-span.ts';

/** How a failed span failed, where a code tells it. */
function failureOf(attributes: Attributes): Status {
  const http = toHttpStatus(attributes.get('http.response.status_code'));
  if (http !== null && isFailure(statusOfHttp(http))) return statusOfHttp(http);
  const grpc = STATUSES[toNumber(attributes.get('rpc.grpc.status_code')) ?? -1];
  return grpc !== undefined && isFailure(grpc) ? grpc : 'internal_error';
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
