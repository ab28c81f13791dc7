import { useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useRowKeys } from './use-row-keys.ts';
import { useRowSelection } from './use-row-selection.ts';
import type { RowSelection } from './use-row-selection.ts';

/** Rows of a list that is no `DataTable`, with the keys and the selection of one. */
export interface PickedRows<R, E extends HTMLElement> {
  /** Around the rows: each is marked `data-row` with its number, its link `data-row-link`. */
  readonly list: RefObject<E | null>;
  readonly selection: RowSelection<R>;
  /** Whether the boxes that pick rows out are shown where they are not all the time; to show none drops the selection. */
  readonly picking: { readonly isOn: boolean; readonly onToggle: () => void };
}

/** All of the list is in the page. `keyOf` has to be the same function while its answers are the same. */
export function usePickedRows<R, E extends HTMLElement>(
  rows: readonly R[],
  keyOf: (row: R) => string,
): PickedRows<R, E> {
  const list = useRef<E>(null);
  const sorted = useMemo(
    () => rows.map((row) => ({ id: keyOf(row), original: { row, rank: 0 } })),
    [rows, keyOf],
  );
  const selection = useRowSelection<R>(sorted);
  const [isOn, setIsOn] = useState(false);
  const onToggle = (): void => {
    setIsOn(!isOn);
    if (isOn) selection.clear();
  };
  useRowKeys(
    list,
    sorted.length,
    () => undefined,
    (index, isRange) => {
      const id = sorted[index]?.id;
      if (id !== undefined) selection.toggle(id, isRange);
    },
  );
  return { list, selection, picking: { isOn, onToggle } };
}
