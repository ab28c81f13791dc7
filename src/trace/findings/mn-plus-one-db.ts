import { NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { descriptionAt, groupAt, isDatabase, isTruncated, opAt, parentAt, reaches, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';

/** Queries are alike by their shape, spans without an op of their own by what they say, others by their op. */
function areAlike(scene: Scene, one: number, other: number): boolean {
  const op = opAt(scene, one);
  if (op === '' || op !== opAt(scene, other)) return false;
  if (op === 'default') return descriptionAt(scene, one) === descriptionAt(scene, other);
  return !op.startsWith('db') || groupAt(scene, one) === groupAt(scene, other);
}

/** What comes after a query, not before one: a sequence is not taken to begin with it. */
const NEVER_FIRST = /^prisma:(client|engine):serialize$/;

/** Taking a connection is repeated with each query, and says nothing about the queries. */
const CONNECTION = 'prisma:engine:connection';

function isTold(scene: Scene, node: number): boolean {
  const description = descriptionAt(scene, node);
  return description !== '' && !isTruncated(description);
}

/** A sequence worth repeating: more than one kind of span, one of them a query that is told whole. */
function isSequence(scene: Scene, nodes: readonly number[]): boolean {
  const [first] = nodes;
  return (
    first !== undefined &&
    !NEVER_FIRST.test(descriptionAt(scene, first)) &&
    nodes.some((node) => !areAlike(scene, first, node)) &&
    nodes.some((node) => isDatabase(opAt(scene, node)) && isTold(scene, node))
  );
}

/**
 * The nearest span above all of some nodes, at most so far above each of them; NONE where there is none. What is only
 * under the transaction itself has no place in the program by which it could be told.
 */
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
  const parent = first.find((node) => rest.every((chain) => chain.has(node))) ?? NONE;
  return parent === scene.root ? NONE : parent;
}

/** The longest sequence among the last few nodes that `node` begins to repeat; null where it repeats none. */
function repeatedBy(scene: Scene, recent: readonly number[], node: number): number[] | null {
  // The last one alone would be an N+1.
  for (let from = 0; from < recent.length - 1; from++) {
    if (!areAlike(scene, recent[from] ?? NONE, node)) continue;
    const sequence = recent.slice(from);
    if (isSequence(scene, sequence)) return sequence;
  }
  return null;
}

/**
 * M·N+1: a sequence of different spans with a query among them, again and again, as when each row of a list is
 * completed by a function of its own. After Sentry's detector of the same name.
 */
export function findMnPlusOneDb(scene: Scene, limits: FindingLimits): Finding[] {
  const { repetitions, longestSequence, deepest, dbShare } = limits.mnPlusOneDb;
  const findings: Finding[] = [];
  /** The last few nodes, while no sequence repeats itself; the sequence and all turns of it while one does. */
  let recent: number[] = [];
  let sequence: readonly number[] | null = null;
  let turns: number[] = [];

  const findingOf = (offenders: readonly number[]): Finding | null => {
    const isQuery = (node: number): boolean => opAt(scene, node).startsWith('db');
    const queries = offenders.filter(isQuery);
    const query = queries.find((node) => descriptionAt(scene, node) !== CONNECTION);
    const cost = timeOf(scene, offenders);
    if (query === undefined || !reaches(cost, limits.nPlusOneDb.time)) return null;
    if (timeOf(scene, queries) < cost * dbShare) return null;
    const parent = commonParent(scene, offenders, deepest);
    if (parent === NONE) return null;
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
  const end = (): void => {
    const length = sequence?.length ?? Infinity;
    const times = Math.floor(turns.length / length);
    if (times < repetitions) return;
    const finding = findingOf(turns.slice(0, times * length));
    if (finding !== null) findings.push(finding);
  };

  for (const node of scene.nodes) {
    if (sequence !== null) {
      if (areAlike(scene, sequence[turns.length % sequence.length] ?? NONE, node)) {
        turns.push(node);
        continue;
      }
      end();
      // Another sequence may begin with the last turn of this one.
      recent = [...turns.slice(-sequence.length), node].slice(-longestSequence);
      sequence = null;
      continue;
    }
    sequence = repeatedBy(scene, recent, node);
    if (sequence === null) recent = [...recent, node].slice(-longestSequence);
    else turns = [...sequence, node];
  }
  end();
  return findings;
}
