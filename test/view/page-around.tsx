import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import type { Source } from '../../src/model/source.ts';
import { ThemeProvider } from '../../src/ui/theme/ThemeProvider.tsx';
import { AddressQueue } from '../../src/view/address-queue.tsx';
import { PageHeaderProvider } from '../../src/view/page-header.tsx';
import { SourceProvider } from '../../src/view/source-context.tsx';
import { TickProvider } from '../../src/view/tick-context.tsx';

/** Everything a page stands on, over a source of the test's own. The address is shown in an element of its own. */
export function PageAround(props: {
  readonly source: Source;
  readonly address?: string;
  readonly children: ReactNode;
}): ReactNode {
  const { source, address = '/performance', children } = props;
  return (
    <ThemeProvider>
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter initialEntries={[address]}>
          <AddressQueue>
            <SourceProvider source={source} sourceId="collector">
              <TickProvider>
                <PageHeaderProvider>
                  {children}
                  <Address />
                </PageHeaderProvider>
              </TickProvider>
            </SourceProvider>
          </AddressQueue>
        </MemoryRouter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function Address(): ReactNode {
  const { pathname, search } = useLocation();
  return (
    <output aria-label="address">
      {pathname}
      {search}
    </output>
  );
}
