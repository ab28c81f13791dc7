import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Diagnostics } from '../../../src/pages/settings/Diagnostics.tsx';
import { keepError } from '../../../src/ui/states/recent-errors.ts';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';

it('shows what is in the file before it is saved, and saves just that', async () => {
  const user = userEvent.setup();
  const saved: Blob[] = [];
  URL.createObjectURL = vi.fn((blob: Blob) => {
    saved.push(blob);
    return 'blob:x';
  });
  URL.revokeObjectURL = vi.fn();
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  keepError('This chart', new TypeError('x is no function'));
  render(
    <PageAround
      source={scriptedSource({
        info: () => Promise.resolve(infoOf({ rows: 12 })),
        // Without alerts there is a file all the same.
        readAlerts: () => Promise.reject(new Error('no alerts')),
      })}
    >
      <Diagnostics />
    </PageAround>,
  );
  expect(screen.queryByRole('button', { name: 'Save the file' })).toBeNull();
  expect(screen.getByText(/never names, searches, addresses/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show the file' }));
  const shown = (await screen.findByRole('group', { name: /^longtail-diagnostics-.*\.json$/ })).textContent;
  const report = JSON.parse(shown) as { errors: readonly unknown[] };
  expect(report).toMatchObject({
    what: 'Longtail diagnostics',
    source: { kind: 'collector', transactions: 12 },
  });
  expect(report.errors.at(-1)).toMatchObject({ where: 'This chart', type: 'TypeError' });
  expect(saved).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'Save the file' }));
  expect(click).toHaveBeenCalledOnce();
  expect(await saved[0]?.text()).toBe(shown);
});
