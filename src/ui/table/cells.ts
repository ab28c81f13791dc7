/** The cells of a table's row, by the row's key. */
export function cellsOf(table: HTMLElement | null, key: string): HTMLElement[] {
  const row = [...(table?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])].find(
    ({ dataset }) => dataset['key'] === key,
  );
  return [...(row?.querySelectorAll<HTMLElement>('td[data-column]') ?? [])];
}

/** The cell of a row below the pointer: the row's link lies over all of them. */
export function cellAt(row: HTMLElement, clientX: number): HTMLElement | null {
  const cells = row.querySelectorAll<HTMLElement>('td[data-column]');
  const isBelow = (cell: HTMLElement): boolean => {
    const { left, right } = cell.getBoundingClientRect();
    return left <= clientX && clientX < right;
  };
  return [...cells].find(isBelow) ?? null;
}
