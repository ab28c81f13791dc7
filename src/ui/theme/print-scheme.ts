import { applyScheme } from './scheme.ts';
import type { Scheme } from './scheme.ts';

/** Paper is light: while the page is printed it has the light colours, whatever it has on screen. Returns a stop. */
export function followPrint(scheme: Scheme): () => void {
  const before = (): void => applyScheme('light');
  const after = (): void => applyScheme(scheme);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
