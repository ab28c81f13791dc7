// The palette: where its entries lead.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { Palette } from '../../../src/pages/frame/palette/Palette.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { emptyResult, scriptedSource } from '../../view/scripted-source.ts';

const nothing = (): void => undefined;

const NO_TRANSACTIONS = emptyResult({
  columns: [
    { kind: 'text', name: 'project', values: [] },
    { kind: 'text', name: 'transaction', values: [] },
  ],
});

async function take(address: string, words: string, option: string): Promise<string> {
  render(
    <PageAround source={scriptedSource({ peek: () => Promise.resolve(NO_TRANSACTIONS) })} address={address}>
      <Palette onClose={nothing} onKeys={nothing} />
    </PageAround>,
  );
  await userEvent.type(await screen.findByRole('combobox', { name: 'Command' }), words);
  await userEvent.click(await screen.findByRole('option', { name: new RegExp(`^${option}`) }));
  return screen.getByLabelText('address').textContent;
}

it('another time zone is one of the page that is open', async () => {
  expect(await take('/events?v=2&environment=production', 'time zone', 'Times of this computer')).toBe(
    '/events?v=2&zone=local&environment=production',
  );
});

it('leads to every page of the rail, to that of traces too', async () => {
  expect(await take('/events?v=2&environment=production', 'traces', 'Traces')).toBe(
    '/trace?v=2&environment=production',
  );
});
