import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import type { TextResultColumn } from '../../../src/model/result.ts';
import { useCompared } from '../../../src/pages/trace/use-compared.ts';
import { PageAround } from '../../view/page-around.tsx';
import { emptyResult, scriptedSource } from '../../view/scripted-source.ts';

const HERE = { traceId: 'a'.repeat(32), span: null };
const OTHER = 'b'.repeat(32);

function Sides(): ReactNode {
  const { data } = useCompared('typical', HERE, { project: 'api', transaction: '/a' });
  if (data === undefined) return <p>not known</p>;
  return (
    <p>{`${data.before.map(({ traceId }) => traceId).join()}, ${data.isWhole ? 'of all' : 'so far'}`}</p>
  );
}

function texts(name: string, value: string): TextResultColumn {
  return { kind: 'text', name, values: [value] };
}

it('what is compared with is chosen anew as more rows are loaded, and then no more', async () => {
  let asked = 0;
  const source = scriptedSource({
    list: () => {
      asked += 1;
      // The first question comes before there are rows.
      return Promise.resolve(
        asked === 1
          ? emptyResult({ complete: false })
          : emptyResult({ length: 1, columns: [texts('trace', OTHER), texts('span', 'c'.repeat(16))] }),
      );
    },
  });
  render(
    <PageAround source={source} address="/trace">
      <Sides />
    </PageAround>,
  );
  await screen.findByText(', so far');
  act(() => source.tell({ revision: 2 }));
  await screen.findByText(`${OTHER}, of all`);
  act(() => source.tell({ revision: 3 }));
  await screen.findByText(`${OTHER}, of all`);
  expect(asked).toBe(2);
});
