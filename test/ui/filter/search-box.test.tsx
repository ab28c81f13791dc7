import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { SearchBox } from '../../../src/ui/filter/SearchBox.tsx';
import type { SearchFault } from '../../../src/ui/filter/SearchBox.tsx';

const FAULT: SearchFault = { start: 3, end: 6, message: 'That is wrong.', advice: 'Write it otherwise.' };

type OnType = (text: string, isFirst: boolean) => void;

function Box({ onType, initial = '' }: { readonly onType: OnType; readonly initial?: string }): ReactNode {
  const [value, setValue] = useState(initial);
  return (
    <>
      <SearchBox
        value={value}
        onType={(text, isFirst) => {
          setValue(text);
          onType(text, isFirst);
        }}
        check={(text) => (text.includes('bad') ? FAULT : null)}
        count="48 transactions"
        hint={null}
      />
      <textarea aria-label="elsewhere" />
    </>
  );
}

function setUp(initial?: string): {
  user: ReturnType<typeof userEvent.setup>;
  onType: ReturnType<typeof vi.fn<OnType>>;
} {
  const onType = vi.fn<OnType>();
  render(<Box onType={onType} {...(initial === undefined ? {} : { initial })} />);
  return { user: userEvent.setup(), onType };
}

describe('the search box', () => {
  it('takes effect after a pause, as one intent until it is left', async () => {
    const { user, onType } = setUp();
    await user.type(screen.getByRole('searchbox'), 'op');
    expect(onType).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op', true));
    await user.type(screen.getByRole('searchbox'), ':db');
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op:db', false));
    await user.keyboard('{Enter}');
    await user.type(screen.getByRole('searchbox'), 'x');
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op:dbx', true));
    expect(onType).toHaveBeenCalledTimes(3);
  });

  it('says what cannot be read and where, and lets it have no effect', async () => {
    const { user, onType } = setUp();
    await user.type(screen.getByRole('searchbox'), 'op bad x{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'That is wrong. Write it otherwise.'.split('. ')[0] ?? '',
    );
    expect(screen.getByRole('alert').querySelector('mark')).toHaveTextContent('bad');
    expect(screen.getByRole('searchbox')).toBeInvalid();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(onType.mock.calls.filter(([text]) => text.includes('bad'))).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('does not complain about half a condition at once', async () => {
    const { user } = setUp();
    await user.type(screen.getByRole('searchbox'), 'bad');
    expect(screen.queryByRole('alert')).toBeNull();
    await vi.waitFor(() => expect(screen.getByRole('alert')).toBeVisible(), { timeout: 2000 });
  });

  it('is reached by a slash, but not out of another field', async () => {
    const { user } = setUp();
    await user.click(screen.getByLabelText('elsewhere'));
    await user.keyboard('/');
    expect(screen.getByLabelText('elsewhere')).toHaveFocus();
    await user.tab();
    await user.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('is cleared by Escape, and left by the next', async () => {
    const { user, onType } = setUp('op:db');
    await user.click(screen.getByRole('searchbox'));
    await user.keyboard('{Escape}');
    expect(onType).toHaveBeenLastCalledWith('', true);
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.getByRole('searchbox')).not.toHaveFocus();
  });

  it('is cleared also while what was typed has yet to take effect', async () => {
    const onType = vi.fn<OnType>();
    render(<SearchBox value="" onType={onType} check={() => null} count="" hint={null} />);
    const user = userEvent.setup();
    await user.type(screen.getByRole('searchbox'), 'op:db');
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op:db', true));
    await user.keyboard('{Escape}');
    expect(onType).toHaveBeenLastCalledWith('', true);
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });
});
