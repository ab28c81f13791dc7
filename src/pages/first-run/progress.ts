import type { Info, IngestRequest } from '../../model/source.ts';
import type { EpochMs } from '../../model/time.ts';

/** A step on the way from “nothing yet” to the first transaction. */
export interface Step {
  readonly title: string;
  readonly state: 'done' | 'now' | 'failed' | 'waiting';
  /** What happened, or what to do. */
  readonly detail: string;
  readonly at: EpochMs | null;
}

/** The request that got furthest; the newest of those. */
function furthest(requests: readonly IngestRequest[]): IngestRequest | undefined {
  return (
    requests.find((request) => request.accepted && request.transactions > 0) ??
    requests.find((request) => request.accepted) ??
    requests[0]
  );
}

const NO_TRACES =
  'Something arrives, but no transactions. Set the traces sample rate of your SDK above 0, then make a request.';

const NO_TRACE = 'It names no trace, so that its spans cannot be opened. Update the SDK that sent it.';

/**
 * How far the first transaction has come, step by step, by what the collector says of its last requests. `trace`: the one
 * that the newest transaction is a part of; null where it names none, undefined while that is not known.
 */
export function toSteps(info: Info, port: string, trace?: string | null): Step[] {
  const requests = info.ingest?.requests ?? [];
  const isStored = info.rows > 0;
  const request = furthest(requests);
  // A refusal after an accepted request is the newer truth, and worth more than an old success.
  const refused = requests[0]?.accepted === false ? requests[0] : undefined;
  const shown = isStored ? request : (refused ?? request);
  const seen = shown !== undefined || isStored;
  const isRead = isStored || shown?.accepted === true;
  return [
    { title: `Listening on ${port}`, state: 'done', detail: '', at: null },
    {
      title: 'Request seen',
      state: seen ? 'done' : 'now',
      detail: shown === undefined ? '' : describe(shown),
      at: shown?.at ?? null,
    },
    {
      title: isRead || shown === undefined ? 'Request read' : 'Request refused',
      state: isRead ? 'done' : shown === undefined ? 'waiting' : 'failed',
      detail: shown?.message ?? '',
      at: shown?.at ?? null,
    },
    {
      title: 'Transaction stored',
      state: isStored ? 'done' : isRead ? 'now' : 'waiting',
      detail: isRead && !isStored ? storing(shown) : '',
      at: null,
    },
    {
      title: 'Trace linked',
      state: !isStored ? 'waiting' : trace === undefined ? 'now' : trace === null ? 'failed' : 'done',
      detail: isStored && trace === null ? NO_TRACE : '',
      at: null,
    },
  ];
}

/** A request in words: where it went, who sent it, and how it was answered. */
export function describe({ path, client, status }: IngestRequest): string {
  const from = client === null ? '' : ` from ${client}`;
  return `POST ${path}${from}, answered ${status}`;
}

function storing(request: IngestRequest | undefined): string {
  return request !== undefined && request.transactions > 0 ? 'It is being written.' : NO_TRACES;
}
