import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { describe, expect, it, vi } from 'vitest';
import type { Source } from '../../../src/model/source.ts';
import { SourceError } from '../../../src/model/source.ts';
import { Frame } from '../../../src/pages/frame/Frame.tsx';
import { DEMO_CHOICE } from '../../../src/view/demo-choice.ts';
import { useTellHeader } from '../../../src/view/page-header.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';
import type { ScriptedSource } from '../../view/scripted-source.ts';

const WITH_ROWS = infoOf({
  rows: 1_000_000,
  extent: { start: 0, end: Date.now() },
  environments: [
    { name: 'production', rows: 900_000 },
    { name: null, rows: 100_000 },
  ],
  projects: [{ name: 'api', rows: 1_000_000 }],
});

function Page(): ReactNode {
  const navigate = useNavigate();
  useTellHeader('Performance', '48 transactions');
  return (
    <>
      <p>the page</p>
      <button onClick={() => void navigate(-1)}>back</button>
    </>
  );
}

function show(address?: string, answers: Partial<Source> = {}): ScriptedSource {
  const source = scriptedSource({ info: () => Promise.resolve(WITH_ROWS), ...answers });
  render(
    <PageAround source={source} {...(address === undefined ? {} : { address })}>
      <Frame restartReason={null} firstRun={(onDone) => <button onClick={onDone}>the first run</button>}>
        <Page />
      </Frame>
    </PageAround>,
  );
  return source;
}

function address(): string {
  return screen.getByLabelText('address').textContent;
}

describe('the frame', () => {
  it('names the page, its source and what is held', async () => {
    show();
    expect(await screen.findByText('the page')).toBeVisible();
    expect(document.title).toBe('Performance · Longtail');
    expect(screen.getByText('1,000,000 transactions')).toBeVisible();
    expect(screen.getByText('48 transactions')).toBeVisible();
  });

  it('writes every choice into the address, and takes it back with Back', async () => {
    const user = userEvent.setup();
    show();
    await screen.findByText('the page');
    await user.click(screen.getByRole('button', { name: 'env all' }));
    await user.click(await screen.findByRole('checkbox', { name: 'production' }));
    expect(address()).toBe('/performance?v=2&environment=production');
    await user.click(await screen.findByRole('checkbox', { name: '(no environment)' }));
    expect(address()).toBe('/performance?v=2&environment=production&environment=');
    expect(screen.getByRole('button', { name: 'env production +1' })).toBeVisible();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /^range Last/ }));
    await user.click(await screen.findByRole('button', { name: /^7.d$/ }));
    expect(address()).toBe('/performance?v=2&range=7d&environment=production&environment=');
    await user.type(screen.getByRole('combobox', { name: 'Search' }), 'abc{Enter}');
    expect(address()).toContain('&search=abc');
    for (const before of [
      '/performance?v=2&range=7d&environment=production&environment=',
      '/performance?v=2&environment=production&environment=',
      '/performance?v=2&environment=production',
      '/performance',
    ]) {
      await user.click(screen.getByRole('button', { name: 'back' }));
      expect(address()).toBe(before);
    }
  });

  it('keeps a chosen value that the source does not have, so that it can be let go', async () => {
    const user = userEvent.setup();
    show('/performance?environment=gone');
    await screen.findByText('the page');
    await user.click(screen.getByRole('button', { name: 'env gone' }));
    await user.click(await screen.findByRole('checkbox', { name: 'gone' }));
    expect(address()).toBe('/performance');
  });

  it('leaves the filters of one source behind when another is opened', async () => {
    const user = userEvent.setup();
    show('/transaction?environment=x&transaction=a&transaction.project=p');
    await screen.findByText('the page');
    await user.click(screen.getByRole('button', { name: /^source/ }));
    await user.click(await screen.findByRole('radio', { name: 'Demo' }));
    expect(address()).toBe('/performance?v=2&source=demo');
  });

  it('says on paper in words what the screen has as controls, and on screen nothing of it', async () => {
    show(
      '/performance?v=2&environment=production&project=api&search=op:db&range=2026-11-23T10:00Z..2026-11-23T11:30Z',
    );
    await screen.findByText('the page');
    const about = (): string[] =>
      screen
        .queryAllByRole('term')
        .map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`);
    expect(about()).toEqual([]);
    act(() => void dispatchEvent(new Event('beforeprint')));
    expect(about()).toEqual([
      'Source: collector :3000',
      'Time: 23 Nov 2026 10:00 UTC – 23 Nov 2026 11:30 UTC',
      'Compared with: the previous period',
      'Environment: production',
      'Project: api',
      'Search: op:db',
    ]);
    act(() => void dispatchEvent(new Event('afterprint')));
    expect(about()).toEqual([]);
  });

  it('offers no demo where it was removed from this browser, but one that is open', async () => {
    const user = userEvent.setup();
    DEMO_CHOICE.write('removed');
    show();
    await screen.findByText('the page');
    await user.click(screen.getByRole('button', { name: /^source/ }));
    expect(await screen.findByRole('radio', { name: /^collector/ })).toBeVisible();
    expect(screen.queryByRole('radio', { name: 'Demo' })).toBeNull();
  });

  it('copies a link in which the time is fixed', async () => {
    const user = userEvent.setup();
    show('/performance?range=1h');
    await user.click(await screen.findByRole('button', { name: 'Copy link' }));
    const copied = new URL(await navigator.clipboard.readText());
    const [start, end] = (copied.searchParams.get('range') ?? '').split('..').map(Date.parse);
    expect((end ?? 0) - (start ?? 0)).toBe(3_600_000);
  });

  it('says what of the address could not be read, until that was read', async () => {
    const user = userEvent.setup();
    show('/performance?sort=colour&search=op:');
    expect(await screen.findByText(/cannot be sorted by “colour”/)).toBeVisible();
    expect(screen.getByText(/The search in the address cannot be read and is not applied/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Close this message' }));
    expect(screen.queryByText(/sorted by “colour”/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Remove “op:”' }));
    expect(screen.queryByText(/not applied/)).toBeNull();
  });

  it('shows how far loading is, and that the source is gone', async () => {
    const source = show();
    await screen.findByText('the page');
    act(() => source.tell({ loading: { rows: 340_000, total: 1_000_000 } }));
    expect(screen.getByText('340,000 of 1,000,000')).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '340000');
    act(() => source.tell({ problem: { kind: 'unreachable', message: 'It is gone.', advice: 'Wait.' } }));
    expect(within(screen.getByRole('alert')).getByText('It is gone.')).toBeVisible();
    expect(screen.getByText('cannot be reached')).toBeVisible();
    expect(screen.getByText('the page')).toBeVisible();
  });

  it('gives way to the first run while there are no rows, until that is left', async () => {
    const user = userEvent.setup();
    let rows = 0;
    const info = vi.fn<Source['info']>(() => Promise.resolve(infoOf({ rows })));
    show('/performance', { info });
    await screen.findByText('the first run');
    expect(screen.queryByText('the page')).toBeNull();
    rows = 1;
    await user.click(screen.getByText('the first run'));
    expect(screen.getByText('the first run')).toBeVisible();
  });

  it('gives way to the first run where no collector answers', async () => {
    const problem = { kind: 'unreachable', message: 'Nothing answers.', advice: '' } as const;
    show('/performance', { info: () => Promise.reject(new SourceError('unreachable', problem)) });
    expect(await screen.findByText('the first run')).toBeVisible();
  });

  it('has no fault that axe finds', async () => {
    show('/performance?sort=colour');
    await screen.findByText('the page');
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
