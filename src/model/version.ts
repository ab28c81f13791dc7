/**
 * Versions as releases name them: `1.2.3`, `shop@1.2.3-beta.1+77`. Ordered as Semantic Versioning 2.0.0 says in
 * section 11, with up to four numbers, as Sentry's releases have them; missing numbers count as 0.
 */
export interface Version {
  /** What stands before the `@`; null where there is none. */
  readonly package: string | null;
  /** One to four runs of digits. */
  readonly numbers: readonly string[];
  /** What stands behind the `-`, cut at its dots; empty where there is none. */
  readonly stage: readonly string[];
  /** What stands behind the `+`; null where there is none. It plays no part in the order. */
  readonly build: string | null;
}

/** What of a version is compared. */
export const VERSION_PARTS = ['version', 'package', 'build'] as const;
export type VersionPart = (typeof VERSION_PARTS)[number];

const FORM = /^(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+(.+))?$/s;

/** Reads a version; null where a text is none, such as a commit's hash. */
export function parseVersion(text: string): Version | null {
  const at = text.lastIndexOf('@');
  const [, numbers, stage, build = null] = FORM.exec(text.slice(at + 1)) ?? [];
  if (numbers === undefined) return null;
  return {
    package: at < 0 ? null : text.slice(0, at),
    numbers: numbers.split('.'),
    stage: stage === undefined ? [] : stage.split('.'),
    build,
  };
}

const DIGITS = /^\d+$/;

/** Compares runs of digits of any length as numbers. */
function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || compareTexts(left, right);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Numbers come before words. */
function compareIdentifiers(a: string, b: string): number {
  const isNumber = DIGITS.test(a);
  if (isNumber !== DIGITS.test(b)) return isNumber ? -1 : 1;
  return isNumber ? compareDigits(a, b) : compareTexts(a, b);
}

/** A version with a stage, such as a beta, comes before the same version without one. */
function compareStages(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < 4; index++) {
    const order = compareDigits(a.numbers[index] ?? '', b.numbers[index] ?? '');
    if (order !== 0) return order;
  }
  return compareStages(a.stage, b.stage);
}

/**
 * How a part of a release stands to a wanted one: below 0, 0 or above 0. NaN where the release has no such part, or
 * where the wanted version names a package and the release is of another.
 */
export function versionOrder(release: string, part: VersionPart, wanted: string): number {
  const version = parseVersion(release);
  if (version === null) return Number.NaN;
  switch (part) {
    case 'version': {
      const other = parseVersion(wanted);
      if (other === null || (other.package !== null && other.package !== version.package)) return Number.NaN;
      return compareVersions(version, other);
    }
    case 'package':
      return version.package === null ? Number.NaN : compareTexts(version.package, wanted);
    case 'build':
      return version.build === null ? Number.NaN : compareIdentifiers(version.build, wanted);
  }
}
