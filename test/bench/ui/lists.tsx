// Runs in the browser: two lists of rows as pages commonly have them.
import { useVirtualizer } from '@tanstack/react-virtual';
import { createRoot } from 'react-dom/client';
import type { ReactNode } from 'react';

function frame(): HTMLElement {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id “root”.');
  return root;
}

/** Resolves when what stands in the page by now has been painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function titleOf(row: number): string {
  return `SELECT "id" FROM "contacts" WHERE "kind" = ${row % 40}`;
}

/** An element for every row. */
export async function plain(rows: number): Promise<void> {
  const root = frame();
  for (let row = 0; row < rows; row++) {
    const line = document.createElement('div');
    const name = document.createElement('span');
    const bar = document.createElement('i');
    name.textContent = titleOf(row);
    bar.style.cssText = `display:inline-block;height:14px;background:#254cb2;width:${row % 300}px`;
    line.append(name, bar);
    line.style.height = '24px';
    root.append(line);
  }
  await painted();
}

function Row({ row }: { readonly row: number }): ReactNode {
  return (
    <div style={{ height: 24 }}>
      <span>{titleOf(row)}</span>
      <i style={{ display: 'inline-block', height: 14, background: '#254cb2', width: row % 300 }} />
    </div>
  );
}

function List({ all }: { readonly all: readonly ReactNode[] }): ReactNode {
  const virtual = useVirtualizer({
    count: all.length,
    getScrollElement: frame,
    estimateSize: () => 24,
    overscan: 8,
  });
  return (
    <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
      {virtual.getVirtualItems().map(({ index, start }) => (
        <div key={index} style={{ position: 'absolute', top: start }}>
          {all[index]}
        </div>
      ))}
    </div>
  );
}

/** A component for every row, of which a virtualiser shows those in sight. */
export async function virtual(rows: number): Promise<void> {
  const all = Array.from({ length: rows }, (_, row) => <Row key={row} row={row} />);
  createRoot(frame()).render(<List all={all} />);
  while (document.querySelector('i') === null) await new Promise(requestAnimationFrame);
  await painted();
}
