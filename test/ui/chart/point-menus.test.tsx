// What a pressed bar of a histogram and a pressed bucket of a stack offer.
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import type { Range } from '../../../src/model/time.ts';
import { BinMenu } from '../../../src/ui/chart/BinMenu.tsx';
import { Histogram } from '../../../src/ui/chart/Histogram.tsx';
import { StackChart } from '../../../src/ui/chart/StackChart.tsx';
import type { NamedLayer } from '../../../src/ui/chart/StackChart.tsx';
import type { DurationSpan } from '../../../src/ui/chart/use-duration-brush.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

const EVENTS = { pathname: '/events', search: '?range=1' };

const filtered = vi.fn<(span: DurationSpan) => void>();
const zoomed = vi.fn<(range: Range) => void>();

beforeEach(() => {
  vi.clearAllMocks();
  HTMLElement.prototype.setPointerCapture = () => undefined;
});

/** Four bins of 100 ms, the second of them empty. */
const BINS = { edges: [100, 200, 300, 400, 500], counts: Float64Array.of(7, 0, 3, 1) };

function Bins({ isSelecting }: { readonly isSelecting: boolean }): ReactNode {
  const [span, onSelect] = useState<DurationSpan | null>(null);
  return (
    <ThemeProvider>
      <MemoryRouter>
        <Histogram
          distribution={BINS}
          earlier={null}
          isLog={false}
          marks={[]}
          tailFrom={Number.NaN}
          tailLabel={null}
          height={200}
          selecting={isSelecting ? { span, onSelect } : undefined}
          chip={<button type="button">Filter</button>}
          renderMenu={(point, span) => (
            <BinMenu point={point} events={EVENTS} onFilter={() => filtered(span)} />
          )}
        />
        <output>{span === null ? 'nothing' : `${span.from} to ${span.to}`}</output>
      </MemoryRouter>
    </ThemeProvider>
  );
}

/** Presses the chart so far from its left end, in shares of 1,200 pixels. */
function press(share: number): void {
  const chart = screen.getByRole('slider');
  const clientX = 48 + share * (1_200 - 48 - 16);
  fireEvent.pointerDown(chart, { clientX, button: 0 });
  fireEvent.pointerUp(chart, { clientX });
  fireEvent.click(chart, { clientX });
}

describe('a bar of a histogram that is pressed', () => {
  it('is selected, and offers its events, a search by its durations and its values', async () => {
    const user = userEvent.setup();
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    render(<Bins isSelecting />);
    press(0.6);
    const menu = await screen.findByRole('menu');
    expect(menu).toHaveTextContent(/^300.ms to 400.ms/);
    expect(screen.getByRole('status')).toHaveTextContent('300 to 400');
    expect(screen.getByRole('menuitem', { name: 'Events of these durations' })).toHaveAttribute(
      'href',
      '/events?range=1',
    );
    await user.click(screen.getByRole('menuitem', { name: 'Copy events 3' }));
    expect(copy.mock.calls).toEqual([['3']]);
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    // It stays selected, with its buttons.
    expect(screen.getByRole('button', { name: 'Filter' })).toBeVisible();
    press(0.6);
    expect(screen.getByRole('status')).toHaveTextContent('nothing');
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('opens by Enter at the bin that the arrow keys chose, and gives the focus back', async () => {
    const user = userEvent.setup();
    render(<Bins isSelecting />);
    await user.tab();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
    expect(await screen.findByRole('menu')).toHaveTextContent(/^300.ms to 400.ms/);
    await user.click(screen.getByRole('menuitem', { name: 'Search by these durations' }));
    expect(filtered).toHaveBeenCalledExactlyOnceWith({ from: 300, to: 400 });
    await vi.waitFor(() => expect(screen.getByRole('slider')).toHaveFocus());
  });

  it('of no events offers none', async () => {
    render(<Bins isSelecting />);
    press(0.4);
    const menu = await screen.findByRole('menu');
    expect(menu).toHaveTextContent('no events');
    expect(within(menu).queryByRole('menuitem', { name: /Events|Search/ })).toBeNull();
  });

  it('offers the same where nothing can be selected', async () => {
    render(<Bins isSelecting={false} />);
    press(0.1);
    expect(await screen.findByRole('menuitem', { name: 'Events of these durations' })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('nothing');
  });
});

const START = Date.UTC(2026, 0, 1);
const LAYERS: readonly NamedLayer[] = [
  { key: 'db', label: 'db', colour: 'red', values: new Float64Array(10).fill(40) },
  { key: 'http', label: 'http', colour: 'blue', values: new Float64Array(10).fill(60) },
];

function Stack(): ReactNode {
  const [range, onSelect] = useState<Range | null>(null);
  const bucket = (hour: number) => ({
    start: START + hour * HOUR,
    end: START + (hour + 1) * HOUR,
    at: START + (hour + 0.5) * HOUR,
    isPartial: hour === 9,
    isLoaded: true,
    isEarlierLoaded: true,
  });
  return (
    <ThemeProvider>
      <MemoryRouter>
        <StackChart
          name="By op"
          layers={LAYERS}
          buckets={Array.from({ length: 10 }, (_, hour) => bucket(hour))}
          range={{ start: START, end: START + 10 * HOUR }}
          zone="utc"
          height={200}
          selecting={{ range, onSelect, onZoom: zoomed, events: EVENTS, hasChip: true }}
        />
        <output>
          {range === null ? 'nothing' : `${(range.start - START) / HOUR} to ${(range.end - START) / HOUR}`}
        </output>
      </MemoryRouter>
    </ThemeProvider>
  );
}

describe('a stack over time', () => {
  it('has a time selected by dragging or with Shift and arrows, and is zoomed into', async () => {
    const user = userEvent.setup();
    render(<Stack />);
    const chart = screen.getByRole('slider');
    fireEvent.pointerDown(chart, { clientX: 420, button: 0 });
    fireEvent.pointerMove(chart, { clientX: 770 });
    fireEvent.pointerUp(chart, { clientX: 770 });
    expect(screen.getByRole('status')).toHaveTextContent('2 to 6');
    await user.click(await screen.findByRole('button', { name: /^Zoom/ }));
    expect(zoomed).toHaveBeenCalledExactlyOnceWith({ start: START + 2 * HOUR, end: START + 6 * HOUR });
    chart.focus();
    await user.keyboard('{Escape}{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}');
    expect(screen.getByRole('status')).toHaveTextContent('3 to 5');
  });

  it('offers the events of a bucket and the values of its layers where one is pressed', async () => {
    const user = userEvent.setup();
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    render(<Stack />);
    await user.tab();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('8 to 9');
    expect(await screen.findByRole('menuitem', { name: 'Events in this bucket' })).toBeVisible();
    await user.click(screen.getByRole('menuitem', { name: /^Copy http 60/ }));
    expect(copy.mock.calls).toEqual([['60']]);
  });

  it('shows less of a bucket that the range cuts', () => {
    const { container } = render(<Stack />);
    expect(container.querySelectorAll('svg rect')).toHaveLength(1);
  });
});
