import { gather } from '../gather.ts';
import { rowAt } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, numberAt, opAt, parentAt, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { splitUrl, urlAt } from './requests.ts';

/** Requests that hardly waited are no part of the queue. */
const NOTICEABLE = 100;

/** Milliseconds for which a request was queued before it was sent; NaN where that was not measured. */
function queuedFor(scene: Scene, node: number): number {
  const sent = numberAt(scene, node, 'http.request.request_start');
  return sent * 1000 - (scene.trace.table.start[rowAt(scene.trace, node)] ?? NaN);
}

/** Requests to one host that queued, as HTTP/1.1 has a browser do with more than six at a time. */
export function findHttpOverhead(scene: Scene, limits: FindingLimits): Finding[] {
  const byHost = new Map<string, { node: number; queued: number }[]>();
  for (const node of scene.nodes) {
    if (opAt(scene, node) !== 'http.client') continue;
    if (String(attributeAt(scene, node, 'network.protocol.version') ?? '') !== '1.1') continue;
    const queued = queuedFor(scene, node);
    if (!(queued > NOTICEABLE)) continue;
    const { host } = splitUrl(urlAt(scene, node));
    gather(byHost, host, { node, queued });
  }
  const findings: Finding[] = [];
  for (const [host, requests] of byHost) {
    const [first] = requests;
    if (first === undefined || !requests.some(({ queued }) => queued > limits.httpOverhead.queued)) continue;
    const offenders = requests.map(({ node }) => node);
    findings.push({
      kind: 'http-overhead',
      description: descriptionAt(scene, first.node),
      parent: parentAt(scene, first.node),
      causes: [],
      offenders,
      cost: timeOf(scene, offenders),
      fingerprint: fingerprintOf(1016, host),
    });
  }
  return findings;
}
