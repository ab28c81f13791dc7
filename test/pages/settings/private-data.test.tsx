import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { isSecretKey, isSecretParameter } from '../../../src/formats/privacy/secret-key.ts';
import {
  SECRET_ENDINGS,
  SECRET_PAIRS,
  SECRET_PARAMETERS,
  SECRET_PARTS,
  SECRET_WORDS,
} from '../../../src/model/private-data.ts';
import type { Info } from '../../../src/model/source.ts';
import { PrivateData } from '../../../src/pages/settings/PrivateData.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';

async function open(info: Info): Promise<string[][]> {
  render(
    <PageAround source={scriptedSource({ info: () => Promise.resolve(info) })}>
      <PrivateData />
    </PageAround>,
  );
  const table = await screen.findByRole('table', { name: /Rules/ });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent));
}

const { ingest, quality } = infoOf();

it('shows every rule, whether it holds, and how often it was needed', async () => {
  const rows = await open(
    infoOf({
      quality: {
        ...quality,
        filtered: [
          { reason: 'secret key', count: 1_204 },
          { reason: 'card number', count: 2 },
          { reason: 'a rule of tomorrow', count: 5 },
        ],
      },
      ...(ingest === null ? {} : { ingest: { ...ingest, anonymous: false } }),
    }),
  );
  expect(rows.map((cells) => [cells[0]?.split(' ').slice(0, 2).join(' '), ...cells.slice(1)])).toEqual([
    ['Values of', 'always', '1,204'],
    ['Secrets in', 'always', '0'],
    ['Users and', 'always', '0'],
    ['Numbers of', 'always', '2'],
    ['E-mail addresses', 'off: start with --anonymous', '0'],
    ['IP addresses', 'off: start with --anonymous', '0'],
    ['a rule', 'as the source says', '5'],
    ['All', '1,211'],
  ]);
});

it('says where contacts are filtered, too, and where a source takes nothing at all', async () => {
  const on = await open(infoOf(ingest === null ? {} : { ingest: { ...ingest, anonymous: true } }));
  expect(on.at(4)?.[1]).toBe('on');
});

it('counts nothing of a source that nothing can be sent to', async () => {
  const rows = await open(infoOf({ ingest: null }));
  expect(rows.map((cells) => cells.at(-1))).toEqual(['—', '—', '—', '—', '—', '—']);
  expect(screen.getByText(/nothing is filtered by it/)).toBeVisible();
});

it('lists the very names that keys are compared with', () => {
  for (const word of SECRET_WORDS) expect(isSecretKey(`x.${word}`), word).toBe(true);
  for (const pair of SECRET_PAIRS) expect(isSecretKey(pair.replace(' ', '_')), pair).toBe(true);
  for (const part of SECRET_PARTS) expect(isSecretKey(`my${part}s`), part).toBe(true);
  for (const ending of SECRET_ENDINGS) expect(isSecretKey(`my${ending}`), ending).toBe(true);
  for (const name of SECRET_PARAMETERS) expect(isSecretParameter(name), name).toBe(true);
  expect(['author', 'max_tokens', 'secretary', 'page'].filter(isSecretKey)).toEqual([]);
});
