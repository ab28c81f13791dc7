import { NONE } from '../trace.ts';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { attributeAt, descriptionAt, opAt, parentAt, reaches, sumOf, timeOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { commonPaths, extensionOf, methodAt, parameteriseUrl, splitUrl, urlAt } from './requests.ts';

/** What a page does; in a server such requests are the business of other detectors. */
const PAGE_OPS = new Set(['navigation', 'pageload', 'ui.load', 'ui.action']);

/** Files are fetched by themselves, whatever the page does. */
const STATIC = new Set(['js', 'css', 'svg', 'png', 'mp3', 'jpg', 'jpeg']);

const NOT_REPEATED = /graphql|_next\/data|__nextjs_original-stack-frame|launchdarkly/i;

function isRequest(scene: Scene, node: number): boolean {
  if (opAt(scene, node) !== 'http.client' || methodAt(scene, node) !== 'GET') return false;
  const prefetch = attributeAt(scene, node, 'http.request.prefetch');
  if (prefetch === true) return false;
  const url = urlAt(scene, node);
  return url !== '' && !NOT_REPEATED.test(url) && !STATIC.has(extensionOf(splitUrl(url).path));
}

/**
 * N+1 API calls: a page that asks for many things one by one, from the same address with other parameters, nearly
 * at once. After Sentry's detector of the same name.
 */
export function findNPlusOneApi(scene: Scene, limits: FindingLimits): Finding[] {
  const { op } = scene.transaction;
  if (op !== '' && op !== 'default' && !PAGE_OPS.has(op)) return [];
  const { count, time, startsWithin } = limits.nPlusOneApi;
  const findings: Finding[] = [];
  const start = (node: number): number => scene.trace.start[node] ?? 0;
  let run: number[] = [];
  const continues = (node: number): boolean => {
    const last = run.at(-1);
    return (
      last !== undefined &&
      parentAt(scene, last) === parentAt(scene, node) &&
      Math.abs(start(node) - start(last)) < startsWithin &&
      parameteriseUrl(urlAt(scene, last)) === parameteriseUrl(urlAt(scene, node))
    );
  };
  const end = (): void => {
    const [first] = run;
    if (first === undefined || run.length < count || !reaches(sumOf(scene, run), time)) return;
    const url = urlAt(scene, first);
    const parameterised = parameteriseUrl(url);
    // The same address again and again is a reload, not a list asked for row by row.
    if (parameterised === url) return;
    findings.push({
      kind: 'n-plus-one-api',
      description: descriptionAt(scene, first),
      parent: parentAt(scene, run.at(-1) ?? NONE),
      causes: [],
      offenders: run,
      cost: timeOf(scene, run),
      fingerprint: fingerprintOf(1010, commonPaths([url])),
    });
  };
  for (const node of scene.nodes) {
    if (!isRequest(scene, node)) continue;
    if (!continues(node)) {
      end();
      run = [];
    }
    run.push(node);
  }
  end();
  return findings;
}
