import { gather } from '../gather.ts';
import type { Finding, FindingKind, FindingLimits } from '../../model/finding.ts';
import { callStack } from './call-stack.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, opAt, parentAt, reaches, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';

interface Work {
  readonly kind: FindingKind;
  readonly op: string;
  readonly type: number;
  readonly isMeant: (scene: Scene, node: number) => boolean;
  /** What the like in other events has in common with these. */
  readonly commonOf: (scene: Scene, nodes: readonly number[]) => string;
}

/** Files that an operating system itself reads as it sets up a screen. */
const OF_THE_SYSTEM = ['.nib', '.plist', 'kblayout_iphone.dat', 'kblayouts_iphone.dat'];

function isOwnFile(scene: Scene, node: number): boolean {
  const path = String(attributeAt(scene, node, 'file.path') ?? '').toLowerCase();
  return !OF_THE_SYSTEM.some((ending) => path.endsWith(ending));
}

function descriptions(scene: Scene, nodes: readonly number[]): string {
  return [...new Set(nodes.map((node) => descriptionAt(scene, node)))].join('-');
}

/** By where in the program it was, where that is known: names of files differ from run to run. */
function placeOrDescriptions(scene: Scene, nodes: readonly number[]): string {
  const frames: string[] = [];
  const stacks = nodes.map((node) => {
    frames.push(...callStack(attributeAt(scene, node, 'call_stack')));
    return [...new Set(frames)].join('.');
  });
  return frames.length === 0 ? descriptions(scene, nodes) : [...new Set(stacks)].join('-');
}

const WORK: readonly Work[] = [
  { kind: 'db-main-thread', op: 'db', type: 1013, isMeant: () => true, commonOf: descriptions },
  { kind: 'file-main-thread', op: 'file', type: 1008, isMeant: isOwnFile, commonOf: placeOrDescriptions },
];

/** Work with a database or with files by which an app kept its screen from being drawn; one finding a parent. */
export function findMainThread(scene: Scene, limits: FindingLimits): Finding[] {
  return WORK.flatMap(({ kind, op, type, isMeant, commonOf }) => {
    const byParent = new Map<number, number[]>();
    for (const node of scene.nodes) {
      if (!opAt(scene, node).toLowerCase().startsWith(op)) continue;
      if (attributeAt(scene, node, 'blocked_main_thread') !== true || !isMeant(scene, node)) continue;
      gather(byParent, parentAt(scene, node), node);
    }
    return [...byParent]
      .map(([parent, offenders]) => ({ parent, offenders, cost: timeOf(scene, offenders) }))
      .filter(({ cost }) => reaches(cost, limits.mainThread.time))
      .map(({ parent, offenders, cost }): Finding => ({
        kind,
        description: descriptionAt(scene, offenders[0] ?? parent),
        parent,
        causes: [],
        offenders,
        cost,
        fingerprint: fingerprintOf(type, commonOf(scene, offenders)),
      }));
  });
}
