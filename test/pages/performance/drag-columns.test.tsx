import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { rowLinks } from '../row-links.ts';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const HOUR = 3_600_000;
const RANGE = `${new Date(END - HOUR).toISOString()}..${new Date(END).toISOString()}`;

it('the head of a column is dragged to another place, and its edge to another width', async () => {
  const user = userEvent.setup();
  const rows = Array.from({ length: 40 }, (_, index) => transaction({ end: END - 1 - index }));
  const { source } = await heldSource(rows, { start: END - 2 * HOUR, end: END });
  render(
    <PageAround source={source} address={`/performance?range=${encodeURIComponent(RANGE)}`}>
      <PerformancePage />
    </PageAround>,
  );
  await rowLinks();
  const address = (): URLSearchParams =>
    new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
  const heads = (): HTMLElement[] => screen.getAllByRole('columnheader');
  const head = (name: string): HTMLElement => screen.getByRole('columnheader', { name });
  const at = (name: string): number => 100 * heads().indexOf(head(name));
  for (const [index, each] of heads().entries()) {
    each.getBoundingClientRect = () => new DOMRect(index * 100, 0, 100, 32);
  }
  const drag = async (target: Element, from: number, to: number): Promise<void> => {
    await user.pointer([
      { keys: '[MouseLeft>]', target, coords: { clientX: from } },
      { target: document.body, coords: { clientX: (from + to) / 2 } },
      { target: document.body, coords: { clientX: to } },
      { keys: '[/MouseLeft]', target: document.body },
    ]);
  };
  await drag(head('p95'), at('p95') + 50, at('TPM') + 10);
  const order = address().getAll('column');
  expect(order.indexOf('p95')).toBe(order.indexOf('throughput') - 1);
  expect(address().get('sort')).toBeNull();
  const edge = document.querySelector('[data-edge-of=apdex]') ?? document.body;
  await drag(edge, 500, 477);
  expect(address().getAll('width')).toEqual(['apdex:123']);
  await drag(edge, 500, -5_000);
  expect(address().getAll('width')).toEqual(['apdex:800']);
  // A column that is let go where it was stays, and Escape lets go of one.
  await drag(head('p95'), at('p95') + 50, at('p95') + 53);
  expect(address().getAll('column')).toEqual(order);
  await user.pointer([
    { keys: '[MouseLeft>]', target: head('Apdex'), coords: { clientX: at('Apdex') } },
    { target: document.body, coords: { clientX: 0 } },
  ]);
  await user.keyboard('{Escape}');
  await user.pointer({ keys: '[/MouseLeft]', target: document.body });
  expect(address().getAll('column')).toEqual(order);
});
