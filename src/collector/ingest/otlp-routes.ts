import { BinaryWriter } from '@bufbuild/protobuf/wire';
import type { IncomingMessage } from 'node:http';
import type { Taken as Outcome } from '../decoding/job.ts';
import type { Exchange } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import { describe } from './contents.ts';
import type { IngestRoute, Reply, Taken } from './ingest-route.ts';
import type { Intake } from './intake.ts';

const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/x-protobuf';

function isProtobuf(request: IncomingMessage): boolean {
  return /^application\/(x-)?protobuf\b/i.test(request.headers['content-type'] ?? '');
}

/** Throws a Refusal of status 415 for what is neither of OTLP's two encodings. */
function formatOf(request: IncomingMessage): 'otlp-json' | 'otlp-protobuf' {
  if (isProtobuf(request)) return 'otlp-protobuf';
  const type = request.headers['content-type'] ?? '';
  if (/^application\/json\b/i.test(type)) return 'otlp-json';
  throw new Refusal(
    415,
    type === '' ? 'The request has no content type.' : `The content type "${type}" is not OTLP.`,
    `Use the protocol http/json or http/protobuf: ${JSON_TYPE} or ${PROTOBUF_TYPE}.`,
  );
}

/** `ExportTraceServiceResponse`: empty, or how many spans were refused and why. */
function printResponse(
  request: IncomingMessage,
  { count, message }: Outcome['rejected'] = { count: 0, message: '' },
): Reply {
  if (isProtobuf(request)) {
    const writer = new BinaryWriter();
    if (count > 0) writer.uint32(10).fork().uint32(8).int64(count).uint32(18).string(message).join();
    return { type: PROTOBUF_TYPE, body: writer.finish() };
  }
  const partialSuccess = { rejectedSpans: String(count), errorMessage: message };
  return { type: JSON_TYPE, body: JSON.stringify(count > 0 ? { partialSuccess } : {}) };
}

/** gRPC's codes for what can go wrong here, as OTLP's `Status` wants them. */
const INVALID_ARGUMENT = 3;
const UNAVAILABLE = 14;

/** `google.rpc.Status`; as JSON it carries our own problem, too. */
function printRefusal({ status, problem }: Refusal, request: IncomingMessage): Reply {
  const code = status >= 500 ? UNAVAILABLE : INVALID_ARGUMENT;
  const message = `${problem.message} ${problem.advice}`.trim();
  if (isProtobuf(request)) {
    const body = new BinaryWriter().uint32(8).int32(code).uint32(18).string(message).finish();
    return { type: PROTOBUF_TYPE, body };
  }
  return { type: JSON_TYPE, body: JSON.stringify({ code, message, problem }) };
}

/** Takes traces of OpenTelemetry exporters over HTTP, as JSON or protobuf. */
export function tracesRoute(intake: Intake): IngestRoute {
  const take = async ({ request }: Exchange): Promise<Taken> => {
    const how = { format: formatOf(request), project: '', key: null };
    const taken = await intake.take(request, how);
    return { ...taken, reply: printResponse(request, taken.rejected) };
  };
  return { path: /^\/v1\/traces\/?$/, take, printRefusal };
}

/** Metrics and logs, which SDKs send by default as well: answered as taken and counted as skipped, a request as one. */
export function skippedRoute(intake: Intake, signal: 'metrics' | 'logs'): IngestRoute {
  const kind = `OpenTelemetry ${signal} request`;
  const take = async ({ request }: Exchange): Promise<Taken> => {
    request.resume();
    const decoded = await intake.tally({ received: 1, skipped: [{ kind, count: 1 }] });
    return {
      reply: printResponse(request),
      message: describe(decoded),
      transactions: 0,
      accepted: true,
    };
  };
  return { path: new RegExp(`^/v1/${signal}/?$`), take, printRefusal };
}
