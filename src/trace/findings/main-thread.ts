import { gather } from '../gather.ts';
import type { Finding, FindingKind, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, opAt, parentAt, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';

const KINDS: readonly { readonly kind: FindingKind; readonly op: string; readonly type: number }[] = [
  { kind: 'db-main-thread', op: 'db', type: 1013 },
  { kind: 'file-main-thread', op: 'file', type: 1008 },
];

/** Work with a database or with files by which an app kept its screen from being drawn; one finding a parent. */
export function findMainThread(scene: Scene, limits: FindingLimits): Finding[] {
  return KINDS.flatMap(({ kind, op, type }) => {
    const byParent = new Map<number, number[]>();
    for (const node of scene.nodes) {
      if (!opAt(scene, node).startsWith(op)) continue;
      if (attributeAt(scene, node, 'blocked_main_thread') !== true) continue;
      gather(byParent, parentAt(scene, node), node);
    }
    return [...byParent]
      .map(([parent, offenders]) => ({ parent, offenders, cost: timeOf(scene, offenders) }))
      .filter(({ cost }) => cost >= limits.mainThread.time)
      .map(({ parent, offenders, cost }): Finding => {
        const descriptions = offenders.map((node) => descriptionAt(scene, node));
        return {
          kind,
          description: descriptions[0] ?? '',
          parent,
          causes: [],
          offenders,
          cost,
          fingerprint: fingerprintOf(type, descriptions.join('')),
        };
      });
  });
}
