import { screen, within } from '@testing-library/react';

/** The links of the rows of the page's table, as soon as there are any. */
export async function rowLinks(): Promise<HTMLElement[]> {
  const table = await screen.findByRole('table', { name: /^Transactions with their numbers/ });
  return within(table).findAllByRole('link');
}
