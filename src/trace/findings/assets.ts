import { endOf } from '../trace.ts';
import type { Finding, FindingKind, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, durationAt, numberAt, opAt, parentAt } from './scene.ts';
import type { Scene } from './scene.ts';
import { extensionOf, splitUrl, urlAt } from './requests.ts';
import { stableResource } from './resource-url.ts';

const TRANSFERRED = ['http.response_transfer_size', 'http.response.transfer_size', 'Transfer Size'];
const ENCODED = ['http.response_content_length', 'http.response.body.size', 'Encoded Body Size'];
const DECODED = [
  'http.decoded_response_content_length',
  'http.response.decoded_body.size',
  'Decoded Body Size',
];

function findingAt(scene: Scene, kind: FindingKind, type: number, node: number): Finding {
  return {
    kind,
    description: descriptionAt(scene, node),
    parent: parentAt(scene, node),
    causes: [],
    offenders: [node],
    cost: durationAt(scene, node),
    fingerprint: fingerprintOf(type, stableResource(urlAt(scene, node))),
  };
}

const COMPRESSIBLE_OPS = new Set(['resource.css', 'resource.script']);
/** Addresses without an extension may be anything that can be compressed. */
const COMPRESSIBLE = new Set(['', 'css', 'json', 'js']);
/** Others, those of phones among them, may not ask for compression, and no server can help that. */
const BROWSERS = new Set(['chrome', 'firefox', 'safari', 'edge']);

/** Large scripts and style sheets that came without compression while the server compresses others. */
export function findUncompressedAsset(scene: Scene, limits: FindingLimits): Finding[] {
  const { bytes, each } = limits.uncompressedAsset;
  if (!BROWSERS.has((scene.transaction.tags.get('browser.name') ?? '').toLowerCase())) return [];
  // What came from the browser's own cache was not transferred whole.
  const assets = scene.nodes.filter(
    (node) =>
      COMPRESSIBLE_OPS.has(opAt(scene, node)) &&
      numberAt(scene, node, ...ENCODED) > 0 &&
      numberAt(scene, node, ...TRANSFERRED) >= numberAt(scene, node, ...ENCODED),
  );
  const isCompressed = (node: number): boolean =>
    numberAt(scene, node, ...DECODED) > 0 &&
    numberAt(scene, node, ...ENCODED) !== numberAt(scene, node, ...DECODED);
  if (!assets.some(isCompressed)) return [];
  return assets
    .filter((node) => {
      const encoded = numberAt(scene, node, ...ENCODED);
      return (
        encoded >= bytes &&
        encoded === numberAt(scene, node, ...DECODED) &&
        durationAt(scene, node) > each &&
        COMPRESSIBLE.has(extensionOf(splitUrl(urlAt(scene, node)).path))
      );
    })
    .map((node) => findingAt(scene, 'uncompressed-asset', 1012, node));
}

const BLOCKING_OPS = new Set(['resource.link', 'resource.script']);

/** Large files that had to arrive before anything was painted, and took a good part of that time. */
export function findRenderBlockingAsset(scene: Scene, limits: FindingLimits): Finding[] {
  const { bytes, mostBytes, earliestPaint, latestPaint, shareOfPaint } = limits.renderBlockingAsset;
  const paint = scene.transaction.vitals.fcp ?? NaN;
  if (!(paint >= earliestPaint && paint < latestPaint)) return [];
  const began = scene.trace.start[scene.root] ?? 0;
  return scene.nodes
    .filter((node) => {
      const size = numberAt(scene, node, ...ENCODED);
      return (
        BLOCKING_OPS.has(opAt(scene, node)) &&
        endOf(scene.trace, node) - began < paint &&
        size >= bytes &&
        size <= mostBytes &&
        durationAt(scene, node) / paint > shareOfPaint &&
        attributeAt(scene, node, 'resource.render_blocking_status') !== 'non-blocking'
      );
    })
    .map((node) => findingAt(scene, 'render-blocking-asset', 1004, node));
}
