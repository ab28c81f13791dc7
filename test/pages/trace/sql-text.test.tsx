import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { isSql, SqlText } from '../../../src/pages/trace/SqlText.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';

afterEach(cleanup);

function show(text: string): void {
  render(
    <ThemeProvider>
      <SqlText text={text} />
    </ThemeProvider>,
  );
}

it('lays a query out in lines, and shows it as it was sent', async () => {
  const sent = 'SELECT a, b FROM t WHERE x = %s AND y = :name';
  show(sent);
  const part = await screen.findByRole('region', { name: 'Query' }, { timeout: 15_000 });
  expect(part.querySelector('pre')?.textContent).toBe(
    'SELECT\n  a,\n  b\nFROM\n  t\nWHERE\n  x = %s\n  AND y = :name',
  );
  await userEvent.click(screen.getByRole('button', { name: 'As sent' }));
  expect(part.querySelector('pre')?.textContent).toBe(sent);
});

it('shows what it cannot read as it was sent', async () => {
  await import('sql-formatter');
  show('SELECT ((( FROM');
  // The formatter is there by now, and has had its turn.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await screen.findByRole('region', { name: 'Description' })).toHaveTextContent('SELECT ((( FROM');
});

it('takes only queries for queries', () => {
  expect(isSql('db.query', ' select 1')).toBe(true);
  expect(isSql('db', 'GET session')).toBe(false);
  expect(isSql('http.client', 'SELECT 1')).toBe(false);
  expect(isSql('db', `SELECT ${'x'.repeat(30_000)}`)).toBe(false);
});
