import { NONE } from '../trace.ts';
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
  overlaps,
  parentAt,
  reaches,
  sumOf,
  timeOf,
} from './scene.ts';
import type { Scene } from './scene.ts';

/** A placeholder or a literal: what a query may have taken from the answer of the one before. Names stand in double quotes. */
const PARAMETER = /%s|\$\d|\?|'[^']*'|\b(?:true|false)\b|-?\b(?:\d+\.)?\d+(?:e[+-]?\d+)?\b/i;

/** Whether a query can have been asked without waiting for another one's answer. What was cut off may depend on one. */
function isIndependent(description: string): boolean {
  return !isTruncated(description) && !/where/i.test(description) && !PARAMETER.test(description);
}

/** GraphQL resolvers and PHP, which runs one thing at a time, cannot ask in parallel. */
function canRunInParallel({ transaction }: Scene): boolean {
  const url = transaction.attributes.get('url.full') ?? transaction.attributes.get('url');
  const isGraphql =
    (typeof url === 'string' && url.toLowerCase().includes('graphql')) ||
    /graphql/i.test(transaction.transaction);
  return !isGraphql && !(transaction.sdk ?? '').includes('php');
}

/**
 * Queries that waited for each other without need: at least `count` SELECTs after one another, of which those that
 * depend on nothing could have run in parallel and saved enough. After Sentry's detector of the same name.
 */
export function findConsecutiveDb(scene: Scene, limits: FindingLimits): Finding[] {
  if (!canRunInParallel(scene)) return [];
  const { count, each, saved, savedShare } = limits.consecutiveDb;
  const findings: Finding[] = [];
  let run: number[] = [];
  const end = (): void => {
    const queries = run;
    run = [];
    const independent = queries.slice(1).filter((node) => isIndependent(descriptionAt(scene, node)));
    const [first] = independent;
    if (first === undefined || queries.length < count) return;
    if (!independent.every((node) => durationAt(scene, node) > each)) return;
    const total = sumOf(scene, queries);
    const longest = Math.max(...independent.map((node) => durationAt(scene, node)));
    const gain = total - Math.max(longest, total - sumOf(scene, independent));
    if (!reaches(gain, saved) || !reaches(gain, total * savedShare)) return;
    const before = queries[queries.indexOf(first) - 1] ?? first;
    findings.push({
      kind: 'consecutive-db',
      description: descriptionAt(scene, first),
      parent: parentAt(scene, first),
      causes: queries,
      offenders: independent,
      cost: timeOf(scene, independent),
      fingerprint: fingerprintOf(
        1007,
        [before, ...independent].map((node) => groupAt(scene, node)).join('-'),
      ),
    });
  };
  for (const node of scene.nodes) {
    const isQuery = isDatabase(opAt(scene, node)) && isSelect(descriptionAt(scene, node));
    const last = run.at(-1) ?? NONE;
    if (!isQuery || (last !== NONE && overlaps(scene, node, last))) end();
    else run.push(node);
  }
  end();
  return findings;
}
