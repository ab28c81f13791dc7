import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import type { Range } from '../../../src/model/time.ts';
import { SeriesChart } from '../../../src/ui/chart/SeriesChart.tsx';
import type { Series } from '../../../src/ui/chart/series.ts';
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

function Chart(): ReactNode {
  const [range, onSelect] = useState<Range | null>(null);
  return (
    <ThemeProvider>
      <SeriesChart
        name="Count"
        series={SERIES}
        zone="utc"
        height={200}
        selecting={{ range, onSelect, onZoom: zoom, hasChip: true }}
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
