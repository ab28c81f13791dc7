import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { useWidth } from '../../../src/ui/chart/use-width.ts';
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
  // It is laid out as wide as a sheet before whatever else hears of the print measures itself.
  expect(document.documentElement.dataset['printing']).toBe('');
  window.dispatchEvent(new Event('afterprint'));
  expect(scheme()).toBe('dark');
  expect(document.documentElement.dataset['printing']).toBeUndefined();
  stop();
  window.dispatchEvent(new Event('beforeprint'));
  expect(scheme()).toBe('dark');
});

function Wide(): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>(320);
  return <div ref={ref}>{width} wide</div>;
}

it('what measures itself has the width of the paper before the page is taken to it', () => {
  const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get');
  width.mockImplementation(() => (document.documentElement.dataset['printing'] === undefined ? 1_240 : 652));
  render(<Wide />);
  const stop = followPrint('dark');
  expect(screen.getByText('1240 wide')).toBeVisible();
  // Nothing is drawn between this and the print.
  window.dispatchEvent(new Event('beforeprint'));
  expect(screen.getByText('652 wide')).toBeVisible();
  window.dispatchEvent(new Event('afterprint'));
  stop();
  vi.restoreAllMocks();
});
