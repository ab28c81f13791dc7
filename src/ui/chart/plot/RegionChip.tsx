import type { ReactNode } from 'react';
import { SelectionButtons } from '../SelectionButtons.tsx';
import type { SelectionActions } from '../SelectionButtons.tsx';
import selection from '../selection.module.css';

/** What can be done with what is selected in a plot, which gives it its place. */
export function RegionChip(props: SelectionActions): ReactNode {
  return (
    <div className={selection.chip} data-placed role="group" aria-label="What is selected">
      <SelectionButtons {...props} />
    </div>
  );
}
