import { CircleMinus, ListFilter } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Narrows a search to the rows that were picked out, or to all others. `refusal`: why it cannot be; null: it can. */
export function NarrowButtons(props: {
  readonly onlyThese: () => void;
  readonly allButThese: () => void;
  readonly refusal: string | null;
}): ReactNode {
  const { onlyThese, allButThese, refusal } = props;
  // In the order of the keys also where they can do nothing, and say why.
  const state = refusal === null ? {} : { 'aria-disabled': true, title: refusal };
  const unlessRefused = (run: () => void) => (): void => {
    if (refusal === null) run();
  };
  return (
    <>
      <Button
        look="ghost"
        size="small"
        icon={<ListFilter {...ICON} />}
        {...state}
        onClick={unlessRefused(onlyThese)}
      >
        Only these
      </Button>
      <Button
        look="ghost"
        size="small"
        icon={<CircleMinus {...ICON} />}
        {...state}
        onClick={unlessRefused(allButThese)}
      >
        All but these
      </Button>
    </>
  );
}
