import { describe, expect, it } from 'vitest';
import { parseVersion, versionOrder } from '../../src/model/version.ts';

describe('a version', () => {
  it.each([
    ['1.2.3', { package: null, numbers: ['1', '2', '3'], stage: [], build: null }],
    ['1', { package: null, numbers: ['1'], stage: [], build: null }],
    ['1.2.3.4', { package: null, numbers: ['1', '2', '3', '4'], stage: [], build: null }],
    ['shop@1.2-beta.1+77', { package: 'shop', numbers: ['1', '2'], stage: ['beta', '1'], build: '77' }],
    ['@scope/shop@1.2', { package: '@scope/shop', numbers: ['1', '2'], stage: [], build: null }],
    ['1.2.3.4.5', null],
    ['1.2.', null],
    ['v1.2', null],
    ['1.2-', null],
    ['1.2+', null],
    ['3f2a9c', null],
    ['', null],
  ])('%s', (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  it('comes in the order of Semantic Versioning, section 11, with up to four numbers', () => {
    const ascending = [
      '0.9.9',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.0.1',
      '1.2',
      '1.10.0',
      '99999999999999999998.0',
      '99999999999999999999.0',
    ];
    for (const [left, a] of ascending.entries()) {
      for (const [right, b] of ascending.entries()) {
        expect(Math.sign(versionOrder(a, 'version', b)), `${a} ${b}`).toBe(Math.sign(left - right));
      }
    }
  });

  it('is the same with fewer numbers, other zeros, another build', () => {
    expect(versionOrder('1.2', 'version', '1.2.0.0')).toBe(0);
    expect(versionOrder('1.02', 'version', '1.2')).toBe(0);
    expect(versionOrder('1.2+5', 'version', '1.2+6')).toBe(0);
  });

  it('is of the package that is asked for, if one is', () => {
    expect(versionOrder('shop@1.2', 'version', '1.2')).toBe(0);
    expect(versionOrder('shop@1.2', 'version', 'shop@1.2')).toBe(0);
    expect(versionOrder('shop@1.2', 'version', 'api@1.2')).toBeNaN();
    expect(versionOrder('1.2', 'version', 'api@1.2')).toBeNaN();
  });

  it('has no order where a release is none', () => {
    expect(versionOrder('3f2a9c', 'version', '1.2')).toBeNaN();
    expect(versionOrder('1.2', 'build', '5')).toBeNaN();
    expect(versionOrder('1.2', 'package', 'shop')).toBeNaN();
  });

  it('has a build that counts as a number where it is one', () => {
    expect(versionOrder('1.2+10', 'build', '9')).toBeGreaterThan(0);
    expect(versionOrder('1.2+x', 'build', '9')).toBeGreaterThan(0);
    expect(versionOrder('1.2+x', 'build', 'x')).toBe(0);
  });
});
