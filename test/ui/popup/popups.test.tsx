import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { PopupMenu } from '../../../src/ui/popup/PopupMenu.tsx';
import { PopupPanel } from '../../../src/ui/popup/PopupPanel.tsx';

describe('a menu', () => {
  it('is its button until it is opened, has the focus then, and gives it back', async () => {
    const user = userEvent.setup();
    const onOpenChange = vi.fn();
    const taken = vi.fn();
    render(
      <PopupMenu
        position="bottom-end"
        width={200}
        onOpenChange={onOpenChange}
        trigger={<button type="button">Copy</button>}
      >
        {(Menu) => <Menu.Item onClick={taken}>As CSV</Menu.Item>}
      </PopupMenu>,
    );
    const button = screen.getByRole('button', { name: 'Copy' });
    expect(button).toHaveAttribute('aria-haspopup', 'menu');
    expect(button).toHaveAttribute('aria-expanded', 'false');
    button.focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('menuitem', { name: 'As CSV' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy', hidden: true })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(onOpenChange.mock.calls).toEqual([[true]]);
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Copy' })).toHaveFocus());
    expect(onOpenChange.mock.calls).toEqual([[true], [false]]);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await user.click(await screen.findByRole('menuitem', { name: 'As CSV' }));
    expect(taken).toHaveBeenCalledOnce();
  });
});

function Panel(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <PopupPanel
      label="Columns"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      position="top-end"
      width={200}
      trigger={<button type="button">Choose</button>}
    >
      {() => <input aria-label="Width" />}
    </PopupPanel>
  );
}

describe('a panel', () => {
  it('opens with the focus in it, and gives it back to its button', async () => {
    const user = userEvent.setup();
    render(<Panel />);
    await user.click(screen.getByRole('button', { name: 'Choose' }));
    await vi.waitFor(() => expect(screen.getByLabelText('Width')).toHaveFocus());
    expect(screen.getByRole('dialog')).toBeVisible();
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Choose' })).toHaveFocus());
    expect(screen.queryByLabelText('Width')).toBeNull();
  });
});
