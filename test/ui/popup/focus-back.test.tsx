import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';

// As the pages have them: their code comes as they open, and they are gone as they close.
const KeySheet = lazy(async () => ({
  default: (await import('../../../src/pages/frame/palette/KeySheet.tsx')).KeySheet,
}));

function Page(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div role="treegrid" tabIndex={0} onKeyDown={({ key }) => key === '?' && setIsOpen(true)} />
      <button type="button">Other</button>
      {isOpen && (
        <Suspense>
          <KeySheet onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

describe('a sheet', () => {
  it('gives the focus back to where its key was pressed, each time', async () => {
    const user = userEvent.setup();
    render(<Page />);
    screen.getByRole('treegrid').focus();
    for (let times = 0; times < 2; times += 1) {
      await user.keyboard('?');
      await vi.waitFor(() => expect(screen.getByLabelText('Find a shortcut')).toHaveFocus());
      await user.keyboard('{Escape}');
      await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(screen.getByRole('treegrid')).toHaveFocus();
    }
  });

  it('takes it from nothing that has it meanwhile', async () => {
    const user = userEvent.setup();
    render(<Page />);
    screen.getByRole('treegrid').focus();
    await user.keyboard('?');
    await vi.waitFor(() => expect(screen.getByLabelText('Find a shortcut')).toHaveFocus());
    const other = screen.getByRole('button', { name: 'Other', hidden: true });
    const close = screen.getByRole('button', { name: 'Close' });
    close.addEventListener('click', () => other.focus());
    await user.click(close);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(other).toHaveFocus();
  });
});
