import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Info, Source } from '../../../src/model/source.ts';
import { SourceError } from '../../../src/model/source.ts';
import { ConnectMore } from '../../../src/pages/first-run/ConnectMore.tsx';
import { FirstRunPage } from '../../../src/pages/first-run/FirstRunPage.tsx';
import { SNIPPETS } from '../../../src/pages/first-run/snippets.ts';
import { PageAround } from '../../view/page-around.tsx';
import { emptyResult, infoOf, scriptedSource } from '../../view/scripted-source.ts';

function show(answers: Partial<Source>): ReturnType<typeof vi.fn<() => void>> {
  const onDone = vi.fn<() => void>();
  render(
    <PageAround source={scriptedSource(answers)}>
      <FirstRunPage onDone={onDone} />
    </PageAround>,
  );
  return onDone;
}

const TRACE = 'a'.repeat(32);
const SPAN = 'b'.repeat(16);

/** The first transaction, as a list of the newest answers it. */
function firstTransaction(): Source['list'] {
  return () =>
    Promise.resolve(
      emptyResult({
        length: 1,
        matched: 1,
        total: 1,
        columns: [
          { kind: 'text', name: 'transaction', values: ['GET /hello'] },
          { kind: 'number', name: 'timestamp', unit: 'epoch', values: new Float64Array([Date.now()]) },
          { kind: 'number', name: 'duration', unit: 'ms', values: new Float64Array([412]) },
          { kind: 'text', name: 'trace', values: [TRACE] },
          { kind: 'text', name: 'span', values: [SPAN] },
        ],
      }),
    );
}

describe('the first run', () => {
  it('has two doors: the demo, and an SDK with its address filled in', async () => {
    show({});
    expect(await screen.findByRole('tab', { name: 'Node' })).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('group', { name: 'code for Node' })).toHaveTextContent(
      'http://dev@localhost:4318/1',
    );
    expect(screen.getByRole('link', { name: /Open the demo/ })).toHaveAttribute(
      'href',
      '/performance?v=2&source=demo',
    );
    await userEvent.click(screen.getByRole('tab', { name: 'OpenTelemetry' }));
    expect(screen.getByRole('group', { name: 'code for OpenTelemetry' })).toHaveTextContent(
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318',
    );
    expect(screen.getByText('/home/ada/.longtail')).toBeVisible();
  });

  it('copies a snippet whole', async () => {
    const user = userEvent.setup();
    show({});
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toContain("import * as Sentry from '@sentry/node';");
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('says why a request was refused', async () => {
    const { ingest } = infoOf();
    const refused = {
      at: Date.now(),
      path: '/api/1/envelope/',
      client: null,
      status: 413,
      message: 'The body is larger than 20 MB after decompression. Send smaller envelopes.',
      transactions: 0,
      accepted: false,
    };
    show({ info: () => Promise.resolve(infoOf({ ingest: ingest && { ...ingest, requests: [refused] } })) });
    expect(await screen.findByText('Request refused')).toBeVisible();
    expect(screen.getByText(/larger than 20 MB/)).toBeVisible();
  });

  it('shows the first transaction when it comes, with the way to its trace and on', async () => {
    let info: Info = infoOf();
    const onDone = show({ info: () => Promise.resolve(info), list: firstTransaction() });
    expect(await screen.findByRole('heading', { name: 'No transactions yet' })).toBeVisible();
    info = infoOf({ rows: 1 });
    expect(
      await screen.findByRole('heading', { name: 'The first transaction is here' }, { timeout: 3000 }),
    ).toBeVisible();
    const link = await screen.findByRole('link', { name: 'Open its trace' });
    expect(link).toHaveAttribute('href', `/trace?v=2&trace=${TRACE}&span=${SPAN}`);
    await userEvent.click(screen.getByRole('button', { name: 'Open the dashboard' }));
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('says how to start a collector where none answers, and offers no address', async () => {
    const problem = { kind: 'unreachable', message: 'Nothing answers.', advice: '' } as const;
    const info = vi.fn<Source['info']>(() => Promise.reject(new SourceError('unreachable', problem)));
    show({ info });
    expect(await screen.findByText('npm ci && npm start')).toBeVisible();
    expect(screen.getByText('npx longtail')).toBeVisible();
    expect(screen.queryByText(/http:\/\/dev@/)).toBeNull();
    expect(screen.getByRole('link', { name: /Open the demo/ })).toBeVisible();
    const before = info.mock.calls.length;
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(info.mock.calls.length).toBeGreaterThan(before);
  });

  it('offers no address of a source that takes no data', async () => {
    show({ info: () => Promise.resolve(infoOf({ ingest: null })) });
    expect(await screen.findByText('This source takes no data')).toBeVisible();
    expect(screen.queryByRole('tab')).toBeNull();
  });
});

const ADDRESSES = { dsn: 'http://dev@localhost:4318/1', otlp: 'http://localhost:4318' };

describe('the snippets', () => {
  it('are there for what most services are made with', () => {
    expect(SNIPPETS.map(({ label }) => label)).toEqual([
      'Node',
      'Browser',
      'React',
      'Next.js',
      'Python',
      'Django',
      'Go',
      'Java',
      'PHP',
      'Ruby',
      '.NET',
      'OpenTelemetry',
    ]);
  });

  it.each(SNIPPETS)('of $label have the address filled in', ({ uses, code }) => {
    expect(code(ADDRESSES)).toContain(ADDRESSES[uses]);
  });

  it.each(SNIPPETS.filter(({ uses }) => uses === 'dsn'))('of $label send transactions', ({ code }) => {
    expect(code(ADDRESSES)).toMatch(/traces_?-?sample_?-?rate\W+1\.0/i);
  });
});

describe('one more service', () => {
  const show = (answers: Partial<Source>): void => {
    render(
      <PageAround source={scriptedSource(answers)} address="/settings">
        <ConnectMore />
      </PageAround>,
    );
  };

  it('is connected as the first one was, and what came last is said', async () => {
    const { ingest } = infoOf();
    const at = Date.now();
    const requests = [
      { path: '/api/2/envelope/', client: 'sentry.ruby/6.1.0', status: 403, message: 'Wrong key. Use dev.' },
      { path: '/api/1/envelope/', client: 'sentry.python/2.19.0', status: 200, message: '1 transaction' },
    ].map((request, index) => ({
      ...request,
      at: at - index,
      transactions: index,
      accepted: request.status === 200,
    }));
    show({
      info: () => Promise.resolve(infoOf({ rows: 7, ingest: ingest && { ...ingest, requests } })),
    });
    await userEvent.click(await screen.findByRole('tab', { name: 'Ruby' }));
    expect(screen.getByRole('group', { name: 'code for Ruby' })).toHaveTextContent(ADDRESSES.dsn);
    const [refused, taken] = screen
      .getByRole('region', { name: 'Last requests' })
      .querySelectorAll('li[data-state]');
    expect(refused).toHaveTextContent(
      /^Wrong key\. Use dev\. refusedPOST \/api\/2\/envelope\/ from sentry\.ruby\/6\.1\.0, answered 403/,
    );
    expect(taken).toHaveAttribute('data-state', 'done');
  });

  it('is sent elsewhere where a source takes nothing', async () => {
    show({ info: () => Promise.resolve(infoOf({ name: 'demo', ingest: null })) });
    expect(await screen.findByText('This source takes no data')).toBeVisible();
    expect(screen.queryByRole('tab')).toBeNull();
  });
});
