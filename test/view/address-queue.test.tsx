import { act, render, screen } from '@testing-library/react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { describe, expect, it } from 'vitest';
import { AddressQueue } from '../../src/view/address-queue.tsx';
import type { Edit } from '../../src/view/address-queue.tsx';
import { useView } from '../../src/view/use-view.ts';

/** Parts of one page, each with its own way to the address; `edits` takes how they edit, in their order. */
function Part({ edits }: { readonly edits: Edit[] }): ReactNode {
  const { edit, view } = useView();
  edits.push(edit);
  return <span>{view.search}</span>;
}

function Page({ edits }: { readonly edits: Edit[] }): ReactNode {
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <Part edits={edits} />
      <Part edits={edits} />
      <button onClick={() => void navigate(-1)}>back</button>
      <Link to="/performance?v=2&search=linked">link</Link>
      <output>{search}</output>
    </>
  );
}

function show(address = '/performance'): { readonly one: Edit; readonly two: Edit } {
  const edits: Edit[] = [];
  render(
    <MemoryRouter initialEntries={[address]}>
      <AddressQueue>
        <Page edits={edits} />
      </AddressQueue>
    </MemoryRouter>,
  );
  const [one, two] = edits;
  if (one === undefined || two === undefined) throw new Error('The page has two parts.');
  return { one, two };
}

function told(): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(screen.getByRole('status').textContent));
}

function press(name: string): void {
  act(() => (screen.queryByRole('button', { name }) ?? screen.getByRole('link', { name })).click());
}

describe('edits of one moment', () => {
  it('from different parts of the page all count', () => {
    const { one, two } = show('/performance?v=2&range=4h');
    act(() => {
      one({ zone: 'local' });
      two({ environments: ['production'] });
      one(({ environments }) => ({ environments: [...environments, null] }));
    });
    expect(new URLSearchParams(screen.getByRole('status').textContent).getAll('environment')).toEqual([
      'production',
      '',
    ]);
    expect(told()).toMatchObject({ range: '4h', zone: 'local' });
    press('back');
    press('back');
    expect(told()).toEqual({ v: '2', range: '4h', zone: 'local' });
    press('back');
    expect(told()).toEqual({ v: '2', range: '4h' });
  });

  it('that lead to where the page was are one more step, and those that lead nowhere are none', () => {
    const { one, two } = show();
    act(() => {
      one({ search: 'a' });
      two({ search: '' });
      one({ search: '' });
    });
    expect(told()).toEqual({});
    press('back');
    expect(told()).toEqual({ v: '2', search: 'a' });
    press('back');
    expect(told()).toEqual({});
  });
});

it('an edit by a part that was drawn long ago is one of the newest view', () => {
  const { one, two } = show();
  act(() => two({ zone: 'local' }));
  act(() => two({ sort: { by: 'p50', desc: true } }));
  act(() => one(({ sort }) => ({ sort: { ...sort, desc: !sort.desc } })));
  expect(told()).toEqual({ v: '2', zone: 'local', sort: 'p50' });
});

it('after a link, and after Back, an edit is one of what is there then', () => {
  const { one, two } = show('/performance?v=2&search=first');
  act(() => one({ zone: 'local' }));
  press('link');
  act(() => two({ sort: { by: 'p50', desc: true } }));
  expect(told()).toEqual({ v: '2', search: 'linked', sort: '-p50' });
  press('back');
  press('back');
  press('back');
  act(() => one({ projects: ['api'] }));
  expect(told()).toEqual({ v: '2', search: 'first', project: 'api' });
});

it('an edit from an effect, before what led to it was drawn, keeps it', () => {
  function Anchored(): ReactNode {
    const { edit } = useView();
    const isDone = useRef(false);
    useEffect(() => {
      if (isDone.current) return;
      isDone.current = true;
      edit({ zone: 'local' }, 'replace');
    });
    return <button onClick={() => edit({ search: 'x' })}>search</button>;
  }
  render(
    <MemoryRouter initialEntries={['/performance']}>
      <AddressQueue>
        <Anchored />
        <Page edits={[]} />
      </AddressQueue>
    </MemoryRouter>,
  );
  press('search');
  expect(told()).toEqual({ v: '2', zone: 'local', search: 'x' });
});
