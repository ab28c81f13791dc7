import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { AttributeTable } from '../../../src/pages/trace/AttributeTable.tsx';
import { RequestTimes } from '../../../src/pages/trace/RequestTimes.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';
import { span } from '../../trace/drawing.ts';

afterEach(cleanup);

const NAMES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'];

function show(onFilter = vi.fn()): () => string[] {
  const attributes = NAMES.map((name, at) => [name, `value ${at}`] as const);
  render(
    <ThemeProvider>
      <AttributeTable title="Tags" attributes={attributes} what="events" onFilter={onFilter} />
    </ThemeProvider>,
  );
  return () => screen.getAllByRole('term').map(({ textContent }) => textContent);
}

it('attributes that are pinned stand before the others, also the next time', async () => {
  const names = show();
  expect(names()[0]).toBe('alpha');
  await userEvent.click(screen.getByRole('button', { name: 'Pin zeta' }));
  expect(names().slice(0, 2)).toEqual(['zeta', 'alpha']);
  cleanup();
  const again = show();
  expect(again()[0]).toBe('zeta');
  await userEvent.click(screen.getByRole('button', { name: 'No longer pin zeta' }));
  expect(again()[0]).toBe('alpha');
});

it('many attributes are looked through by key and value, and lead to what has them', async () => {
  const onFilter = vi.fn();
  const names = show(onFilter);
  const letters = screen.getByRole('textbox', { name: 'Filter tags' });
  await userEvent.type(letters, 'ETA');
  expect(names()).toEqual(['beta', 'eta', 'theta', 'zeta']);
  await userEvent.clear(letters);
  await userEvent.type(letters, 'value 3');
  expect(names()).toEqual(['delta']);
  await userEvent.click(screen.getByRole('button', { name: 'Find events without this delta' }));
  expect(onFilter).toHaveBeenCalledWith('delta', 'value 3', 'exclude');
  await userEvent.type(letters, 'x');
  expect(screen.getByText(/Neither a key nor a value/)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(names()).toHaveLength(NAMES.length);
});

it('a request tells how long it waited, was answered and was read, where its sender says so', () => {
  const request = (moments: Readonly<Record<string, number>>) =>
    span({ op: 'http.client', start: 10_000, duration: 100, attributes: new Map(Object.entries(moments)) });
  const { container, rerender } = render(
    <RequestTimes
      span={request({ 'http.request.request_start': 10.02, 'http.request.response_start': 10.09 })}
    />,
  );
  expect(container.textContent?.replace(/[\u202f\s]+/g, ' ')).toBe(
    'waited20.0 msrequest70.0 msresponse10.0 ms',
  );
  rerender(<RequestTimes span={request({ 'http.request.request_start': 10.02 })} />);
  expect(container).toBeEmptyDOMElement();
  rerender(
    <RequestTimes
      span={request({ 'http.request.request_start': 9, 'http.request.response_start': 10.09 })}
    />,
  );
  expect(container).toBeEmptyDOMElement();
});
