import { FIXES } from '../model/survey.ts';
import { DEFAULT_VIEW, LEVELS, SCOPES } from './view.ts';
import type { FoldBase, HandFolds, TracePlace, WaterfallView } from './view.ts';
import type { ViewField } from './view-field.ts';

const SPAN_ID = /^[0-9a-f]{16}$/;

/** So many spans folded or opened by hand an address names, the latest; more would be longer than servers take. */
const MOST_FOLDS = 200;

function idIn(params: URLSearchParams, key: string): string | null {
  return params.get(key)?.toLowerCase() ?? null;
}

/** Reads `group`, or `gap-12.5`; null for anything else. */
function parseRow(text: string): TracePlace['row'] {
  if (text === 'group') return 'group';
  const gap = /^gap-(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(text)?.[1];
  return gap === undefined || !Number.isFinite(Number(gap)) ? null : { gap: Number(gap) };
}

function printRow(row: NonNullable<TracePlace['row']>): string {
  return row === 'group' ? row : `gap-${row.gap}`;
}

const trace: ViewField = {
  keys: ['trace', 'span', 'from', 'row'],
  encode: ({ trace }) => {
    if (trace === null) return [];
    const { id, span, from, row } = trace;
    const parts: [string, string | null][] = [
      ['trace', id],
      ['span', span],
      // Whoever writes a link by hand means the transaction of the span it names.
      ['from', from === span ? null : (from ?? '')],
      ['row', row === null ? null : printRow(row)],
    ];
    return parts.filter((part): part is [string, string] => part[1] !== null);
  },
  decode: (params) => {
    const id = idIn(params, 'trace');
    if (id === null) return {};
    if (!/^[0-9a-f]{32}$/.test(id)) return { problem: `“${id}” is not a trace id: that has 32 hex digits.` };
    const named = idIn(params, 'span');
    const span = named !== null && SPAN_ID.test(named) ? named : null;
    const origin = idIn(params, 'from') ?? span ?? '';
    const from = SPAN_ID.test(origin) ? origin : null;
    const rowText = params.get('row');
    const row = rowText === null || span === null ? null : parseRow(rowText);
    const wrong = [named, origin].find((id) => id !== null && id !== '' && !SPAN_ID.test(id));
    const problem =
      wrong !== undefined
        ? `“${wrong}” is not a span id: that has 16 hex digits.`
        : rowText !== null && row === null
          ? `“row=${rowText}” is no part of a span; the span itself is selected.`
          : undefined;
    return { trace: { id, span, from, row }, ...(problem !== undefined && { problem }) };
  },
};

const ofWaterfall = (part: Partial<WaterfallView>): { waterfall: WaterfallView } => ({
  waterfall: { ...DEFAULT_VIEW.waterfall, ...part },
});

/** Reads two moments in milliseconds, the earlier first: `12.5~80`. */
function parseZoom(text: string): WaterfallView['zoom'] {
  const [start = '', end = '', ...more] = text.split('~');
  const zoom = { start: Number(start), end: Number(end) };
  const isRead = start !== '' && end !== '' && more.length === 0;
  return isRead && Number.isFinite(zoom.start) && Number.isFinite(zoom.end) && zoom.start < zoom.end
    ? zoom
    : null;
}

function parseIds(text: string | null): { ids: string[]; wrong: boolean } {
  const parts = text === null || text === '' ? [] : text.toLowerCase().split('.');
  const ids = parts.filter((part) => SPAN_ID.test(part));
  return { ids: [...new Set(ids)].slice(-MOST_FOLDS), wrong: ids.length < parts.length };
}

/** What folds began with: `open`, `level3`, `under50` of milliseconds; null for the text of an id, which begins with none. */
function parseBase(text: string): FoldBase | null {
  if (text === 'open') return text;
  const under = /^under(\d{1,9})$/.exec(text)?.[1];
  if (under !== undefined) return { under: Number(under) };
  return LEVELS.find((level) => text === `level${level}`) ?? null;
}

function printBase(from: FoldBase): string[] {
  if (from === 'first') return [];
  if (from === 'open') return [from];
  return [typeof from === 'object' ? `under${from.under}` : `level${from}`];
}

function parseFolds(fold: string | null, opened: string | null): { folds: HandFolds | null; wrong: boolean } {
  if (fold === null && opened === null) return { folds: null, wrong: false };
  const [head = '', ...rest] = (fold ?? '').split('.');
  const from = parseBase(head);
  const toggled = parseIds(from === null ? fold : rest.join('.'));
  const groups = parseIds(opened);
  return {
    folds: { from: from ?? 'first', toggled: toggled.ids, opened: groups.ids },
    wrong: toggled.wrong || groups.wrong,
  };
}

function printFolds(folds: HandFolds | null): (readonly [string, string])[] {
  if (folds === null) return [];
  const opened = folds.opened.slice(-MOST_FOLDS);
  return [
    ['fold', [...printBase(folds.from), ...folds.toggled.slice(-MOST_FOLDS)].join('.')],
    ...(opened.length === 0 ? [] : [['ungroup', opened.join('.')] as const]),
  ];
}

const waterfall: ViewField = {
  keys: ['scope', 'group', 'path', 'fix', 'zoom', 'fold', 'ungroup'],
  encode: ({ waterfall: { scope, group, path, fix, zoom, folds } }) => [
    ...(scope === DEFAULT_VIEW.waterfall.scope ? [] : [['scope', scope] as const]),
    ...(group ? [] : [['group', 'off'] as const]),
    ...(path ? [] : [['path', 'off'] as const]),
    ...(fix === null ? [] : [['fix', fix] as const]),
    ...(zoom === null ? [] : [['zoom', `${zoom.start}~${zoom.end}`] as const]),
    ...printFolds(folds),
  ],
  decode: (params) => {
    const scopeText = params.get('scope');
    const scope = SCOPES.find((word) => word === (scopeText ?? DEFAULT_VIEW.waterfall.scope));
    const groupText = params.get('group');
    const pathText = params.get('path');
    const fixText = params.get('fix');
    const fix = FIXES.find((kind) => kind === fixText) ?? null;
    const zoomText = params.get('zoom');
    const zoom = zoomText === null ? null : parseZoom(zoomText);
    const { folds, wrong } = parseFolds(params.get('fold'), params.get('ungroup'));
    const problem =
      scope === undefined
        ? `There is no scope “${scopeText}”; the transaction is shown.`
        : groupText !== null && groupText !== 'off'
          ? `“group=${groupText}” says neither; equal spans are grouped.`
          : pathText !== null && pathText !== 'off'
            ? `“path=${pathText}” says neither; the critical path is marked.`
            : fixText !== null && fix === null
              ? `There is no fix “${fixText}”; the usual one is shown.`
              : zoomText !== null && zoom === null
                ? `“zoom=${zoomText}” is not a part of the trace; all of it is shown.`
                : wrong
                  ? 'The address names folded spans by something that is not an id; those are as they are at first.'
                  : undefined;
    return {
      ...ofWaterfall({
        ...(scope !== undefined && { scope }),
        group: groupText !== 'off',
        path: pathText !== 'off',
        fix,
        zoom,
        folds,
      }),
      ...(problem !== undefined && { problem }),
    };
  },
};

/** The trace page: which trace, what is selected in it, and how it is drawn. */
export const TRACE_FIELDS: readonly ViewField[] = [trace, waterfall];
