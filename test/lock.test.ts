// `npm ci` must work on every platform we name, from any registry: the lock file is read, not trusted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-x64', 'linux-arm64', 'win32-x64'];

describe('package-lock.json', () => {
  it('holds every optional package of the platforms we support', () => {
    const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
    const missing = Object.entries(lock.packages).flatMap(([path, locked]) =>
      Object.keys(locked.optionalDependencies ?? {})
        .filter((name) => PLATFORMS.some((platform) => name.includes(platform)))
        .filter((name) => !names.has(name))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('knows the native packages it is about', () => {
    const native = Object.keys(lock.packages).filter((path) => path.includes('node-bindings-'));
    for (const platform of PLATFORMS) {
      expect(native.some((path) => path.endsWith(platform))).toBe(true);
    }
  });

  it('carries no registry address', () => {
    const addressed = Object.entries(lock.packages).filter(([, locked]) => locked.resolved !== undefined);
    expect(addressed.map(([path]) => path)).toEqual([]);
  });

  it('pins every direct dependency to one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    // A second version of a package stands under a name of its own: `npm:` with the package and the version.
    const pinned = /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
    const loose = Object.entries(all).filter(([, version]) => !pinned.test(version));
    expect(loose).toEqual([]);
  });
});
