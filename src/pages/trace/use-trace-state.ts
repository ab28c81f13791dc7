import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Row, RowList } from '../../trace/row-list.ts';
import { withAncestors } from '../../trace/matching.ts';
import { rows as toRows } from '../../trace/rows.ts';
import type { Folds } from '../../trace/rows.ts';
import { NONE } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { useView } from '../../view/use-view.ts';
import type { TracePlace } from '../../view/view.ts';
import type { TraceLook } from '../../view/trace-look.ts';
import type { KeyActs } from './keys.ts';
import { rowFaults } from './row-words.ts';
import {
  boundsOf,
  change,
  idOfNode,
  nodeOfId,
  rootOf,
  rowOfNode,
  shownOf,
  toWaterfall,
  zoomWithin,
} from './shown.ts';
import type { Change, Shown, Told } from './shown.ts';
import { around, focusedOn, lengthOf, pan, zoomAt } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';
import { nextMatch, useTraceSearch } from './use-trace-search.ts';
import type { TraceSearch } from './use-trace-search.ts';

/** What tells a row from the others, also after rows above it were folded. */
type Place = Pick<Row, 'kind' | 'node' | 'start'>;

/** Times in an address may have lost their last digits. */
const SAME_START = 0.01;

/** A zoom that goes on, by wheel, key or drag, is written into the address once it has rested for so long. */
const ZOOM_RESTS = 300;

/** The row that the address names by a node and what of it; NONE where it is not among the rows. */
function indexOfPlace(rows: RowList, node: number, row: TracePlace['row']): number {
  for (let index = 0; index < rows.length; index++) {
    if (rows.nodeAt(index) !== node) continue;
    const kind = rows.kindAt(index);
    const isIt =
      row === 'group'
        ? rows.membersAt(index) > 0
        : row === null
          ? kind === 'span' || kind === 'missing'
          : kind === 'gap' && Math.abs(rows.startAt(index) - row.gap) < SAME_START;
    if (isIt) return index;
  }
  return NONE;
}

/** How the address names a row beside its span. */
function rowWord({ kind, start }: Place): TracePlace['row'] {
  if (kind === 'gap') return { gap: Math.round(start * 1000) / 1000 };
  return kind === 'siblings' || kind === 'chain' ? 'group' : null;
}

export interface TraceState {
  readonly shown: Shown;
  readonly act: (change: Change) => void;
  /** Shows a part of the time; a movement that goes on may call it often. Null: all of it. */
  readonly move: (window: TimeWindow | null) => void;
  readonly rows: RowList;
  /** All that is in scope, and the part of it that the bars show. */
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  /** Indices of rows, or NONE. The cursor is where keys act; the details are those of the selected row. */
  readonly cursor: number;
  readonly selected: number;
  /** Whether the address names a span that this trace does not have. */
  readonly isLost: boolean;
  readonly keys: Omit<KeyActs, 'measure'>;
  readonly selectNode: (node: number) => void;
  readonly look: TraceLook;
  readonly setLook: (part: Partial<TraceLook>, how?: 'push' | 'replace') => void;
  readonly search: TraceSearch;
  /** Goes to the next match, or the one before; around the end where there is none. */
  readonly step: (step: 1 | -1) => void;
  readonly close: () => void;
}

/** What matches is shown wherever it is folded in. */
const ALL_OPEN: Folds = { closed: new Set(), opened: new Set() };

/** What of the address no row depends on. */
const PLAIN = { zoom: null, path: true, fix: null };

/** How a trace is shown, all of it from the address; but for the cursor, and a zoom that still moves. */
export function useTraceState(trace: Trace, onFind: () => void): TraceState {
  const { view, edit } = useView();
  const { id = '', span = null, from = null, row = null } = view.trace ?? {};
  const { zoom, path, fix, ...drawn } = view.waterfall;
  // Rows are costly: they are made anew when the words that they depend on change, not with each new address.
  const words = JSON.stringify({ ...drawn, from, span: drawn.folds === null ? span : null });
  const still = useMemo(
    () => shownOf(trace, { ...(JSON.parse(words) as Omit<Told, 'zoom' | 'path' | 'fix'>), ...PLAIN }),
    [trace, words],
  );
  const root = rootOf(still);
  const bounds = useMemo(() => boundsOf(trace, root), [trace, root]);
  const written = `${zoom?.start} ${zoom?.end}`;
  const [moving, setMoving] = useState<{ window: TimeWindow | null; over: string } | null>(null);
  const shown: Shown = {
    ...still,
    path,
    fix,
    window: moving?.over === written ? moving.window : zoomWithin(zoom, bounds),
  };
  const [pointed, setPointed] = useState<Place | null>(null);

  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const commit = (next: Shown, place: Partial<TracePlace> = {}, how: 'push' | 'replace' = 'push'): void => {
    clearTimeout(settle.current);
    edit(
      {
        trace: { id, span, from: idOfNode(trace, next.transaction), row, ...place },
        waterfall: toWaterfall(trace, next),
      },
      how,
    );
  };
  const latest = useRef({ shown, commit });
  useEffect(() => {
    latest.current = { shown, commit };
  });
  useEffect(() => () => clearTimeout(settle.current), []);
  const act = useCallback(
    (by: Change) => {
      const { shown, commit } = latest.current;
      const next = change(trace, shown, by);
      if (next === shown) return;
      latest.current.shown = next;
      // Folding is reading on, as scrolling is: Back does not go through it.
      commit(next, {}, by.do === 'fold' ? 'replace' : 'push');
    },
    [trace],
  );
  /** A step of a zoom that may go on. */
  const move = (window: TimeWindow | null): void => {
    setMoving({ window, over: written });
    clearTimeout(settle.current);
    settle.current = setTimeout(() => {
      const { shown, commit } = latest.current;
      commit({ ...shown, window });
    }, ZOOM_RESTS);
  };

  const { folds, group } = still;
  const look = view.traceLook;
  const search = useTraceSearch(trace, root, look.find);
  const only = useMemo(
    () => (look.only && search.isOn ? withAncestors(trace, search.matches) : null),
    [trace, search, look.only],
  );
  const rows = useMemo(
    () =>
      only === null
        ? toRows(trace, folds, { root, group })
        : toRows(trace, ALL_OPEN, { root, group: false, only }),
    [trace, folds, root, group, only],
  );
  const byNode = useMemo(() => rows.byNode(), [rows]);
  const window = shown.window ?? bounds;
  const named = useMemo(() => nodeOfId(trace, span), [trace, span]);
  const gapStart = typeof row === 'object' ? row?.gap : undefined;
  const isGroup = row === 'group';

  const selected = useMemo(() => {
    if (named === NONE) return NONE;
    const word = isGroup ? 'group' : gapStart === undefined ? null : { gap: gapStart };
    const index = indexOfPlace(rows, named, word);
    return index === NONE ? rowOfNode(trace, byNode, named) : index;
  }, [trace, rows, byNode, named, isGroup, gapStart]);
  const cursor = useMemo(() => {
    if (pointed === null) return Math.max(selected, rows.length > 0 ? 0 : NONE);
    const index = indexOfPlace(rows, pointed.node, rowWord(pointed));
    return index === NONE ? rowOfNode(trace, byNode, pointed.node) : index;
  }, [pointed, selected, trace, rows, byNode]);

  const pick = (index: number, how: 'push' | 'replace'): void => {
    const row = rows.at(index);
    if (row === undefined) return;
    setPointed(row);
    commit(shown, { span: idOfNode(trace, row.node), row: rowWord(row) }, how);
  };
  const close = (): void => commit(shown, { span: null, row: null });
  const setLook = useCallback(
    (part: Partial<TraceLook>, how: 'push' | 'replace' = 'push') =>
      edit((view) => ({ traceLook: { ...view.traceLook, ...part } }), how),
    [edit],
  );
  const step = (by: 1 | -1): void => {
    const node = nextMatch(search.matches, rows.nodeAt(cursor), by);
    if (node === NONE) return;
    setPointed({ kind: 'span', node, start: 0 });
    const next = only === null ? change(trace, shown, { do: 'reveal', node }) : shown;
    if (selected !== NONE || next !== shown) {
      commit(next, selected === NONE ? {} : { span: idOfNode(trace, node), row: null }, 'replace');
    }
  };
  const showAll = (): void => act({ do: 'window', window: null });
  const keys: TraceState['keys'] = {
    moveTo: (index) => {
      if (selected !== NONE) pick(index, 'replace');
      else setPointed(rows.at(index) ?? null);
    },
    fold: (index, open) => {
      const row = rows.at(index);
      if (row === undefined) return;
      setPointed(row);
      act({ do: 'fold', row, open });
    },
    select: (index) => pick(index, 'push'),
    escape: () => (selected === NONE ? showAll() : close()),
    showAll,
    zoomTo: (index) => {
      const row = rows.at(index);
      if (row !== undefined) act({ do: 'window', window: around(row.start, row.duration, bounds) });
    },
    focusOn: (index) => {
      const row = rows.at(index);
      if (row === undefined) return;
      act({ do: 'window', window: focusedOn(row.start, row.duration, window, bounds) });
    },
    zoomBy: (factor) => move(zoomAt(window, bounds, (window.start + window.end) / 2, factor)),
    unfoldTo: (level) => act({ do: 'unfold', to: level }),
    isFaulty: (index) => {
      const row = rows.at(index);
      return row !== undefined && rowFaults(trace, row) > 0;
    },
    togglePath: () => act({ do: 'path', path: !shown.path }),
    nextMatch: step,
    find: onFind,
    panBy: (share) => move(pan(window, bounds, share * lengthOf(window))),
  };
  const selectNode = (node: number): void => {
    setPointed(null);
    commit(change(trace, shown, { do: 'reveal', node }), { span: idOfNode(trace, node), row: null });
  };
  return {
    shown,
    act,
    move,
    rows,
    bounds,
    window,
    cursor,
    selected,
    isLost: span !== null && named === NONE,
    keys,
    selectNode,
    look,
    setLook,
    search,
    step,
    close,
  };
}
