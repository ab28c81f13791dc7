import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { SearchBox } from '../../../src/ui/filter/SearchBox.tsx';
import type { Looked, SearchBoxProps } from '../../../src/ui/filter/SearchBox.tsx';
import type { SearchReading } from '../../../src/ui/filter/search/reading.ts';
import { NO_ASSIST } from '../../../src/ui/filter/search/suggestion.ts';
import type { Assist } from '../../../src/ui/filter/search/suggestion.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

/** Every run of `key:value` is a chip; `bad` is a fault. */
function read(text: string): SearchReading {
  const chips = [...text.matchAll(/\S+:\S*/g)].map(({ index, 0: chip }) => ({
    start: index,
    end: index + chip.length,
  }));
  const bad = text.indexOf('bad');
  return {
    chips,
    marks: chips.map(({ start, end }) => ({ start, end, look: 'key' })),
    fault:
      bad < 0 ? null : { start: bad, end: bad + 3, message: 'That is wrong.', advice: 'Write it otherwise.' },
  };
}

const KEYS = ['duration', 'op', 'status'];

/** Suggests the keys that begin with the last word. */
function assistFor(looked: Looked | null, drop: (id: string) => void): Assist {
  if (looked === null) return NO_ASSIST;
  const word = /\S*$/.exec(looked.text.slice(0, looked.caret))?.[0] ?? '';
  const fitting = KEYS.filter((key) => key.startsWith(word));
  return {
    ...NO_ASSIST,
    needle: looked.isTyping ? word : '',
    matches: '14 of 212 transactions',
    groups: [
      {
        label: 'Keys',
        suggestions: fitting.map((key) => ({
          id: key,
          look: 'text',
          label: key,
          canAdd: key === 'op',
          canDrop: key === 'status',
        })),
      },
    ],
    take: (id, how) => {
      const text = `${looked.text.slice(0, looked.caret - word.length)}${id}:${how === 'add' ? '+' : ''}`;
      return { text, caret: text.length };
    },
    drop,
  };
}

/** Gives the condition that begins at a place of the text a place on the screen, which jsdom lays nothing out on. */
function draw(start: string, at: DOMRect): void {
  const drawn = document.querySelector(`[data-start="${start}"]`);
  if (drawn === null) throw new Error('The condition is not drawn.');
  vi.spyOn(drawn, 'getBoundingClientRect').mockReturnValue(at);
}

type OnType = (text: string, isFirst: boolean) => void;

interface Heard {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly onType: ReturnType<typeof vi.fn<OnType>>;
  readonly onDrop: ReturnType<typeof vi.fn<(id: string) => void>>;
  readonly onTurnOff: ReturnType<typeof vi.fn<SearchBoxProps['onTurnOff']>>;
  readonly onSave: ReturnType<typeof vi.fn>;
  readonly box: HTMLInputElement;
  /** Another text comes into effect, by nobody's typing. */
  readonly replace: (text: string) => void;
}

function setUp(initial = '', more: Partial<SearchBoxProps> = {}): Heard {
  const onType = vi.fn<OnType>();
  const onDrop = vi.fn<(id: string) => void>();
  const onTurnOff = vi.fn<SearchBoxProps['onTurnOff']>();
  const onSave = vi.fn();
  const outside = document.createElement('input');
  function Box(): ReactNode {
    const [value, setValue] = useState(initial);
    const [looked, setLooked] = useState<Looked | null>(null);
    return (
      <ThemeProvider>
        <button onClick={() => setValue(outside.value)}>from elsewhere</button>
        <SearchBox
          value={value}
          onType={(text, isFirst) => {
            setValue(text);
            onType(text, isFirst);
          }}
          read={read}
          count="48 transactions"
          assist={assistFor(looked, onDrop)}
          onLook={setLooked}
          off={0}
          onTurnOff={onTurnOff}
          onRemove={(text, { start, end }) => `${text.slice(0, start)}${text.slice(end)}`.trim()}
          saving={{ saved: null, onSave, onRemove: () => undefined }}
          {...more}
        />
        <textarea aria-label="elsewhere" />
      </ThemeProvider>
    );
  }
  render(<Box />);
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Search' });
  return {
    user: userEvent.setup(),
    onType,
    onDrop,
    onTurnOff,
    onSave,
    box,
    replace: (text) => {
      outside.value = text;
      screen.getByText('from elsewhere').click();
    },
  };
}

/** The option that the keys are at; empty where they are at none. */
function activeOption(box: HTMLElement): string {
  const id = box.getAttribute('aria-activedescendant');
  return id === null ? '' : (document.getElementById(id)?.textContent ?? '');
}

describe('the search box', () => {
  it('takes effect after a pause, as one intent until it is left', async () => {
    const { user, onType, box } = setUp();
    await user.type(box, 'op');
    expect(onType).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op', true));
    await user.type(box, ':db');
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op:db', false));
    await user.keyboard('{Enter}');
    await user.type(box, 'x');
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op:dbx', true));
    expect(onType).toHaveBeenCalledTimes(3);
  });

  it('says what cannot be read and where, and lets it have no effect', async () => {
    const { user, onType, box } = setUp();
    await user.type(box, 'op bad x{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('That is wrong.');
    expect(screen.getByRole('alert')).toHaveTextContent('Write it otherwise.');
    expect(screen.getByRole('alert').querySelector('mark')).toHaveTextContent('bad');
    expect(box).toBeInvalid();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(onType.mock.calls.filter(([text]) => text.includes('bad'))).toEqual([]);
    // Left as it is, it still says that it has no effect.
    await user.click(screen.getByLabelText('elsewhere'));
    expect(screen.getByText('cannot be read')).toBeVisible();
    expect(box).toHaveValue('op bad x');
  });

  it('does not complain about half a condition at once', async () => {
    const { user, box } = setUp();
    await user.type(box, 'bad');
    expect(screen.queryByRole('alert')).toBeNull();
    await vi.waitFor(() => expect(screen.getByRole('alert')).toBeVisible(), { timeout: 2000 });
  });

  it('takes away the condition under the pointer, by a button that lies beside the letters and not on them', async () => {
    const { user, onType, box } = setUp('op:db plan:pro');
    draw('0', new DOMRect(4, 0, 40, 16));
    draw('6', new DOMRect(48, 0, 60, 16));
    const button = (): HTMLElement | null => screen.queryByRole('button', { name: /^Remove/ });
    expect(button()).toBeNull();
    await user.pointer({ target: box, coords: { clientX: 46 } });
    expect(button()).toBeNull();
    await user.pointer({ target: box, coords: { clientX: 10 } });
    expect(button()).toHaveAccessibleName('Remove op:db');
    await user.pointer({ target: box, coords: { clientX: 60 } });
    expect(button()).toHaveAccessibleName('Remove plan:pro');
    await user.pointer({ target: box, coords: { clientX: 10 } });
    // A press alone: the pointer of these tests comes from nowhere, and so would leave the field first.
    fireEvent.click(screen.getByRole('button', { name: 'Remove op:db' }));
    expect(onType).toHaveBeenLastCalledWith('plan:pro', true);
    expect(box).toHaveValue('plan:pro');
    expect(box).not.toHaveFocus();
    expect(button()).toBeNull();
    draw('0', new DOMRect(4, 0, 60, 16));
    await user.pointer({ target: box, coords: { clientX: 14 } });
    expect(button()).not.toBeNull();
    // Who writes has the list, which offers it for the condition at the caret.
    await user.click(box);
    await user.pointer({ target: box, coords: { clientX: 12 } });
    expect(button()).toBeNull();
    expect(box).toHaveFocus();
  });

  it('is reached by a slash, ready for one more condition, but not out of another field', async () => {
    const { user, box } = setUp('op:db');
    await user.click(screen.getByLabelText('elsewhere'));
    await user.keyboard('/');
    expect(screen.getByLabelText('elsewhere')).toHaveFocus();
    await user.click(document.body);
    await user.keyboard('/');
    expect(box).toHaveFocus();
    expect(box).toHaveValue('op:db ');
    expect(box.selectionStart).toBe(6);
  });

  it('closes its list by Escape, is emptied by the next, and left by the one after', async () => {
    const { user, onType, box } = setUp('op:db');
    await user.click(document.body);
    await user.keyboard('/');
    expect(box).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{Escape}');
    expect(box).toHaveAttribute('aria-expanded', 'false');
    expect(onType).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(onType).toHaveBeenLastCalledWith('', true);
    expect(box).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(box).not.toHaveFocus();
  });

  it('is cleared also while what was typed has yet to take effect, and that can be undone', async () => {
    const { user, onType, box } = setUp();
    await user.type(box, 'op:db');
    await vi.waitFor(() => expect(onType).toHaveBeenLastCalledWith('op:db', true));
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(onType).toHaveBeenLastCalledWith('', true);
    expect(box).toHaveValue('');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(onType).toHaveBeenLastCalledWith('op:db', true);
    expect(box).toHaveValue('op:db');
  });

  it('undoes and redoes step by step', async () => {
    const { user, box } = setUp('op:db ');
    await user.click(box);
    await user.keyboard('{End}st{Tab}');
    expect(box).toHaveValue('op:db status:');
    await user.keyboard('{Control>}z{/Control}');
    expect(box).toHaveValue('op:db st');
    await user.keyboard('{Control>}z{/Control}');
    expect(box).toHaveValue('op:db ');
    await user.keyboard('{Control>}y{/Control}');
    expect(box).toHaveValue('op:db st');
  });

  it('is completed by keys alone: arrows walk, Enter takes, Tab takes the best while writing', async () => {
    const { user, box } = setUp();
    await user.click(box);
    const list = screen.getByRole('listbox', { name: 'Suggestions' });
    expect(box).toHaveAttribute('aria-controls', list.id);
    expect(within(list).getAllByRole('option')).toHaveLength(3);
    expect(activeOption(box)).toBe('');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeOption(box)).toContain('op');
    expect(within(list).getByRole('option', { selected: true })).toHaveTextContent('op');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(activeOption(box)).toContain('status');
    await user.keyboard('{Enter}');
    expect(box).toHaveValue('status:');
    await user.clear(box);
    await user.keyboard('du{Tab}');
    expect(box).toHaveValue('duration:');
    expect(box).toHaveFocus();
  });

  it('lets Tab go on where nothing is being written', async () => {
    const { user, box } = setUp('op:db');
    await user.click(box);
    await user.tab();
    expect(box).not.toHaveFocus();
  });

  it('adds one more value with Shift, and takes out of the list what can be', async () => {
    const { user, box, onDrop } = setUp();
    await user.click(box);
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>}{Enter}{/Shift}');
    expect(box).toHaveValue('op:+');
    await user.clear(box);
    await user.keyboard('{ArrowUp}{Shift>}{Delete}{/Shift}');
    expect(onDrop).toHaveBeenCalledExactlyOnceWith('status');
  });

  it('takes a suggestion by mouse without losing the focus', async () => {
    const { user, box, onType } = setUp();
    await user.click(box);
    await user.click(screen.getByRole('option', { name: 'duration' }));
    expect(box).toHaveValue('duration:');
    expect(box).toHaveFocus();
    expect(onType).toHaveBeenLastCalledWith('duration:', true);
  });

  it('says how much the draft finds while it is being written, and the search in effect otherwise', async () => {
    const { user, box } = setUp('op:db');
    expect(screen.getByText('48 transactions')).toBeVisible();
    await user.click(box);
    expect(screen.getByText('14 of 212 transactions')).toBeVisible();
  });

  it('turns the condition at the caret off by a key, and a clicked one with Alt', async () => {
    const { user, box, onTurnOff } = setUp('op:db status:ok');
    await user.click(box);
    await user.keyboard('{Home}{Control>}/{/Control}');
    expect(onTurnOff).toHaveBeenLastCalledWith('op:db status:ok', { start: 0, end: 5 });
    draw('6', new DOMRect(40, 0, 60, 16));
    await user.keyboard('{Alt>}');
    await user.pointer({ target: box, coords: { clientX: 50 }, keys: '[MouseLeft]' });
    await user.keyboard('{/Alt}');
    expect(onTurnOff).toHaveBeenLastCalledWith('op:db status:ok', { start: 6, end: 15 });
  });

  it('is left as it was cleared, also while that has yet to take effect', async () => {
    const onType = vi.fn<OnType>();
    const { user, box } = setUp('op:db', { onType });
    await user.click(box);
    await user.keyboard('{Escape}{Escape}{Escape}');
    expect(box).not.toHaveFocus();
    expect(onType).toHaveBeenLastCalledWith('', true);
    expect(box).toHaveValue('');
    await user.keyboard('/status:ok');
    expect(box).toHaveValue('status:ok');
  });

  it('gives way to a search that came from elsewhere', async () => {
    const { user, box, replace } = setUp('op:db');
    await user.type(box, ' bad');
    await user.click(screen.getByLabelText('elsewhere'));
    expect(box).toHaveValue('op:db bad');
    replace('status:ok');
    await vi.waitFor(() => expect(box).toHaveValue('status:ok'));
  });

  it('keeps the search in effect under a name', async () => {
    const { user, onSave, box } = setUp('op:db');
    await user.click(screen.getByRole('button', { name: 'Save this search' }));
    await screen.findByRole('checkbox', { name: 'First in the list' });
    await user.keyboard('Databases');
    await user.click(screen.getByRole('checkbox', { name: 'First in the list' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ name: 'Databases', pinned: true });
    expect(box).toHaveFocus();
  });

  it('has no fault that axe finds, with its list, its form and an error', async () => {
    const { user, box } = setUp('op:db');
    const look = async (): Promise<unknown> => {
      const { violations } = await axe.run(document.body, {
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      });
      return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    };
    await user.click(box);
    await user.keyboard('{ArrowDown}');
    expect(await look()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save this search' }));
    await screen.findByRole('checkbox', { name: 'First in the list' });
    expect(await look()).toEqual([]);
    await user.keyboard('{Escape}');
    await user.type(box, ' bad{Enter}');
    expect(await look()).toEqual([]);
  });
});
