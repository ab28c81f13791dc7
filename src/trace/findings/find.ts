import type { Trace } from '../../model/trace.ts';
import { findRenderBlockingAsset, findUncompressedAsset } from './assets.ts';
import { findConsecutiveDb } from './consecutive-db.ts';
import { findConsecutiveHttp } from './consecutive-http.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { findHttpOverhead } from './http-overhead.ts';
import { findLargePayload } from './large-payload.ts';
import { findMainThread } from './main-thread.ts';
import { findMnPlusOneDb } from './mn-plus-one-db.ts';
import { findNPlusOneApi } from './n-plus-one-api.ts';
import { findNPlusOneDb } from './n-plus-one-db.ts';
import { scenesOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { findSlowDb } from './slow-db.ts';

type Detector = (scene: Scene, limits: FindingLimits) => readonly Finding[];

const DETECTORS: readonly Detector[] = [
  findNPlusOneDb,
  findMnPlusOneDb,
  findConsecutiveDb,
  findSlowDb,
  findNPlusOneApi,
  findConsecutiveHttp,
  findLargePayload,
  findUncompressedAsset,
  findRenderBlockingAsset,
  findHttpOverhead,
  findMainThread,
];

/** So many findings of one transaction are kept, those that cost the most. */
const MOST_FINDINGS = 10;

/** One finding for each fingerprint, the first, as Sentry counts one issue once an event. */
function distinct(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    if (!known.has(finding.fingerprint)) known.set(finding.fingerprint, finding);
  }
  return [...known.values()];
}

/**
 * What in a trace costs time and can be fixed, the costliest first. Every transaction is looked at by itself: what
 * another service does is not its fault.
 */
export function findIn(trace: Trace, limits: FindingLimits): Finding[] {
  return scenesOf(trace)
    .flatMap((scene) =>
      distinct(DETECTORS.flatMap((detector) => detector(scene, limits)))
        .toSorted((a, b) => b.cost - a.cost)
        .slice(0, MOST_FINDINGS),
    )
    .toSorted((a, b) => b.cost - a.cost);
}
