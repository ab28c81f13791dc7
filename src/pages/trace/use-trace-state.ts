import { useCallback, useMemo, useState } from 'react';
import { rows as toRows } from '../../trace/rows.ts';
import type { Row } from '../../trace/rows.ts';
import { NONE } from '../../trace/trace.ts';
import type { Trace } from '../../trace/trace.ts';
import { useView } from '../../view/use-view.ts';
import type { KeyActs } from './keys.ts';
import { boundsOf, change, firstShown, idOfNode, nodeOfId, rootOf, rowOfNode, rowsByNode } from './shown.ts';
import type { Change, Shown } from './shown.ts';
import { around, lengthOf, pan, zoomAt } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';

/** What tells a row from the others, also after rows above it were folded. */
type Place = Pick<Row, 'kind' | 'node' | 'start'>;

export interface TraceState {
  readonly shown: Shown;
  readonly act: (change: Change) => void;
  readonly rows: readonly Row[];
  /** All that is in scope, and the part of it that the bars show. */
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  /** Indices of rows, or NONE. The cursor is where keys act; the details are those of the selected row. */
  readonly cursor: number;
  readonly selected: number;
  /** Whether the address names a span that this trace does not have. */
  readonly isLost: boolean;
  readonly keys: KeyActs;
  readonly selectNode: (node: number) => void;
  readonly close: () => void;
}

/** How a trace is shown. The selected span is in the address, and nothing else of it is. */
export function useTraceState(trace: Trace): TraceState {
  const { view, edit } = useView();
  const traceId = view.trace?.id ?? '';
  const spanId = view.trace?.span ?? null;
  const [shown, setShown] = useState(() => firstShown(trace, spanId));
  const act = useCallback((by: Change) => setShown((shown) => change(trace, shown, by)), [trace]);
  const [picked, setPicked] = useState<Place | null>(null);
  const [pointed, setPointed] = useState<Place | null>(null);

  const named = useMemo(() => nodeOfId(trace, spanId), [trace, spanId]);
  const isPicked = picked !== null && spanId !== null && idOfNode(trace, picked.node) === spanId;
  const [seen, setSeen] = useState(spanId);
  if (seen !== spanId) {
    // The address changed: by a click here, or by Back, a link or a hand, and then the span may still be hidden.
    setSeen(spanId);
    if (!isPicked && named !== NONE) act({ do: 'reveal', node: named });
  }

  const root = rootOf(shown);
  const { folds, group } = shown;
  const rows = useMemo(() => toRows(trace, folds, { root, group }), [trace, folds, root, group]);
  const byNode = useMemo(() => rowsByNode(trace, rows), [trace, rows]);
  const bounds = useMemo(() => boundsOf(trace, root), [trace, root]);
  const window = shown.window ?? bounds;

  const indexOf = useCallback(
    ({ kind, node, start }: Place): number => {
      const index =
        kind === 'gap'
          ? rows.findIndex((row) => row.kind === kind && row.node === node && row.start === start)
          : rows.findIndex((row) => row.kind === kind && row.node === node);
      return index === -1 ? rowOfNode(trace, byNode, node) : index;
    },
    [trace, rows, byNode],
  );
  const selected = useMemo(() => {
    if (spanId === null || named === NONE) return NONE;
    return isPicked && picked !== null ? indexOf(picked) : rowOfNode(trace, byNode, named);
  }, [spanId, named, isPicked, picked, indexOf, trace, byNode]);
  const cursor = useMemo(
    () => (pointed === null ? Math.max(selected, rows.length > 0 ? 0 : NONE) : indexOf(pointed)),
    [pointed, selected, rows, indexOf],
  );

  const pick = (index: number, how: 'push' | 'replace'): void => {
    const row = rows[index];
    if (row === undefined) return;
    setPointed(row);
    setPicked(row);
    edit({ trace: { id: traceId, span: idOfNode(trace, row.node) } }, how);
  };
  const close = (): void => edit({ trace: { id: traceId, span: null } });
  const showAll = (): void => act({ do: 'window', window: null });
  const keys: KeyActs = {
    moveTo: (index) => {
      if (selected !== NONE) pick(index, 'replace');
      else setPointed(rows[index] ?? null);
    },
    fold: (index, open) => {
      const row = rows[index];
      if (row === undefined) return;
      setPointed(row);
      act({ do: 'fold', row, open });
    },
    select: (index) => pick(index, 'push'),
    escape: () => (selected === NONE ? showAll() : close()),
    showAll,
    zoomTo: (index) => {
      const row = rows[index];
      if (row !== undefined) act({ do: 'window', window: around(row.start, row.duration, bounds) });
    },
    zoomBy: (factor) =>
      act({ do: 'window', window: zoomAt(window, bounds, (window.start + window.end) / 2, factor) }),
    panBy: (share) => act({ do: 'window', window: pan(window, bounds, share * lengthOf(window)) }),
  };
  const selectNode = (node: number): void => {
    setPicked(null);
    setPointed(null);
    edit({ trace: { id: traceId, span: idOfNode(trace, node) } });
  };
  return {
    shown,
    act,
    rows,
    bounds,
    window,
    cursor,
    selected,
    isLost: spanId !== null && named === NONE,
    keys,
    selectNode,
    close,
  };
}
