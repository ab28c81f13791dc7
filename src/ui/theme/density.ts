/** How close rows stand: comfortable where nothing is chosen. */
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** Height of a table's row in pixels, as `--row` in the tokens. */
const ROW_HEIGHT: Readonly<Record<Density, number>> = { comfortable: 40, compact: 32 };

/** Puts the density onto the page; the tokens follow it. */
export function applyDensity(density: Density): void {
  document.documentElement.dataset['density'] = density;
}

/** How high a table's row is at the density that the page has, in pixels. */
export function rowHeight(): number {
  const density = DENSITIES.find((each) => each === document.documentElement.dataset['density']);
  return ROW_HEIGHT[density ?? 'comfortable'];
}
