import { act, render, screen } from '@testing-library/react';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import { Link, Route, Routes, useLocation } from 'react-router-dom';
import { expect, it } from 'vitest';
import { PageRouter } from '../../src/view/PageRouter.tsx';

function Here(): ReactNode {
  const { search } = useLocation();
  return <p>Here{search}</p>;
}

it('draws another view of the page at once, and keeps a page until the code of the next one is there', async () => {
  let arrive: (page: { default: () => ReactNode }) => void = () => undefined;
  const There = lazy(() => new Promise<{ default: () => ReactNode }>((resolve) => (arrive = resolve)));
  history.replaceState(null, '', '/app/here');
  render(
    <PageRouter basename="/app">
      <Link to="/here?tab=2">view</Link>
      <Link to="/there">page</Link>
      <Suspense fallback={<p>Nothing</p>}>
        <Routes>
          <Route path="/here" element={<Here />} />
          <Route path="/there" element={<There />} />
        </Routes>
      </Suspense>
    </PageRouter>,
  );
  act(() => screen.getByText('view').click());
  expect(screen.getByText('Here?tab=2')).toBeVisible();
  act(() => screen.getByText('page').click());
  expect(location.pathname).toBe('/app/there');
  expect(screen.getByText('Here?tab=2')).toBeVisible();
  await act(async () => {
    arrive({ default: () => <p>There</p> });
    await Promise.resolve();
  });
  expect(await screen.findByText('There')).toBeVisible();
  expect(screen.queryByText('Nothing')).toBeNull();
});
