// On a phone the account of what was received is in the sheet of the filter: the bar below has no room for it.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Frame } from '../../../src/pages/frame/Frame.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';

const wide = window.matchMedia;
beforeEach(() => {
  window.matchMedia = (query) => Object.assign(wide(query), { matches: query.includes('max-width: 700px') });
});
afterEach(() => {
  window.matchMedia = wide;
});

it('stands in the sheet of the filter', async () => {
  const user = userEvent.setup();
  const { quality } = infoOf();
  const info = infoOf({
    rows: 9,
    extent: { start: 0, end: Date.now() },
    quality: { ...quality, received: 12, stored: 9, refused: [{ reason: 'wrong key', count: 3 }] },
  });
  render(
    <PageAround
      source={scriptedSource({
        info: () => Promise.resolve(info),
        ask: vi.fn(() => new Promise<never>(() => undefined)),
      })}
    >
      <Frame restartReason={null} firstRun={() => null}>
        <p>the page</p>
      </Frame>
    </PageAround>,
  );
  await screen.findByText('the page');
  await user.click(screen.getByRole('button', { name: /^collector/ }));
  const sheet = await screen.findByRole('dialog', { name: 'Filter' });
  const account = within(sheet).getByRole('heading', { name: 'What was received' }).closest('section');
  await within(sheet).findByText('Items received');
  expect(account).toHaveTextContent('Stored9');
  expect(account).toHaveTextContent('wrong key3');
  expect(account).toHaveTextContent('Items received12');
  expect(account).toHaveTextContent('Looking at the time shown');
  // What one comes for most is the search.
  expect(within(sheet).getByRole('combobox', { name: 'Search' })).toBeInTheDocument();
});
