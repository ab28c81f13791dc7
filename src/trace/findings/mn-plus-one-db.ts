import { NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { descriptionAt, groupAt, isDatabase, isTruncated, opAt, parentAt, sumOf, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';

/** Queries are alike by their shape, other spans by their op. */
function areAlike(scene: Scene, one: number, other: number): boolean {
  const op = opAt(scene, one);
  if (op === '' || op !== opAt(scene, other)) return false;
  return !op.startsWith('db') || groupAt(scene, one) === groupAt(scene, other);
}

/** A sequence worth repeating: more than one kind of span, one of them a query, none of them cut off. */
function isSequence(scene: Scene, nodes: readonly number[]): boolean {
  const [first] = nodes;
  return (
    first !== undefined &&
    nodes.length > 1 &&
    nodes.some((node) => !areAlike(scene, first, node)) &&
    nodes.some((node) => isDatabase(opAt(scene, node))) &&
    !nodes.some((node) => isTruncated(descriptionAt(scene, node)))
  );
}

/** The nearest node above all of some nodes, and how far it is at most; NONE where there is none. */
function commonParent(scene: Scene, nodes: readonly number[], deepest: number): number {
  const above = nodes.map((node) => {
    const chain: number[] = [];
    for (let at = parentAt(scene, node); at !== NONE && chain.length < deepest; at = parentAt(scene, at)) {
      chain.push(at);
    }
    return chain;
  });
  const [first = [], ...others] = above;
  const rest = others.map((chain) => new Set(chain));
  return first.find((node) => rest.every((chain) => chain.has(node))) ?? NONE;
}

/** Where a sequence of a given length begins to repeat itself at `from`, how many nodes it covers in full turns. */
function repeatedFrom(scene: Scene, from: number, length: number): number {
  const { nodes } = scene;
  let end = from + length;
  for (let node = nodes[end]; node !== undefined; node = nodes[++end]) {
    if (!areAlike(scene, nodes[end - length] ?? NONE, node)) break;
  }
  return Math.floor((end - from) / length) * length;
}

/**
 * M·N+1: a sequence of different spans with a query among them, again and again, as when each row of a list is
 * completed by a function of its own. After Sentry's detector of the same name.
 */
export function findMnPlusOneDb(scene: Scene, limits: FindingLimits): Finding[] {
  const { repetitions, longestSequence, deepest, dbShare } = limits.mnPlusOneDb;
  const { nodes } = scene;
  const findings: Finding[] = [];
  const findingOf = (offenders: readonly number[]): Finding | null => {
    const parent = commonParent(scene, offenders, deepest);
    const queries = offenders.filter((node) => isDatabase(opAt(scene, node)));
    const [query] = queries;
    const cost = timeOf(scene, offenders);
    if (query === undefined || parent === NONE || cost < limits.nPlusOneDb.time) return null;
    if (sumOf(scene, queries) < sumOf(scene, offenders) * dbShare) return null;
    const common = opAt(scene, parent) + groupAt(scene, parent) + groupAt(scene, query);
    return {
      kind: 'mn-plus-one-db',
      description: descriptionAt(scene, query),
      parent,
      causes: [],
      offenders,
      cost,
      fingerprint: fingerprintOf(1011, common),
    };
  };
  for (let at = 0; at < nodes.length; at++) {
    for (let length = 2; length <= longestSequence; length++) {
      if (!areAlike(scene, nodes[at] ?? NONE, nodes[at + length] ?? NONE)) continue;
      if (!isSequence(scene, nodes.slice(at, at + length))) continue;
      const covered = repeatedFrom(scene, at, length);
      if (covered < length * repetitions) continue;
      const finding = findingOf(nodes.slice(at, at + covered));
      if (finding !== null) findings.push(finding);
      // A later start of the same repetition would find less of it.
      at += covered - 1;
      break;
    }
  }
  return findings;
}
