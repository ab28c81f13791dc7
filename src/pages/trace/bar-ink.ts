import type { CSSProperties } from 'react';
import type { Trace } from '../../model/trace.ts';
import type { Row, RowList } from '../../trace/row-list.ts';
import { faultsIn, isFault, NONE, opAt } from '../../trace/trace.ts';
import { toOpLook } from '../../ui/op.ts';
import type { BarColour } from '../../view/trace-look.ts';

/** Steps of the wheel of services; a service's name always stands with its colour. */
export const SERVICE_STEPS = 12;

/** The step of a service: the same wherever it is seen. */
function stepOf(project: string): number {
  let hash = 7;
  for (let at = 0; at < project.length; at++) hash = (Math.imul(hash, 31) + project.charCodeAt(at)) | 0;
  return (hash >>> 0) % SERVICE_STEPS;
}

/** The custom property that holds the colour of a service. */
export function serviceInk(project: string): string {
  return `--service-${stepOf(project)}`;
}

/** What failed is red where colour says so, and it has its mark and its word all the same. */
export function errorInk(isFailed: boolean): string {
  return isFailed ? '--bad' : '--op-xx';
}

/** The custom property that holds the colour of a row's bar. */
export function rowInk(trace: Trace, row: Row, colour: BarColour): string {
  if (colour === 'op') return toOpLook(opAt(trace, row.node)).cssVar;
  if (colour === 'error') {
    const failed =
      row.members.length > 0
        ? row.members.some((node) => isFault(trace, node))
        : row.open === false
          ? faultsIn(trace, row.node) > 0
          : isFault(trace, row.node);
    return errorInk(failed);
  }
  const { codes, dictionary } = trace.table.project;
  return serviceInk(dictionary[codes[trace.row[row.node] ?? NONE] ?? NONE] ?? '');
}

/** The style that colours a bar; none where its op does, which style sheets know. */
export function inkStyle(trace: Trace, row: Row, colour: BarColour): CSSProperties {
  return colour === 'op' ? {} : ({ '--c': `var(${rowInk(trace, row, colour)})` } as CSSProperties);
}

/** For each row of a list the custom property of its colour, worked out once a kind. */
export function rowInks(trace: Trace, rows: RowList, colour: BarColour): (index: number) => string {
  const { codes, dictionary } = colour === 'service' ? trace.table.project : trace.table.op;
  const inks = dictionary.map((word) => (colour === 'service' ? serviceInk(word) : toOpLook(word).cssVar));
  const none = colour === 'service' ? serviceInk('') : toOpLook('').cssVar;
  return (index) => {
    const node = rows.nodeAt(index);
    const kind = rows.kindAt(index);
    if (kind === 'gap' || kind === 'missing') return '--gap-hatch';
    if (colour === 'error')
      return errorInk(rows.isClosed(index) ? faultsIn(trace, node) > 0 : isFault(trace, node));
    return inks[codes[trace.row[node] ?? NONE] ?? NONE] ?? none;
  };
}
