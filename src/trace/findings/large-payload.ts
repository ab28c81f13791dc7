import { gather } from '../gather.ts';
import { NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, durationAt, numberAt, opAt, parentAt, reaches, sumOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { commonPaths, extensionOf, splitUrl, urlAt } from './requests.ts';

const DATA = new Set(['', 'json']);

/** Responses of data that are larger than anybody reads; one finding for each address. */
export function findLargePayload(scene: Scene, limits: FindingLimits): Finding[] {
  const { bytes, each } = limits.largePayload;
  const byAddress = new Map<string, number[]>();
  for (const node of scene.nodes) {
    if (!opAt(scene, node).startsWith('http') || !reaches(durationAt(scene, node), each)) continue;
    const size = numberAt(
      scene,
      node,
      'http.response_content_length',
      'http.response.body.size',
      'Encoded Body Size',
    );
    if (!(size > bytes)) continue;
    const url = urlAt(scene, node);
    if (!DATA.has(extensionOf(splitUrl(url).path)) || url.includes('/_next/')) continue;
    if (attributeAt(scene, node, 'http.request.prefetch') === true) continue;
    gather(byAddress, commonPaths([url]), node);
  }
  return [...byAddress].map(([address, offenders]): Finding => {
    const last = offenders.at(-1) ?? NONE;
    return {
      kind: 'large-payload',
      description: descriptionAt(scene, last),
      parent: parentAt(scene, last),
      causes: [],
      offenders,
      cost: sumOf(scene, offenders),
      fingerprint: fingerprintOf(1015, address),
    };
  });
}
