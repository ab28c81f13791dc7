import { useRef } from 'react';
import type { RefObject } from 'react';
import { elementPicture } from '../export/element-picture.ts';
import type { ExportTable } from '../export/table-text.ts';
import type { Taken } from './taken-series.ts';

/**
 * What is taken along of a chart that is drawn into the page alone: its drawing as it is there, and the numbers it is drawn
 * from. `box` is the `ref` of the element around the drawing.
 */
export function useTakenDrawing(table: () => ExportTable | null): {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly taken: Taken;
} {
  const box = useRef<HTMLDivElement>(null);
  return {
    box,
    taken: { picture: () => (box.current === null ? null : elementPicture(box.current)), table },
  };
}
