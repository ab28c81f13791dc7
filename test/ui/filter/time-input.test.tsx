import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { RangePanel } from '../../../src/ui/filter/RangePanel.tsx';
import type { ShownRange } from '../../../src/ui/filter/RangePanel.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';
import { readRange } from '../../../src/view/range-input.ts';
import { RANGE_PRESETS } from '../../../src/view/range.ts';

const NOW = Date.UTC(2026, 10, 22, 14, 3);

function show(): { readonly onChange: ReturnType<typeof vi.fn<(range: ShownRange) => void>> } {
  const onChange = vi.fn<(range: ShownRange) => void>();
  render(
    <ThemeProvider>
      <RangePanel
        range={{ last: HOUR }}
        presets={RANGE_PRESETS}
        now={NOW}
        zone="utc"
        onChange={onChange}
        onZone={() => undefined}
        onZoomOut={() => undefined}
        read={(text) => readRange(text, { now: NOW, zone: 'utc' })}
        isFolded
      />
    </ThemeProvider>,
  );
  return { onChange };
}

describe('a range that is typed', () => {
  it('is said in words while it is written, and takes effect with Enter', async () => {
    const user = userEvent.setup();
    const { onChange } = show();
    const field = screen.getByLabelText('Type a range');
    await user.type(field, '2026-11-01 14:00..15:30');
    expect(screen.getByText(/^1 Nov 2026 14:00 UTC – 1 Nov 2026 15:30 UTC/)).toBeVisible();
    expect(onChange).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    const start = Date.UTC(2026, 10, 1, 14);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ start, end: start + 90 * MINUTE });
  });

  it('may be relative', async () => {
    const user = userEvent.setup();
    const { onChange } = show();
    await user.type(screen.getByLabelText('Type a range'), '-90m{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ last: 90 * MINUTE });
  });

  it('that cannot be read says where and why, and has no effect', async () => {
    const user = userEvent.setup();
    const { onChange } = show();
    const field = screen.getByLabelText('Type a range');
    await user.type(field, '2026-02-30 14:00..15:00');
    expect(field).toHaveAttribute('aria-invalid', 'false');
    await user.keyboard('{Enter}');
    expect(onChange).not.toHaveBeenCalled();
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(screen.getByText('30', { selector: 'mark' })).toBeVisible();
    expect(screen.getByText('That month has 28 days.')).toBeVisible();
  });

  it('does not complain about half a range before a pause', async () => {
    const user = userEvent.setup();
    show();
    await user.type(screen.getByLabelText('Type a range'), '2026-1');
    expect(screen.queryByRole('mark')).toBeNull();
    expect(await screen.findByText(/is no time/, undefined, { timeout: 3_000 })).toBeVisible();
  });
});

it('offers the last quarter of an hour to the last month', () => {
  show();
  const presets = within(screen.getByRole('group', { name: 'The last' })).getAllByRole('button');
  expect(presets.map(({ textContent }) => textContent.replace('\u202f', ' '))).toEqual([
    '15 min',
    '1 h',
    '4 h',
    '24 h',
    '7 d',
    '14 d',
    '30 d',
  ]);
  expect(presets[1]).toHaveAttribute('aria-pressed', 'true');
});
