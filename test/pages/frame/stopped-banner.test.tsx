// What a page says of a load that was stopped, and the way on.
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { StoppedBanner } from '../../../src/pages/frame/StoppedBanner.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';

it('says how much has come and since when that is all, and goes on', async () => {
  const resumeLoading = vi.fn(() => Promise.resolve());
  const source = scriptedSource({ resumeLoading });
  render(
    <PageAround source={source}>
      <StoppedBanner />
    </PageAround>,
  );
  expect(screen.queryByRole('button', { name: 'Go on loading' })).toBeNull();
  const since = Date.UTC(2026, 0, 7, 14, 2);
  act(() => source.tell({ stopped: { rows: 412_000, total: 1_400_000, since } }));
  expect(
    screen.getByText(
      /^Loading was stopped: the newest 412,000 of 1,400,000 transactions have come, those since .*14:02 UTC\.$/,
    ),
  ).toBeVisible();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Go on loading' }));
  expect(resumeLoading).toHaveBeenCalledOnce();
  act(() => source.tell({ stopped: { rows: 1, total: 14, since } }));
  expect(screen.getByText('Loading was stopped: only the newest of 14 transactions has come.')).toBeVisible();
  act(() => source.tell({ stopped: { rows: 0, total: null, since: null } }));
  expect(screen.getByText('Loading was stopped before anything of it came.')).toBeVisible();
  act(() => source.tell({ stopped: null }));
  expect(screen.queryByText(/Loading was stopped/)).toBeNull();
});
