import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NoSuchPage, SourceRoot } from './pages/frame/SourceRoot.tsx';
import { OpenGlance } from './pages/transaction/glance/OpenGlance.tsx';
import { lazyPart } from './ui/part/lazy-part.ts';
import { Boundary } from './ui/states/Boundary.tsx';
import { ThemeProvider } from './ui/theme/ThemeProvider.tsx';
import { AddressQueue } from './view/address-queue.tsx';
import { PageRouter } from './view/PageRouter.tsx';
import type { OpenSource } from './view/use-opened-source.ts';

const FirstRunPage = lazyPart(async () => (await import('./pages/first-run/FirstRunPage.tsx')).FirstRunPage);

/** What the first run has for the first service, the settings have for any other. */
const Connect = lazyPart(async () => (await import('./pages/first-run/ConnectMore.tsx')).ConnectMore);

const HOME = 'performance';

/** Every list of events has a look at one of them beside it. */
const Preview = lazyPart(async () => (await import('./pages/events/Preview.tsx')).Preview);

/** What other pages show of all transactions is a part of the page of one, too. */
const TRANSACTION_PARTS = {
  Events: lazyPart(async () => (await import('./pages/events/EventParts.tsx')).EventParts),
  Vitals: lazyPart(async () => {
    const { VitalParts } = await import('./pages/vitals/VitalParts.tsx');
    return (props: Omit<ComponentProps<typeof VitalParts>, 'Preview'>) => (
      <VitalParts {...props} Preview={Preview} />
    );
  }),
  Preview,
};

/** The pages, one level below the app's folder, each in its own chunk. */
const PAGES: ReadonlyMap<string, () => Promise<ComponentType>> = new Map([
  [HOME, async () => (await import('./pages/performance/PerformancePage.tsx')).PerformancePage],
  ['events', async () => (await import('./pages/events/EventsPage.tsx')).EventsPage],
  ['trace', async () => (await import('./pages/trace/TracePage.tsx')).TracePage],
  [
    'vitals',
    async () => {
      const { VitalsPage } = await import('./pages/vitals/VitalsPage.tsx');
      return () => <VitalsPage Preview={Preview} />;
    },
  ],
  ['trends', async () => (await import('./pages/trends/TrendsPage.tsx')).TrendsPage],
  ['alerts', async () => (await import('./pages/alerts/AlertsPage.tsx')).AlertsPage],
  ['alert', async () => (await import('./pages/alerts/AlertPage.tsx')).AlertPage],
  ['alert-edit', async () => (await import('./pages/alerts/AlertEditPage.tsx')).AlertEditPage],
  [
    'settings',
    async () => {
      const { SettingsPage } = await import('./pages/settings/SettingsPage.tsx');
      return () => <SettingsPage Connect={Connect} />;
    },
  ],
  [
    'transaction',
    async () => {
      const { TransactionPage } = await import('./pages/transaction/TransactionPage.tsx');
      return () => <TransactionPage parts={TRANSACTION_PARTS} />;
    },
  ],
]);

const ROUTES = [...PAGES].map(([path, load]) => ({
  path,
  Page: lazyPart(load),
}));

/**
 * Before anything is drawn, so that no link of the first run races with it: the app's folder is the home page, and the
 * code of the page is on its way while the source is opened.
 */
function enter(basename: string): void {
  const { pathname, search, hash } = location;
  const path = pathname.slice(basename.length + 1);
  if (path === '') history.replaceState(null, '', `${basename}/${HOME}${search}${hash}`);
  // What goes wrong is told where the page is drawn.
  PAGES.get(path === '' ? HOME : path)?.().catch(() => undefined);
}

/** The whole window. `basename` is the folder it was loaded from, without a slash at its end. */
export function App({ open, basename }: { readonly open: OpenSource; readonly basename: string }): ReactNode {
  const [client] = useState(() => {
    enter(basename);
    return new QueryClient();
  });
  const firstRun = (onDone: () => void): ReactNode => (
    <Suspense>
      <FirstRunPage onDone={onDone} />
    </Suspense>
  );
  const root = (
    <AddressQueue>
      <SourceRoot open={open} firstRun={firstRun} />
    </AddressQueue>
  );
  return (
    <ThemeProvider>
      <Boundary what="Longtail" size="page">
        <QueryClientProvider client={client}>
          <PageRouter basename={basename}>
            <Routes>
              <Route path="/" element={root}>
                {ROUTES.map(({ path, Page }) => (
                  <Route
                    key={path}
                    path={path}
                    element={
                      <>
                        <Boundary key={path} what="This page" size="page">
                          <Page />
                        </Boundary>
                        <OpenGlance />
                      </>
                    }
                  />
                ))}
                <Route path="*" element={<NoSuchPage />} />
              </Route>
            </Routes>
          </PageRouter>
        </QueryClientProvider>
      </Boundary>
    </ThemeProvider>
  );
}
