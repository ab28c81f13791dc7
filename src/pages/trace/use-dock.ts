import { useState } from 'react';
import { readerChoice } from '../../view/reader-choice.ts';

const DOCKS = ['right', 'bottom'] as const;
/** Where the details stand. */
export type Dock = (typeof DOCKS)[number];

const choice = readerChoice('trace-details', DOCKS);

/** Where the reader wants the details: kept for the next visit, and no part of a link. */
export function useDock(): readonly [dock: Dock, setDock: (dock: Dock) => void] {
  const [dock, setDock] = useState(choice.read);
  const put = (dock: Dock): void => {
    choice.write(dock);
    setDock(dock);
  };
  return [dock, put];
}
