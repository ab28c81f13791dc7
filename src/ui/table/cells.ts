/** The cells of a table's row, by the row's key. */
export function cellsOf(table: HTMLElement | null, key: string): HTMLElement[] {
  const row = [...(table?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])].find(
    ({ dataset }) => dataset['key'] === key,
  );
  return [...(row?.querySelectorAll<HTMLElement>('td[data-column]') ?? [])];
}

/** What a cell shows, to be copied: a number in full, of a name what the row is called by, else its words. */
export function valueIn(cell: HTMLElement | undefined): string {
  const exact = cell?.querySelector<HTMLElement>('[data-exact]')?.dataset['exact'];
  if (exact !== undefined && exact !== 'none') return exact;
  const named = cell?.querySelector<HTMLElement>('a[data-row-link]')?.textContent;
  return named ?? cell?.querySelector<HTMLElement>('[title]')?.title ?? cell?.textContent.trim() ?? '';
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
