// Clicks on the latency plot, as a pointer makes them.
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { viewOfRows } from '../../../src/pages/performance/tabs.ts';
import { printInterval } from '../../../src/view/interval.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - HOUR, end: END };

// jsdom has no pointer capture.
HTMLElement.prototype.setPointerCapture = () => undefined;

function address(): URLSearchParams {
  return new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
}

async function show(length = 240, plot = 'heatmap', name = /^Latency/, tab = 'all'): Promise<HTMLElement> {
  const rows = Array.from({ length }, (_, index) =>
    transaction({
      end: END - 1 - index * 15_000,
      duration: 50 + (index % 40) * 10,
      work: { db: 30 },
    }),
  );
  const { source } = await heldSource(rows, RANGE);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off', plot, tab });
  render(
    <PageAround source={source} address={`/performance?${params.toString()}`}>
      <PerformancePage />
    </PageAround>,
  );
  return screen.findByRole('slider', { name });
}

it('two clicks zoom into the cell', async () => {
  // As long as between two clicks of a hand.
  const user = userEvent.setup({ delay: 100 });
  const plot = await show();
  const range = address().get('range');
  const coords = { clientX: 400, clientY: 120 };
  await user.pointer([
    { target: plot, coords },
    { keys: '[MouseLeft][MouseLeft]', target: plot, coords },
  ]);
  await waitFor(() => expect(address().get('range')).not.toBe(range));
  expect(address().get('select')).toBeNull();
});

it('a click beside what is selected drops it, one within keeps it', async () => {
  const user = userEvent.setup();
  const plot = await show();
  const press = async (clientX: number): Promise<void> => {
    const coords = { clientX, clientY: 120 };
    // Between two clicks in different places no browser sees a double click.
    await user.pointer([
      { target: plot, coords: { clientX: 10, clientY: 10 } },
      { target: plot, coords },
      { keys: '[MouseLeft>]', target: plot, coords },
      { keys: '[/MouseLeft]', target: plot, coords },
    ]);
  };
  await press(400);
  await waitFor(() => expect(address().get('select')).not.toBeNull());
  const selected = address().get('select');
  await press(700);
  await waitFor(() => expect(address().get('select')).toBeNull());
  await press(400);
  await waitFor(() => expect(address().get('select')).toBe(selected));
});

it('a click on a cell offers its events, a trace and its values, and Escape leaves it selected', async () => {
  const user = userEvent.setup();
  const plot = await show();
  const coords = { clientX: 400, clientY: 120 };
  await user.pointer([
    { target: plot, coords },
    { keys: '[MouseLeft]', target: plot, coords },
  ]);
  const events = await screen.findByRole('menuitem', { name: 'Events in this bucket' });
  const selected = address().get('select');
  const led = new URLSearchParams(events.getAttribute('href')?.split('?')[1]);
  expect(led.get('range')).toBe(selected);
  expect(screen.getByRole('menuitem', { name: 'Trace nearest the p95' })).toBeVisible();
  expect(screen.getByRole('menuitem', { name: /^Copy p95 \d/ })).toBeVisible();
  expect(screen.queryByRole('group', { name: 'What is selected' })).toBeNull();
  await waitFor(() => expect(events).toHaveFocus());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  await waitFor(() => expect(plot).toHaveFocus());
  expect(address().get('select')).toBe(selected);
  expect(await screen.findByRole('group', { name: 'What is selected' })).toBeVisible();
});

it('a click where nothing is offers no events of it', async () => {
  const user = userEvent.setup();
  const plot = await show(20);
  const coords = { clientX: 400, clientY: 120 };
  await user.pointer([
    { target: plot, coords },
    { keys: '[MouseLeft]', target: plot, coords },
  ]);
  expect(await screen.findByRole('menuitem', { name: 'Zoom to it' })).toBeVisible();
  expect(screen.getByText(/: no events$/)).toBeVisible();
  for (const name of ['Events in this bucket', 'Trace nearest the p95']) {
    expect(screen.queryByRole('menuitem', { name })).toBeNull();
  }
});

it('where data begin late, says so and offers the time since then', async () => {
  const user = userEvent.setup();
  // Five minutes of an hour.
  await show(20);
  await screen.findByText('No transactions before 19 Jan 2026 23:55 UTC');
  await user.click(screen.getByRole('button', { name: 'Fit to data' }));
  const fitted = printInterval({ start: END - HOUR / 12, end: END });
  await waitFor(() => expect(address().get('range')).toBe(fitted));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Fit to data' })).toBeNull());
});

it('what is pointed at in the plot is told by the widgets, too', async () => {
  const plot = await show();
  const widget = await screen.findByRole('slider', { name: /^p95 duration/ });
  expect(widget).toHaveAttribute('aria-valuetext', 'No bucket chosen');
  fireEvent.pointerMove(plot, { clientX: 400, clientY: 120 });
  const at = (chart: HTMLElement) => chart.getAttribute('aria-valuetext')?.split(' UTC')[0];
  await waitFor(() => expect(at(widget)).toMatch(/\d\d:\d\d/));
  expect(at(widget)).toBe(at(plot));
  fireEvent.pointerLeave(plot);
  await waitFor(() => expect(widget).toHaveAttribute('aria-valuetext', 'No bucket chosen'));
});

it('time by op is selected in, leads to its events, and has its table', async () => {
  const user = userEvent.setup();
  const name = 'Mean time by kind of work';
  const plot = await show(240, 'work', new RegExp(`^${name}`));
  plot.focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
  expect(await screen.findByRole('menuitem', { name: 'Events in this bucket' })).toBeVisible();
  expect(screen.getByRole('menuitem', { name: /^Copy db 30/ })).toBeVisible();
  expect(address().get('select')).not.toBeNull();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  await user.click(screen.getByRole('button', { name: `${name}: show as a table` }));
  expect(address().getAll('tables')).toEqual(['work']);
  const table = await screen.findByRole('region', { name: `${name} as a table` });
  expect(within(table).getByRole('columnheader', { name: 'db' })).toBeVisible();
});

it('of a tab, events and alerts are those of the tab', async () => {
  const user = userEvent.setup();
  const plot = await show(240, 'heatmap', /^Latency/, 'backend');
  plot.focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
  const events = await screen.findByRole('menuitem', { name: 'Events in this bucket' });
  const searchOf = (link: HTMLElement): string =>
    new URL(link.getAttribute('href') ?? '', 'http://longtail').searchParams.get('search') ?? '';
  const ofTab = viewOfRows({ ...DEFAULT_VIEW, tab: 'backend' }).search;
  expect(ofTab).toContain('pageload');
  expect(searchOf(events)).toContain(ofTab);
  expect(searchOf(screen.getByRole('link', { name: 'Latency: make an alert' }))).toBe(ofTab);
  expect(searchOf(await screen.findByRole('link', { name: 'p95 duration: open in events' }))).toBe(ofTab);
});
