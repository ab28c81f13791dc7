import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { SourceError } from '../../src/model/source.ts';
import type { Problem } from '../../src/model/result.ts';
import { useReport } from '../../src/view/use-report.ts';
import { PageAround } from './page-around.tsx';
import { scriptedSource } from './scripted-source.ts';

const AWAY: Problem = { kind: 'unreachable', message: 'It is away.', advice: 'Wait.' };

let isAway = true;

function make(): Promise<string> {
  return isAway ? Promise.reject(new SourceError('unreachable', AWAY)) : Promise.resolve('a report');
}

function Report(): ReactNode {
  const { data, problem } = useReport('test', { of: 1 }, make);
  return <p>{data ?? problem?.message ?? 'nothing yet'}</p>;
}

it('a report that failed while its source was away is made once it is back', async () => {
  const source = scriptedSource();
  render(
    <PageAround source={source}>
      <Report />
    </PageAround>,
  );
  expect(await screen.findByText('It is away.')).toBeVisible();
  act(() => source.tell({ problem: AWAY }));
  isAway = false;
  act(() => source.tell({ problem: null }));
  expect(await screen.findByText('a report')).toBeVisible();
});
