import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { setPageTitle } from './window-title.ts';

/** What a page tells the frame around it. */
export interface PageHeader {
  /** The page's own name, last in the breadcrumb and first in the window's title, such as `GET /api/documents`. */
  readonly title: string;
  /** What the search box says it found, such as `48 transactions`; empty while not known. */
  readonly count: string;
}

const EMPTY: PageHeader = { title: '', count: '' };
const HeaderContext = createContext<PageHeader>(EMPTY);
const SetHeaderContext = createContext<((header: PageHeader) => void) | null>(null);

export function PageHeaderProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [header, setHeader] = useState(EMPTY);
  return (
    <SetHeaderContext value={setHeader}>
      <HeaderContext value={header}>{children}</HeaderContext>
    </SetHeaderContext>
  );
}

/** What the open page tells; for the frame. */
export function usePageHeader(): PageHeader {
  return useContext(HeaderContext);
}

/** Called by a page, with what it wants the frame to say, and the title of its window where that is to say more. */
export function useTellHeader(title: string, count = '', inWindow = title): void {
  const set = useContext(SetHeaderContext);
  const header = useMemo(() => ({ title, count }), [title, count]);
  useEffect(() => {
    set?.(header);
    return () => set?.(EMPTY);
  }, [set, header]);
  useEffect(() => {
    setPageTitle(inWindow);
  }, [inWindow]);
}
