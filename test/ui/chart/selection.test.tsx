import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import type { Range } from '../../../src/model/time.ts';
import { SeriesChart } from '../../../src/ui/chart/SeriesChart.tsx';
import type { Series } from '../../../src/ui/chart/series.ts';
import type { Selecting } from '../../../src/ui/chart/use-brush.ts';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

const START = Date.UTC(2026, 0, 1);
/** Ten buckets of an hour. */
const SERIES: Series = {
  times: Float64Array.from({ length: 10 }, (_, hour) => START + hour * HOUR),
  step: HOUR,
  range: { start: START, end: START + 10 * HOUR },
  shift: 0,
  other: '',
  unit: 'count',
  isShare: false,
  lines: [{ id: 'count', label: 'count', look: 'plain', values: new Float64Array(10).fill(1), versus: null }],
  rows: new Float64Array(10).fill(1),
  covered: [{ start: START, end: START + 10 * HOUR }],
};

const zoom = vi.fn<(range: Range) => void>();

function Chart(more: Pick<Selecting, 'events' | 'onExemplar'>): ReactNode {
  const [range, onSelect] = useState<Range | null>(null);
  return (
    <ThemeProvider>
      <SeriesChart
        name="Count"
        series={SERIES}
        zone="utc"
        height={200}
        selecting={{ range, onSelect, onZoom: zoom, hasChip: true, ...more }}
      />
      <output>{range === null ? 'nothing' : hoursOf(range)}</output>
    </ThemeProvider>
  );
}

function hoursOf({ start, end }: Range): string {
  return `${(start - START) / HOUR} to ${(end - START) / HOUR}`;
}

/** Moves a pressed pointer from one place to another, in pixels of a chart of 1,200. */
function drag(from: number, to: number): void {
  const chart = screen.getByRole('slider');
  fireEvent.pointerDown(chart, { clientX: from, button: 0 });
  fireEvent.pointerMove(chart, { clientX: to });
  fireEvent.pointerUp(chart, { clientX: to });
}

function selected(): string {
  return screen.getByRole('status').textContent;
}

beforeEach(() => {
  zoom.mockClear();
  HTMLElement.prototype.setPointerCapture = () => undefined;
});

describe('a time in a chart', () => {
  it('is selected by dragging, in whole buckets, in either direction', () => {
    render(<Chart />);
    drag(420, 770);
    const forth = selected();
    expect(forth).toBe('2 to 6');
    drag(770, 420);
    expect(selected()).toBe(forth);
  });

  it('is one bucket where it was clicked, and dropped by a click beside it', () => {
    render(<Chart />);
    drag(420, 422);
    expect(selected()).toBe('2 to 3');
    drag(1200, 1200);
    expect(selected()).toBe('nothing');
    drag(420, 770);
    drag(1200, 1200);
    expect(selected()).toBe('nothing');
  });

  it('is zoomed into by its button or a double click, and dropped by its other button', async () => {
    const user = userEvent.setup();
    render(<Chart />);
    drag(420, 770);
    await user.click(await screen.findByRole('button', { name: /^Zoom/ }));
    fireEvent.doubleClick(screen.getByRole('slider'));
    expect(zoom.mock.calls.map(([range]) => hoursOf(range))).toEqual([selected(), selected()]);
    await user.click(await screen.findByRole('button', { name: 'Drop the selection' }));
    expect(selected()).toBe('nothing');
  });

  it('is selected, zoomed into and dropped by keys alone', async () => {
    const user = userEvent.setup();
    render(<Chart />);
    await user.tab();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}');
    expect(selected()).toBe('6 to 9');
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(selected()).toBe('7 to 9');
    await user.keyboard('{Enter}');
    expect(zoom).toHaveBeenCalledExactlyOnceWith({ start: START + 7 * HOUR, end: START + 9 * HOUR });
    await user.keyboard('{Escape}');
    expect(selected()).toBe('nothing');
  });
});

describe('the menu of a point', () => {
  it('opens where a pointer pressed a bucket, not where it dragged, and has the focus', async () => {
    const user = userEvent.setup();
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    render(<Chart />);
    drag(420, 770);
    fireEvent.click(screen.getByRole('slider'), { clientX: 770 });
    await screen.findByRole('group', { name: /^Selected: / });
    expect(screen.queryByRole('menu')).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Drop the selection' }));

    drag(420, 420);
    // A finger leaves the chart before it has clicked.
    fireEvent.pointerLeave(screen.getByRole('slider'));
    fireEvent.click(screen.getByRole('slider'), { clientX: 420 });
    const menu = await screen.findByRole('menu');
    expect(selected()).toBe('2 to 3');
    expect(menu).toHaveTextContent(/^1 Jan 02:00 – 03:00 UTC/);
    await vi.waitFor(() => expect(menu).toContainElement(document.activeElement as HTMLElement));
    await user.click(screen.getByRole('menuitem', { name: 'Copy count 1' }));
    expect(copy.mock.calls).toEqual([['1']]);
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    // What was pressed stays selected, with its buttons.
    expect(selected()).toBe('2 to 3');
    await screen.findByRole('group', { name: /^Selected: / });
  });

  it('opens by Enter at the crosshair, leads to events and a trace, and gives the focus back', async () => {
    const user = userEvent.setup();
    const onExemplar = vi.fn();
    render(
      <MemoryRouter>
        <Chart events={{ pathname: '/events', search: '?range=1' }} onExemplar={onExemplar} />
      </MemoryRouter>,
    );
    await user.tab();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
    expect(selected()).toBe('8 to 9');
    expect(zoom).not.toHaveBeenCalled();
    const events = await screen.findByRole('menuitem', { name: 'Events in this bucket' });
    expect(events).toHaveAttribute('href', '/events?range=1');
    await vi.waitFor(() => expect(events).toHaveFocus());
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.getByRole('slider')).toHaveFocus());
    expect(selected()).toBe('8 to 9');
    await user.keyboard('{Escape}');
    expect(selected()).toBe('nothing');

    await user.keyboard('{ArrowLeft}{Enter}');
    await user.click(await screen.findByRole('menuitem', { name: 'Trace nearest the p95' }));
    expect(onExemplar).toHaveBeenCalledOnce();
  });

  it('says so where the browser lets nothing be copied', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
    document.execCommand = () => false;
    render(<Chart />);
    await user.tab();
    await user.keyboard('{ArrowLeft}{Enter}');
    await user.click(await screen.findByRole('menuitem', { name: 'Copy count 1' }));
    expect(await screen.findByText('Not copied: the browser refused')).toBeVisible();
  });
});
