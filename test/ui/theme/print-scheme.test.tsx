import { expect, it } from 'vitest';
import { followPrint } from '../../../src/ui/theme/print-scheme.ts';
import { applyScheme } from '../../../src/ui/theme/scheme.ts';

function scheme(): string | undefined {
  return document.documentElement.dataset['mantineColorScheme'];
}

it('paper is light, and the screen as dark as before afterwards', () => {
  applyScheme('dark');
  const stop = followPrint('dark');
  window.dispatchEvent(new Event('beforeprint'));
  expect(scheme()).toBe('light');
  window.dispatchEvent(new Event('afterprint'));
  expect(scheme()).toBe('dark');
  stop();
  window.dispatchEvent(new Event('beforeprint'));
  expect(scheme()).toBe('dark');
});
