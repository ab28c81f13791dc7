import { useEffect, useState } from 'react';
import { beforePrint } from './before-print.ts';

/** Whether the page is being printed. What depends on it is drawn before the browser takes the page. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const after = (): void => setIsPrinting(false);
    const stop = beforePrint(() => setIsPrinting(true));
    window.addEventListener('afterprint', after);
    return () => {
      stop();
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}
