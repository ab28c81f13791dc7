import type { Finding, FindingLimits } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, durationAt, numberAt, opAt, parentAt } from './scene.ts';
import type { Scene } from './scene.ts';
import { extensionOf, parameteriseUrl, splitUrl, urlAt } from './requests.ts';

const DATA = new Set(['', 'json']);

/** Responses of data that are larger than anybody reads; one finding for each address. */
export function findLargePayload(scene: Scene, limits: FindingLimits): Finding[] {
  const { bytes, each } = limits.largePayload;
  const byAddress = new Map<string, Finding>();
  for (const node of scene.nodes) {
    if (!opAt(scene, node).startsWith('http') || durationAt(scene, node) < each) continue;
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
    const address = parameteriseUrl(url);
    const known = byAddress.get(address);
    byAddress.set(address, {
      kind: 'large-payload',
      description: descriptionAt(scene, node),
      parent: parentAt(scene, node),
      causes: [],
      offenders: [...(known?.offenders ?? []), node],
      cost: (known?.cost ?? 0) + durationAt(scene, node),
      fingerprint: fingerprintOf(1015, address),
    });
  }
  return [...byAddress.values()];
}
