import { isWithin, NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  attributeAt,
  descriptionAt,
  groupAt,
  isDatabase,
  isTruncated,
  opAt,
  parentAt,
  reaches,
  timeOf,
} from './scene.ts';
import type { Scene } from './scene.ts';

/** Taking a connection out of a pool is repeated for each query, and says nothing about the queries. */
const NOT_QUERIES = ['pg-pool.connect', 'pg.connect'];

/** Whether a repeated span is a query that is told whole. Of MongoDB's a client's call is named like a query, without one. */
function isRepeatable(scene: Scene, node: number): boolean {
  const description = descriptionAt(scene, node);
  if (description === '' || isTruncated(description)) return false;
  if (NOT_QUERIES.some((name) => description.includes(name))) return false;
  const system = attributeAt(scene, node, 'db.system', 'db.system.name');
  return typeof system !== 'string' || !system.includes('mongo') || description.includes('{');
}

/**
 * N+1 queries: a query, the source, and then at least `count` equal ones under the same parent, as when a list is
 * read and then something for each of its rows. After Sentry's detector of the same name.
 */
export function findNPlusOneDb(scene: Scene, limits: FindingLimits): Finding[] {
  const { count, time } = limits.nPlusOneDb;
  const findings: Finding[] = [];
  let source = NONE;
  let repeated: number[] = [];

  const canBeParent = (node: number): boolean =>
    node === scene.root || (node !== NONE && opAt(scene, node) !== '' && !isDatabase(opAt(scene, node)));
  const begin = (node: number): void => {
    source = canBeParent(parentAt(scene, node)) ? node : NONE;
    repeated = [];
  };
  const continues = (node: number): boolean => {
    if (source === NONE || parentAt(scene, node) !== parentAt(scene, source)) return false;
    const group = groupAt(scene, node);
    if (group === '' || group === groupAt(scene, source)) return false;
    const [first] = repeated;
    return (
      first === undefined ||
      (group === groupAt(scene, first) && descriptionAt(scene, node) === descriptionAt(scene, first))
    );
  };
  const end = (): void => {
    const [first] = repeated;
    if (source === NONE || first === undefined || repeated.length < count) return;
    const description = descriptionAt(scene, first);
    const cost = timeOf(scene, repeated);
    if (!reaches(cost, time) || !isRepeatable(scene, first)) return;
    const parent = parentAt(scene, source);
    findings.push({
      kind: 'n-plus-one-db',
      description,
      parent,
      causes: [source],
      offenders: repeated,
      cost,
      fingerprint: fingerprintOf(
        'GroupType.PERFORMANCE_N_PLUS_ONE_DB_QUERIES',
        opAt(scene, parent) + groupAt(scene, parent) + groupAt(scene, source) + groupAt(scene, first),
      ),
    });
  };

  for (const node of scene.nodes) {
    const last = repeated.at(-1);
    // What a repeated query was made of does not break the run.
    if (last !== undefined && isWithin(scene.trace, node, last)) continue;
    if (opAt(scene, node) === '') continue;
    if (!isDatabase(opAt(scene, node))) {
      end();
      source = NONE;
      repeated = [];
    } else if (continues(node)) {
      repeated.push(node);
    } else {
      end();
      // What was repeated once, or the query that breaks the run, may itself be the source of what follows.
      if (last !== undefined) begin(last);
      else source = NONE;
      repeated = [];
      if (continues(node)) repeated.push(node);
      else begin(node);
    }
  }
  end();
  return findings;
}
