import { gather } from '../gather.ts';
import { rowAt } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { attributeAt, descriptionAt, numberAt, opAt, overlaps, parentAt, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { isMasked, splitUrl, urlAt } from './requests.ts';

/** A browser opens about six connections to a host: what comes after them waits. */
const CONNECTIONS = 6;

/** Requests that hardly waited are no part of the queue. */
const NOTICEABLE = 100;

interface Request {
  readonly node: number;
  /** Milliseconds for which it was queued before it was sent. */
  readonly queued: number;
}

/** Milliseconds for which a request was queued before it was sent; NaN where that was not measured. */
function queuedFor(scene: Scene, node: number): number {
  const sent = numberAt(scene, node, 'http.request.request_start');
  return sent * 1000 - (scene.trace.table.start[rowAt(scene.trace, node)] ?? NaN);
}

/** Requests that stood in one queue: they overlap with its first, and waited at least as long. */
function queuesOf(scene: Scene, requests: readonly Request[]): Request[][] {
  const queues: Request[][] = [];
  for (const request of requests) {
    const queue = queues.at(-1);
    const [first] = queue ?? [];
    const isNext =
      first !== undefined && request.queued >= first.queued && overlaps(scene, request.node, first.node);
    if (isNext) queue?.push(request);
    else queues.push([request]);
  }
  return queues;
}

/** The host that a request goes to; `/` for that of the page. Empty where it cannot be told. */
function placeOf(url: string): string {
  if (url.startsWith('/') && !url.startsWith('//')) return '/';
  const { host } = splitUrl(url);
  return isMasked(host) ? '' : host;
}

/**
 * Requests to one host that queued, as HTTP/1.1 has a browser do with more than six at a time: of each host the queue
 * whose last request waited longest. After Sentry's detector of the same name.
 */
export function findHttpOverhead(scene: Scene, limits: FindingLimits): Finding[] {
  const byHost = new Map<string, Request[]>();
  for (const node of scene.nodes) {
    if (opAt(scene, node) !== 'http.client') continue;
    if (String(attributeAt(scene, node, 'network.protocol.version') ?? '') !== '1.1') continue;
    const queued = queuedFor(scene, node);
    const place = placeOf(urlAt(scene, node));
    if (queued >= 0 && place !== '') gather(byHost, place, { node, queued });
  }
  const findings: Finding[] = [];
  for (const [host, requests] of byHost) {
    const [worst = []] = queuesOf(scene, requests)
      .filter((queue) => queue.length >= CONNECTIONS && waitOf(queue) > limits.httpOverhead.queued)
      .toSorted((a, b) => waitOf(b) - waitOf(a));
    const last = worst.at(-1);
    if (last === undefined) continue;
    const offenders = worst.filter(({ queued }) => queued > NOTICEABLE).map(({ node }) => node);
    findings.push({
      kind: 'http-overhead',
      description: descriptionAt(scene, last.node),
      parent: parentAt(scene, last.node),
      causes: [],
      offenders,
      cost: timeOf(scene, offenders),
      // Sentry writes the host itself, where others have a hash.
      fingerprint: `1-1016-${host}`,
    });
  }
  return findings;
}

function waitOf(queue: readonly Request[]): number {
  return queue.at(-1)?.queued ?? 0;
}
