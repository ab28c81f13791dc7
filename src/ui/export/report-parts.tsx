import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { ReactNode, RefCallback } from 'react';
import type { Picture } from './PictureExport.tsx';
import type { ExportTable } from './table-text.ts';

/** So many rows of a table a report has. */
export const MOST_REPORTED = 10;

/** A number of a page in words: its name, what it is, how it changed. */
export interface ReportNumber {
  readonly label: string;
  readonly value: string;
  /** Empty where nothing is compared. */
  readonly change: string;
}

/** What a part of a page adds to a report of it. */
export type ReportPiece =
  | { readonly kind: 'numbers'; readonly numbers: readonly ReportNumber[] }
  | { readonly kind: 'picture'; readonly name: string; readonly picture: Picture }
  | { readonly kind: 'table'; readonly name: string; readonly table: ExportTable; readonly of: number };

interface Part {
  readonly element: () => Element | null;
  readonly read: () => ReportPiece | null;
  /** Whether it shows an earlier answer, until it has its own. */
  readonly isStale: () => boolean;
}

const PartsContext = createContext<Set<Part> | null>(null);

/** Around all that a report may be made of. */
export function ReportParts({ children }: { readonly children: ReactNode }): ReactNode {
  const [parts] = useState(() => new Set<Part>());
  return <PartsContext value={parts}>{children}</PartsContext>;
}

/**
 * Makes a part of the page a part of its reports. `read` is asked when one is made; null while there is nothing.
 * `isStale`: it shows an earlier answer just now, which a report waits for the end of. The result is the `ref` of an element that
 * tells where on the page the part stands.
 */
export function useReportPart(read: () => ReportPiece | null, isStale = false): RefCallback<Element> {
  const parts = useContext(PartsContext);
  const latest = useRef({ read, isStale });
  useEffect(() => {
    latest.current = { read, isStale };
  });
  const element = useRef<Element | null>(null);
  useEffect(() => {
    const part: Part = {
      element: () => element.current,
      read: () => latest.current.read(),
      isStale: () => latest.current.isStale,
    };
    parts?.add(part);
    return () => void parts?.delete(part);
  }, [parts]);
  const [ref] = useState(() => (own: Element | null): void => {
    element.current = own;
  });
  return ref;
}

/** Reads all parts of the page as they are now, in the order in which they stand on it. */
export function useReportPieces(): () => ReportPiece[] {
  const parts = useContext(PartsContext);
  return () =>
    [...(parts ?? [])]
      .toSorted((one, two) => placeOf(one.element(), two.element()))
      .map(({ read }) => read())
      .filter((piece) => piece !== null);
}

/** Tells whether any part of the page still shows an earlier answer. */
export function useIsReportStale(): () => boolean {
  const parts = useContext(PartsContext);
  return () => [...(parts ?? [])].some((part) => part.isStale());
}

function placeOf(one: Element | null, two: Element | null): number {
  if (one === null || two === null || one === two) return 0;
  return (one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 ? 1 : -1;
}
