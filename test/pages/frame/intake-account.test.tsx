import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Quality } from '../../../src/model/source.ts';
import { Account } from '../../../src/pages/frame/Account.tsx';
import { IntakeAccount } from '../../../src/pages/frame/IntakeAccount.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

const QUALITY: Quality = {
  received: 12_345,
  stored: 12_000,
  repeated: 300,
  skipped: [{ kind: 'session', count: 40 }],
  refused: [
    { reason: 'wrong key', count: 3 },
    { reason: 'too large', count: 2 },
  ],
  droppedByClients: [{ reason: 'sample_rate (span)', count: 99 }],
  filtered: [],
  wrongClocks: [{ reason: 'past_timestamp', count: 4 }],
  sampledRows: 0,
};

/** What a line counts, and how many there are. */
const read = (list: Iterable<Element> = []): string[] =>
  [...list].map((line) => `${line.querySelector('dt')?.textContent}${line.querySelector('dd')?.textContent}`);

describe('the account of what was received', () => {
  it('says how much came and was refused, and opens to lines that add up', async () => {
    const user = userEvent.setup();
    render(
      <ThemeProvider>
        <IntakeAccount
          quality={QUALITY}
          account={<Account quality={QUALITY} retention={{ days: 14, bytes: 2e9, expired: 7 }} />}
        />
      </ThemeProvider>,
    );
    await user.click(screen.getByRole('button', { name: '12,345 received, 5 refused' }));
    const sum = await screen.findByText('Items received');
    const [items, besides] = [...(sum.closest('dl')?.parentElement?.children ?? [])];
    expect(read(items?.children)).toEqual([
      'Stored12,000',
      'Repeated300',
      'Skipped40',
      'session40',
      'Refused5',
      'wrong key3',
      'too large2',
      'Items received12,345',
    ]);
    expect(read(besides?.children)).toEqual([
      'Expired7',
      'Dropped by clients99',
      'sample_rate (span)99',
      'Wrong clocks4',
      'past timestamp4',
    ]);
    // What it means is said to whoever cannot point at it, too.
    expect(screen.getByText(/^Transactions that are gone: .* for 14 days or up to 2 GB/)).toBeVisible();
    expect(screen.getByText('Sent once more, and counted once.')).toBeVisible();
    expect(screen.queryByText('Values filtered')).toBeNull();
  });

  it('says which private values were filtered', async () => {
    const user = userEvent.setup();
    const filtered = [
      { reason: 'password', count: 3 },
      { reason: 'credit card', count: 1 },
    ];
    render(
      <ThemeProvider>
        <IntakeAccount
          quality={QUALITY}
          account={
            <Account quality={{ ...QUALITY, filtered }} retention={{ days: 14, bytes: 2e9, expired: 0 }} />
          }
        />
      </ThemeProvider>,
    );
    await user.click(screen.getByRole('button', { name: /received/ }));
    const lines = (await screen.findByText('Values filtered')).closest('dl')?.children ?? [];
    expect(read(lines)).toEqual(expect.arrayContaining(['Values filtered4', 'password3', 'credit card1']));
  });
});
