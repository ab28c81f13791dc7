import { endOf, NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isBrowser } from '../gap.ts';
import { descriptionAt, durationAt, opAt, overlaps, parentAt, sumOf, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { extensionOf, methodAt, parameteriseUrl, splitUrl, urlAt } from './requests.ts';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const NOT_CALLS = /\/_next\/(static|data)\/|graphql|googletagmanager|launchdarkly/i;
const ASSETS = new Set(['js', 'css', 'svg', 'png', 'jpg', 'jpeg', 'woff', 'woff2']);

/** As many different hosts are different jobs, not one that could be done at once. */
const MANY_HOSTS = 3;

function isCall(scene: Scene, node: number, each: number): boolean {
  if (opAt(scene, node) !== 'http.client' || durationAt(scene, node) < each) return false;
  const url = urlAt(scene, node);
  return (
    METHODS.has(methodAt(scene, node)) && !NOT_CALLS.test(url) && !ASSETS.has(extensionOf(splitUrl(url).path))
  );
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
    if (sumOf(scene, calls) - longest < saved) return;
    const urls = calls.map((node) => splitUrl(parameteriseUrl(urlAt(scene, node))));
    if (new Set(urls.map(({ host }) => host)).size >= MANY_HOSTS) return;
    const paths = [...new Set(urls.map(({ path }) => path))].toSorted();
    findings.push({
      kind: 'consecutive-http',
      description: descriptionAt(scene, first),
      parent: parentAt(scene, first),
      causes: [],
      offenders: calls,
      cost: timeOf(scene, calls),
      fingerprint: fingerprintOf(1009, paths.join('-')),
    });
  };
  for (const node of scene.nodes) {
    if (opAt(scene, node) !== 'http.client') continue;
    const last = run.at(-1) ?? NONE;
    const isNext =
      last !== NONE &&
      !overlaps(scene, node, last) &&
      (scene.trace.start[node] ?? 0) - endOf(scene.trace, last) < gap;
    if (!isNext) end();
    if (isCall(scene, node, each)) run.push(node);
    else end();
  }
  end();
  return findings;
}
