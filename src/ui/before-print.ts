import { flushSync } from 'react-dom';

/** Does something to the page that is drawn before the browser takes it to paper. Returns a stop. */
export function beforePrint(change: () => void): () => void {
  const before = (): void => flushSync(change);
  window.addEventListener('beforeprint', before);
  return () => window.removeEventListener('beforeprint', before);
}
