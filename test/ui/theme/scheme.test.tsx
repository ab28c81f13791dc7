import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { SchemeMenu } from '../../../src/ui/theme/SchemeMenu.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';
import { applyScheme, readScheme, writeScheme } from '../../../src/ui/theme/scheme.ts';

function look(): string | undefined {
  return document.documentElement.dataset['mantineColorScheme'];
}

describe('the theme', () => {
  it('is kept, unless it is the system’s', () => {
    writeScheme('dark');
    expect(readScheme()).toBe('dark');
    writeScheme('system');
    expect(readScheme()).toBe('system');
    expect(localStorage).toHaveLength(0);
  });

  it('is the system’s where nothing readable is kept, or nothing can be', () => {
    localStorage.setItem('longtail.theme', 'mauve');
    expect(readScheme()).toBe('system');
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const reading = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    const writing = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    expect(readScheme()).toBe('system');
    expect(() => writeScheme('dark')).not.toThrow();
    reading.mockRestore();
    writing.mockRestore();
  });

  it('is on the page before anything is drawn', () => {
    applyScheme('dark');
    expect(look()).toBe('dark');
    applyScheme('system');
    expect(look()).toBe('light');
  });

  it('is chosen from a menu', async () => {
    const user = userEvent.setup();
    render(
      <ThemeProvider>
        <SchemeMenu />
      </ThemeProvider>,
    );
    await user.click(screen.getByRole('button', { name: 'Theme: System' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Dark' }));
    expect(look()).toBe('dark');
    expect(readScheme()).toBe('dark');
    expect(screen.getByRole('button', { name: 'Theme: Dark' })).toBeVisible();
  });
});
