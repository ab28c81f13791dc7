import type { Filter } from '../../src/model/filter.ts';

// Semantic Versioning 2.0.0, section 11, done the long way: every piece of a version becomes a comparable pair.

/** Of numbers as of digits: padded to one length, numbers sort as texts. */
const WIDTH = 400;

interface Parts {
  readonly package: string | null;
  readonly order: readonly string[];
  readonly build: string | null;
}

function identifierOf(text: string): string {
  const isNumber = /^[0-9]+$/.test(text);
  return isNumber ? `0${text.padStart(WIDTH, '0')}` : `1${text}`;
}

function partsOf(release: string): Parts | null {
  const name = release.includes('@') ? release.slice(0, release.lastIndexOf('@')) : null;
  const rest = release.includes('@') ? release.slice(release.lastIndexOf('@') + 1) : release;
  const plus = rest.indexOf('+');
  const build = plus < 0 ? null : rest.slice(plus + 1);
  const version = plus < 0 ? rest : rest.slice(0, plus);
  const dash = version.indexOf('-');
  const numbers = (dash < 0 ? version : version.slice(0, dash)).split('.');
  const stage = dash < 0 ? null : version.slice(dash + 1);
  const isVersion =
    numbers.length <= 4 &&
    numbers.every((number) => /^[0-9]+$/.test(number)) &&
    (stage === null || /^[0-9A-Za-z.-]+$/.test(stage)) &&
    build !== '';
  if (!isVersion) return null;
  const padded = [...numbers, '0', '0', '0'].slice(0, 4).map((number) => number.padStart(WIDTH, '0'));
  // "~" sorts behind every stage: a version without one is the later.
  const stages = stage === null ? ['~'] : stage.split('.').map(identifierOf);
  return { package: name, order: [...padded, ...stages], build };
}

/** Below 0, 0 or above 0: by the first piece that differs; what has more pieces comes later. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === right) continue;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

function isOrder(order: number, is: string): boolean {
  if (order === 0) return is.includes('=');
  return order < 0 ? is.startsWith('<') : is.startsWith('>');
}

/** Whether a release stands to a wanted version, package or build as a filter says. */
export function holdsOfVersion(release: string, filter: Filter & { readonly kind: 'version' }): boolean {
  const have = partsOf(release);
  if (have === null) return false;
  const { part, is, value } = filter;
  if (part === 'package') return have.package !== null && isOrder(compare([have.package], [value]), is);
  if (part === 'build') {
    return have.build !== null && isOrder(compare([identifierOf(have.build)], [identifierOf(value)]), is);
  }
  const wanted = partsOf(value);
  if (wanted === null || (wanted.package !== null && wanted.package !== have.package)) return false;
  return isOrder(compare(have.order, wanted.order), is);
}
