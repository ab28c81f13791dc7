import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { useEscape } from '../../src/ui/use-escape.ts';
import type { EscapeStep } from '../../src/ui/use-escape.ts';

function Open(props: {
  readonly step: EscapeStep;
  readonly onEscape: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  useEscape(props.onEscape, { step: props.step });
  return props.children;
}

/** A panel that answers for all that is in it. */
function Dialog({ onEscape }: { readonly onEscape: () => void }): ReactNode {
  const panel = useRef<HTMLDivElement>(null);
  useEscape(onEscape, { step: 'panel', within: panel });
  return (
    <div ref={panel} role="dialog" aria-label="Error">
      <button type="button">in it</button>
      <button type="button" onKeyDown={(event) => event.preventDefault()}>
        nearer
      </button>
    </div>
  );
}

it('takes back one step at a time: panels, then what listens on the document, then the rows, whatever was first', async () => {
  const user = userEvent.setup();
  const run = vi.fn<(step: string) => void>();
  const page = (open: readonly EscapeStep[]): ReactNode =>
    open.map((step) => <Open key={step} step={step} onEscape={() => run(step)} />);
  const { rerender } = render(page(['rows', 'panel']));
  await user.keyboard('{Escape}');
  rerender(page(['rows']));
  const between = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    run('selection');
  };
  document.addEventListener('keydown', between);
  await user.keyboard('{Escape}');
  document.removeEventListener('keydown', between);
  await user.keyboard('{Escape}');
  rerender(page([]));
  await user.keyboard('{Escape}');
  expect(run.mock.calls).toEqual([['panel'], ['selection'], ['rows']]);
});

it('lets the panel answer in which it was pressed, else the one that was opened last, and nobody a second time', async () => {
  const user = userEvent.setup();
  const [dialog, later] = [vi.fn(), vi.fn()];
  const before = (): ReactNode => <Dialog onEscape={dialog} />;
  const { rerender } = render(before());
  rerender(
    <>
      {before()}
      <Open step="panel" onEscape={later} />
    </>,
  );
  screen.getByRole('button', { name: 'in it' }).focus();
  await user.keyboard('{Escape}');
  expect([dialog.mock.calls.length, later.mock.calls.length]).toEqual([1, 0]);
  screen.getByRole('button', { name: 'nearer' }).focus();
  await user.keyboard('{Escape}');
  expect([dialog.mock.calls.length, later.mock.calls.length]).toEqual([1, 0]);
});

it('leaves the key to what floats, and to what is being written in', async () => {
  const user = userEvent.setup();
  const [rows, panel] = [vi.fn(), vi.fn()];
  const page = (isOpen: boolean): ReactNode => (
    <>
      <input aria-label="Search" />
      <div role="menu" tabIndex={-1} />
      <Open step="rows" onEscape={rows} />
      {isOpen && <Open step="panel" onEscape={panel} />}
    </>
  );
  const { rerender } = render(page(false));
  screen.getByRole('textbox').focus();
  await user.keyboard('{Escape}');
  screen.getByRole('menu').focus();
  await user.keyboard('{Escape}');
  expect(rows).not.toHaveBeenCalled();
  rerender(page(true));
  screen.getByRole('textbox').focus();
  await user.keyboard('{Escape}');
  expect([rows.mock.calls.length, panel.mock.calls.length]).toEqual([0, 1]);
});
