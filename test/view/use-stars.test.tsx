import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, SourceError } from '../../src/model/source.ts';
import type { Settings, Source } from '../../src/model/source.ts';
import { useStars } from '../../src/view/use-stars.ts';
import type { TransactionId } from '../../src/view/view.ts';
import { PageAround } from './page-around.tsx';
import { scriptedSource } from './scripted-source.ts';

/** What two browsers share: settings that are replaced only by who has seen them. */
class Shared {
  settings: Settings = DEFAULT_SETTINGS;
  refused = 0;

  readonly answers: Partial<Source> = {
    readSettings: async () => {
      const { settings } = this;
      await Promise.resolve();
      return settings;
    },
    writeSettings: async (settings, before) => {
      await Promise.resolve();
      if (before !== null && JSON.stringify(before) !== JSON.stringify(this.settings)) {
        this.refused += 1;
        throw new SourceError('changed', { kind: 'refused', message: 'Changed.', advice: 'Read again.' });
      }
      this.settings = settings;
    },
  };
}

const ONE: TransactionId = { project: 'api', transaction: '/one' };
const TWO: TransactionId = { project: 'api', transaction: '/two' };

function Stars({ of }: { readonly of: TransactionId }): ReactNode {
  const { isStarred, toggle, problem } = useStars();
  return (
    <>
      <button disabled={toggle === null} aria-pressed={isStarred(of)} onClick={() => toggle?.(of)}>
        star
      </button>
      <output>{problem?.message}</output>
    </>
  );
}

/** A browser of its own, with a button for a transaction. */
async function browser(shared: Shared, of: TransactionId): Promise<HTMLElement> {
  const place = render(
    <PageAround source={scriptedSource(shared.answers)}>
      <Stars of={of} />
    </PageAround>,
  );
  const button = await within(place.container).findByRole('button', { name: 'star' });
  await waitFor(() => expect(button).toBeEnabled());
  return button;
}

it('stars that two browsers set in one moment are both kept', async () => {
  const shared = new Shared();
  const one = await browser(shared, ONE);
  const two = await browser(shared, TWO);
  act(() => {
    one.click();
    two.click();
  });
  await waitFor(() => expect(shared.settings.stars).toHaveLength(2));
  expect(shared.refused).toBeGreaterThan(0);
  expect(shared.settings.stars).toEqual(expect.arrayContaining([ONE, TWO]));
  expect(screen.getAllByRole('button', { pressed: true })).toHaveLength(2);
});

it('a star that both browsers set is one, and is taken away by either', async () => {
  const user = userEvent.setup();
  const shared = new Shared();
  const one = await browser(shared, ONE);
  const two = await browser(shared, ONE);
  await user.click(one);
  await waitFor(() => expect(shared.settings.stars).toEqual([ONE]));
  // The second one has not heard of it, and means to star it.
  await user.click(two);
  await waitFor(() => expect(two).toHaveAttribute('aria-pressed', 'true'));
  expect(shared.settings.stars).toEqual([ONE]);
  await user.click(two);
  await waitFor(() => expect(shared.settings.stars).toEqual([]));
});

function Both(): ReactNode {
  const { mark } = useStars();
  return [true, false].map((isMeant) => (
    <button key={String(isMeant)} disabled={mark === null} onClick={() => mark?.([ONE, TWO], isMeant)}>
      {isMeant ? 'star both' : 'star none'}
    </button>
  ));
}

it('several are starred in one change', async () => {
  const shared = new Shared();
  const write = vi.spyOn(shared.answers, 'writeSettings');
  render(
    <PageAround source={scriptedSource(shared.answers)}>
      <Both />
    </PageAround>,
  );
  const button = await screen.findByRole('button', { name: 'star both' });
  await waitFor(() => expect(button).toBeEnabled());
  act(() => button.click());
  await waitFor(() => expect(shared.settings.stars).toEqual([ONE, TWO]));
  expect(write).toHaveBeenCalledOnce();
  act(() => screen.getByRole('button', { name: 'star none' }).click());
  await waitFor(() => expect(shared.settings.stars).toEqual([]));
  expect(write).toHaveBeenCalledTimes(2);
});
