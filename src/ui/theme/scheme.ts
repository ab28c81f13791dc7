/** What the reader chose: a fixed look, or the system's. The only thing that is kept in the browser. */
export const SCHEMES = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEY = 'longtail.theme';

/** The choice of the last visit. A browser that keeps nothing, or keeps nonsense, means the system's. */
export function readScheme(): Scheme {
  try {
    const kept = localStorage.getItem(KEY);
    return SCHEMES.find((scheme) => scheme === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice for the next visit, where the browser lets it. */
export function writeScheme(scheme: Scheme): void {
  try {
    if (scheme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, scheme);
  } catch {
    // Storage is off or full: the choice holds until the page is left.
  }
}

const DARK = '(prefers-color-scheme: dark)';

/** Puts the look onto the page before anything is drawn, so that it never flashes. */
export function applyScheme(scheme: Scheme): void {
  const isDark = scheme === 'dark' || (scheme === 'system' && matchMedia(DARK).matches);
  document.documentElement.dataset['mantineColorScheme'] = isDark ? 'dark' : 'light';
}

/** Puts the look onto the page and keeps it there, also when the system's changes. Returns a stop. */
export function followSystem(scheme: Scheme): () => void {
  const apply = (): void => applyScheme(scheme);
  const system = matchMedia(DARK);
  apply();
  system.addEventListener('change', apply);
  return () => system.removeEventListener('change', apply);
}
