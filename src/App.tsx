import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import { RouterProvider, createBrowserRouter, redirect, useRouteError } from 'react-router-dom';
import type { LoaderFunctionArgs, RouteObject } from 'react-router-dom';
import { NoSuchPage, SourceRoot } from './pages/frame/SourceRoot.tsx';
import { Boundary } from './ui/states/Boundary.tsx';
import { ProblemPanel } from './ui/states/ProblemPanel.tsx';
import { toDiagnostics } from './ui/states/diagnostics.ts';
import { ThemeProvider } from './ui/theme/ThemeProvider.tsx';
import { AddressQueue } from './view/address-queue.tsx';
import type { OpenSource } from './view/use-opened-source.ts';

const FirstRunPage = lazy(async () => ({
  default: (await import('./pages/first-run/FirstRunPage.tsx')).FirstRunPage,
}));

/** The pages, one level below the app's folder, each in its own chunk. */
const PAGES: RouteObject[] = [
  {
    path: 'performance',
    lazy: async () => ({
      Component: (await import('./pages/performance/PerformancePage.tsx')).PerformancePage,
    }),
  },
  {
    path: 'events',
    lazy: async () => ({ Component: (await import('./pages/events/EventsPage.tsx')).EventsPage }),
  },
  {
    path: 'trace',
    lazy: async () => ({ Component: (await import('./pages/trace/TracePage.tsx')).TracePage }),
  },
  {
    path: 'vitals',
    lazy: async () => ({ Component: (await import('./pages/vitals/VitalsPage.tsx')).VitalsPage }),
  },
  {
    path: 'trends',
    lazy: async () => ({ Component: (await import('./pages/trends/TrendsPage.tsx')).TrendsPage }),
  },
  {
    path: 'alerts',
    lazy: async () => ({ Component: (await import('./pages/alerts/AlertsPage.tsx')).AlertsPage }),
  },
  {
    path: 'alert',
    lazy: async () => ({ Component: (await import('./pages/alerts/AlertPage.tsx')).AlertPage }),
  },
  {
    path: 'alert-edit',
    lazy: async () => ({ Component: (await import('./pages/alerts/AlertEditPage.tsx')).AlertEditPage }),
  },
  {
    path: 'settings',
    lazy: async () => ({
      Component: (await import('./pages/settings/SettingsPage.tsx')).SettingsPage,
    }),
  },
  {
    path: 'transaction',
    lazy: async () => ({
      Component: (await import('./pages/transaction/TransactionPage.tsx')).TransactionPage,
    }),
  },
];

function toRoutes(open: OpenSource): RouteObject[] {
  const firstRun = (onDone: () => void): ReactNode => (
    <Suspense>
      <FirstRunPage onDone={onDone} />
    </Suspense>
  );
  return [
    {
      path: '/',
      element: (
        <AddressQueue>
          <SourceRoot open={open} firstRun={firstRun} />
        </AddressQueue>
      ),
      errorElement: <PageFailed what="Longtail" />,
      hydrateFallbackElement: <div aria-busy />,
      children: [
        { index: true, loader: toPerformance, element: <div aria-busy /> },
        ...PAGES.map((page) => ({ ...page, errorElement: <PageFailed what="This page" /> })),
        { path: '*', element: <NoSuchPage /> },
      ],
    },
  ];
}

/** The whole window. `basename` is the folder it was loaded from, without a slash at its end. */
export function App({ open, basename }: { readonly open: OpenSource; readonly basename: string }): ReactNode {
  const [client] = useState(() => new QueryClient());
  const [router] = useState(() => createBrowserRouter(toRoutes(open), { basename }));
  return (
    <ThemeProvider>
      <Boundary what="Longtail" size="page">
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Boundary>
    </ThemeProvider>
  );
}

/** Before anything is drawn, so that no link of the first run races with it. */
function toPerformance({ request }: LoaderFunctionArgs): Response {
  return redirect(`/performance${new URL(request.url).search}`);
}

/** For what a page threw while it was loaded or drawn. */
function PageFailed({ what }: { readonly what: string }): ReactNode {
  const error = useRouteError();
  return (
    <ProblemPanel
      size="page"
      problem={{
        kind: 'failed',
        message: `${what} could not be shown.`,
        advice: 'Reload it: a newer version may have been installed since it was opened.',
      }}
      onRetry={() => location.reload()}
      retryLabel="Reload"
      details={toDiagnostics(error, what)}
    />
  );
}
