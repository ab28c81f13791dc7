import { applyScheme } from './scheme.ts';
import type { Scheme } from './scheme.ts';

/**
 * Paper is light, whatever the screen is, and narrower: the page is laid out as wide as a sheet before anything measures
 * itself for it, since no browser tells of sizes between that and the print. Returns a stop.
 */
export function followPrint(scheme: Scheme): () => void {
  const { dataset } = document.documentElement;
  const before = (): void => {
    dataset['printing'] = '';
    applyScheme('light');
  };
  const after = (): void => {
    delete dataset['printing'];
    applyScheme(scheme);
  };
  // First of all who listen.
  window.addEventListener('beforeprint', before, true);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before, true);
    window.removeEventListener('afterprint', after);
  };
}
