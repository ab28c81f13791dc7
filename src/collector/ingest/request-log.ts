import type { IngestRequest } from '../../model/source.ts';

const KEPT = 10;

/** The last requests to an ingest route, for whoever wonders why nothing arrives. */
export class RequestLog {
  #requests: IngestRequest[] = [];

  add(request: IngestRequest): void {
    this.#requests = [request, ...this.#requests.slice(0, KEPT - 1)];
  }

  /** Newest first. */
  list(): readonly IngestRequest[] {
    return this.#requests;
  }
}
