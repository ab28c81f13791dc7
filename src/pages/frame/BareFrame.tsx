import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { Shell } from '../../ui/shell/Shell.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { SchemeMenu } from '../../ui/theme/SchemeMenu.tsx';
import { useView } from '../../view/use-view.ts';
import { toCrumbs, toPlaces } from './places.tsx';

/** The frame while there is no source to filter. */
export function BareFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const { view } = useView();
  const page = useLocation().pathname.slice(1);
  return (
    <Shell
      places={toPlaces(view, '')}
      foot={null}
      top={<TopBar crumbs={toCrumbs(view, page, '')} filter={null} actions={<SchemeMenu />} />}
    >
      {children}
    </Shell>
  );
}
