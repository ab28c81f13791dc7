import { PanelRight, SquareCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Kit } from '../popup/use-kit.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What a row's menu does with the row itself: what keys do where there are keys. */
export interface RowUse {
  /** Picks the row out or puts it back; left out where rows cannot be. */
  readonly onSelect?: ((row: string, isRange: boolean) => void) | undefined;
  /** The rows that are picked out. */
  readonly selected?: ReadonlySet<string> | undefined;
  /** Looks at what the row is of, beside the list; left out where there is nothing to look at. */
  readonly onPreview?: ((row: string) => void) | undefined;
}

/** The items of a row's menu that are about the row rather than one of its values. */
export function RowItems(props: RowUse & { readonly menu: Kit['Menu']; readonly row: string }): ReactNode {
  const { menu: Menu, row, onSelect, selected, onPreview } = props;
  if (onSelect === undefined && onPreview === undefined) return null;
  return (
    <>
      <Menu.Divider />
      {onPreview !== undefined && (
        <Menu.Item leftSection={<PanelRight {...ICON} />} onClick={() => onPreview(row)}>
          Look at it here
        </Menu.Item>
      )}
      {onSelect !== undefined && (
        <Menu.Item leftSection={<SquareCheck {...ICON} />} onClick={() => onSelect(row, false)}>
          {selected?.has(row) === true ? 'Put this row back' : 'Select this row'}
        </Menu.Item>
      )}
    </>
  );
}
