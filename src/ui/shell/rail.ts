/** Puts the width of the rail onto the page: with names, or with icons alone. The styles of the shell follow it. */
export function applyRail(width: 'wide' | 'narrow'): void {
  document.documentElement.dataset['rail'] = width;
}
