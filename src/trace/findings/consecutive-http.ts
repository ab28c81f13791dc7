import { endOf, NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isBrowser } from '../gap.ts';
import { descriptionAt, durationAt, opAt, overlaps, parentAt, reaches, sumOf, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { commonPaths, isMasked, methodAt, splitUrl, urlAt } from './requests.ts';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** Parts of a page's build, and an API that is asked by what its client does in the background. */
const NOT_CALLS = /_next\/(static|data)\/|googleapis\.com/;

/** As many different hosts are different jobs, not one that could be done at once. */
const MANY_HOSTS = 3;

function isCall(scene: Scene, node: number, each: number): boolean {
  if (!opAt(scene, node).startsWith('http.client') || !reaches(durationAt(scene, node), each)) return false;
  // An agent's requests follow each other because each answers the one before.
  if (opAt(scene, parentAt(scene, node)).startsWith('gen_ai.')) return false;
  const url = urlAt(scene, node);
  return METHODS.has(methodAt(scene, node)) && !NOT_CALLS.test(url) && !isMasked(splitUrl(url).host);
}

/**
 * Slow requests to other services that waited for each other: at least `count` without overlap, close after one
 * another, that would have saved enough in parallel. After Sentry's detector of the same name; a page is left out.
 */
export function findConsecutiveHttp(scene: Scene, limits: FindingLimits): Finding[] {
  if (isBrowser(scene.transaction)) return [];
  const { count, each, gap, saved } = limits.consecutiveHttp;
  const findings: Finding[] = [];
  let run: number[] = [];
  const end = (): void => {
    const calls = run;
    run = [];
    const [first] = calls;
    if (first === undefined || calls.length < count) return;
    const longest = Math.max(...calls.map((node) => durationAt(scene, node)));
    if (!reaches(sumOf(scene, calls) - longest, saved)) return;
    const urls = calls.map((node) => urlAt(scene, node));
    if (new Set(urls.map((url) => splitUrl(url).host)).size >= MANY_HOSTS) return;
    findings.push({
      kind: 'consecutive-http',
      description: descriptionAt(scene, first),
      parent: parentAt(scene, first),
      causes: [],
      offenders: calls,
      cost: timeOf(scene, calls),
      fingerprint: fingerprintOf(1009, commonPaths(urls)),
    });
  };
  for (const node of scene.nodes) {
    // What is quick, or no call, may stand between two calls like all other work.
    if (!isCall(scene, node, each)) continue;
    const last = run.at(-1) ?? NONE;
    const isNext =
      last !== NONE &&
      !overlaps(scene, node, last) &&
      (scene.trace.start[node] ?? 0) - endOf(scene.trace, last) < gap;
    if (!isNext) end();
    run.push(node);
  }
  end();
  return findings;
}
