import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  descriptionAt,
  durationAt,
  groupAt,
  isDatabase,
  isSelect,
  isTruncated,
  opAt,
  parentAt,
  reaches,
} from './scene.ts';
import type { Scene } from './scene.ts';

/** Slow queries: a SELECT that took at least `each`; equal ones are one finding, of the slowest. */
export function findSlowDb(scene: Scene, limits: FindingLimits): Finding[] {
  const slowest = new Map<string, Finding>();
  for (const node of scene.nodes) {
    const op = opAt(scene, node);
    const description = descriptionAt(scene, node);
    const cost = durationAt(scene, node);
    if (!isDatabase(op) || !isSelect(description) || isTruncated(description)) continue;
    if (!reaches(cost, limits.slowDb.each)) continue;
    const key = `${op}\n${description}`;
    if ((slowest.get(key)?.cost ?? -1) >= cost) continue;
    slowest.set(key, {
      kind: 'slow-db',
      description,
      parent: parentAt(scene, node),
      causes: [],
      offenders: [node],
      cost,
      fingerprint: fingerprintOf(1001, groupAt(scene, node)),
    });
  }
  return [...slowest.values()];
}
