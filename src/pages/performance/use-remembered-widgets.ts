import { useEffect } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useView } from '../../view/use-view.ts';
import { rememberedWidgets } from '../../view/widget-memory.ts';

/**
 * Somebody who comes without an address of anybody's finds the widgets they chose last. An address that says anything
 * shows what it says, so that a link is the same for everybody.
 */
export function useRememberedWidgets(): void {
  const [params] = useSearchParams();
  const { edit } = useView();
  const isBare = params.size === 0;
  useEffect(() => {
    const remembered = isBare ? rememberedWidgets('all') : null;
    if (remembered !== null) edit(remembered, 'replace');
  }, [isBare, edit]);
}
