// Every pair of colours that is text on a surface, or a mark on one, in both themes, by the formula of WCAG 2.2
// (1.4.3 and 1.4.11). The tokens are read from the style sheet itself: who changes one hears of it here.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The colours of one theme by their names. */
function tokensOf(theme: 'light' | 'dark'): ReadonlyMap<string, Colour> {
  const block = new RegExp(`\\[data-mantine-color-scheme='${theme}'\\] \\{([^}]*)\\}`).exec(CSS)?.[1] ?? '';
  const tokens = new Map<string, Colour>();
  for (const [, name = '', value = ''] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    const colour = toColour(value.trim());
    if (colour !== null) tokens.set(name, colour);
  }
  return tokens;
}

function toColour(text: string): Colour | null {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (hex !== null) {
    const [red = 0, green = 0, blue = 0] = hex.slice(1).map((part) => Number.parseInt(part, 16));
    return [red, green, blue, 1];
  }
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(text);
  if (rgb === null) return null;
  const [red = 0, green = 0, blue = 0, alpha = 0] = rgb.slice(1).map(Number);
  return [red, green, blue, alpha];
}

/** What is seen where one colour lies on another, which is opaque. */
function over([red, green, blue, alpha]: Colour, under: Colour): Colour {
  const mix = (own: number, below: number): number => own * alpha + below * (1 - alpha);
  return [mix(red, under[0]), mix(green, under[1]), mix(blue, under[2]), 1];
}

function luminance([red, green, blue]: Colour): number {
  const linear = (part: number): number => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(one: Colour, two: Colour): number {
  const [high = 0, low = 0] = [luminance(one), luminance(two)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = ['fg', 'fg-muted', 'fg-subtle', 'accent', 'good', 'bad', 'warn-text'];
const PERCENTILE_TEXTS = ['p50-t', 'p75-t', 'p95-t', 'p99-t'];
const SURFACES = ['bg', 'surface', 'raised', 'hover'];
const MARKS =
  'p50 p75 p95 p99 body-line tail-line warn border-strong op-ht op-db op-ca op-ui op-rs op-qu op-fn op-xx'.split(
    ' ',
  );

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): Colour => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`There is no token --${name} in the ${theme} theme.`);
    return found;
  };

  it.each(
    [...TEXTS, ...PERCENTILE_TEXTS].flatMap((text) => SURFACES.map((surface) => [text, surface] as const)),
  )('%s can be read on %s', (text, surface) => {
    expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['on-inverse', 'inverse', null],
    ['accent', 'surface', 'accent-wash'],
    ['accent', 'surface', 'accent-wash-2'],
    ['fg', 'surface', 'accent-wash-2'],
    ['fg-muted', 'surface', 'accent-wash-2'],
    ['bad', 'surface', 'bad-wash'],
    ['good', 'surface', 'good-wash'],
  ])('%s can be read on %s under %s', (text, surface, wash) => {
    const below = colour(surface);
    const on = wash === null ? below : over(colour(wash), below);
    expect(contrast(colour(text), on)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS.flatMap((mark) => ['surface', 'raised'].map((surface) => [mark, surface] as const)))(
    '%s can be told from %s',
    (mark, surface) => {
      expect(contrast(colour(mark), colour(surface))).toBeGreaterThanOrEqual(3);
    },
  );

  it('a heat ramp is darker or lighter with every step, in both hues', () => {
    for (const hue of ['b', 't']) {
      const steps = [1, 2, 3, 4, 5, 6].map((step) => luminance(colour(`${hue}${step}`)));
      const ordered = steps.toSorted((a, b) => (theme === 'light' ? b - a : a - b));
      expect(steps).toEqual(ordered);
    }
  });

  it('names every colour that the other has', () => {
    const other = tokensOf(theme === 'light' ? 'dark' : 'light');
    expect([...tokens.keys()].toSorted()).toEqual([...other.keys()].toSorted());
  });
});

it('the formula gives the figures that are known of it', () => {
  expect(contrast([0, 0, 0, 1], [255, 255, 255, 1])).toBeCloseTo(21, 9);
  expect(contrast([118, 118, 118, 1], [255, 255, 255, 1])).toBeCloseTo(4.54, 2);
});
