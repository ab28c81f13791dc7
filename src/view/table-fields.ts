import { parseSort, printSort } from './sort-text.ts';
import type { ViewField } from './view-field.ts';
import { COLUMN_WIDTHS, DEFAULT_VIEW, PANELS, TABLE_COLUMNS, TABS } from './view.ts';
import type { TableColumnId, View } from './view.ts';

const tab: ViewField = {
  keys: ['tab'],
  encode: ({ tab }) => (tab === DEFAULT_VIEW.tab ? [] : [['tab', tab]]),
  decode: (params) => {
    const text = params.get('tab');
    if (text === null) return {};
    const tab = TABS.find((word) => word === text);
    return tab === undefined
      ? { problem: `There is no tab “${text}”; all transactions are shown.` }
      : { tab };
  },
};

const hiddenColumns: ViewField = {
  keys: ['hide'],
  encode: ({ hiddenColumns }) => hiddenColumns.map((column) => ['hide', column]),
  decode: (params) => {
    const texts = new Set(params.getAll('hide'));
    const hiddenColumns = TABLE_COLUMNS.filter((column) => texts.delete(column));
    const [wrong] = texts;
    return {
      hiddenColumns,
      ...(wrong !== undefined && { problem: `There is no column “${wrong}” that could be hidden.` }),
    };
  },
};

const extraColumns: ViewField = {
  keys: ['show'],
  encode: ({ extraColumns }) => extraColumns.map((column) => ['show', column]),
  decode: (params) => {
    const texts = new Set(params.getAll('show'));
    const extraColumns = TABLE_COLUMNS.filter((column) => texts.delete(column));
    const [wrong] = texts;
    return {
      extraColumns,
      ...(wrong !== undefined && { problem: `There is no column “${wrong}” that could be shown.` }),
    };
  },
};

function toColumn(text: string): TableColumnId | undefined {
  return TABLE_COLUMNS.find((column) => column === text);
}

const columnOrder: ViewField = {
  keys: ['column'],
  encode: ({ columnOrder }) => columnOrder.map((column) => ['column', column]),
  decode: (params) => {
    const texts = params.getAll('column');
    const columnOrder = [...new Set(texts.map(toColumn).filter((column) => column !== undefined))];
    const wrong = texts.find((text) => toColumn(text) === undefined);
    return {
      columnOrder,
      ...(wrong !== undefined && { problem: `There is no column “${wrong}” that could be moved.` }),
    };
  },
};

/** Reads `p95:120`; null for what is no column with its width. */
function parseWidth(text: string): readonly [TableColumnId, number] | null {
  const [name = '', pixels = '', ...more] = text.split(':');
  const column = toColumn(name);
  if (column === undefined || more.length > 0 || !/^\d{1,4}$/.test(pixels)) return null;
  const width = Number(pixels);
  return width >= COLUMN_WIDTHS.min && width <= COLUMN_WIDTHS.max ? [column, width] : null;
}

const columnWidths: ViewField = {
  keys: ['width'],
  encode: ({ columnWidths }) =>
    TABLE_COLUMNS.flatMap((column) => {
      const width = columnWidths[column];
      return width === undefined ? [] : [['width', `${column}:${width}`] as const];
    }),
  decode: (params) => {
    const texts = params.getAll('width');
    const widths = texts.map(parseWidth).filter((width) => width !== null);
    const columnWidths: View['columnWidths'] = Object.fromEntries(widths);
    const wrong = texts.find((text) => parseWidth(text) === null);
    if (wrong === undefined) return { columnWidths };
    const { min, max } = COLUMN_WIDTHS;
    return {
      columnWidths,
      problem: `“width=${wrong}” is not a column with a width from ${min} to ${max}, such as p95:120; it has its usual width.`,
    };
  },
};

const thenBy: ViewField = {
  keys: ['then'],
  encode: ({ thenBy }) => thenBy.map((sort) => ['then', printSort(sort)]),
  decode: (params) => {
    const texts = params.getAll('then');
    const thenBy = texts.map(parseSort).filter((sort) => sort !== null);
    const wrong = texts.find((text) => parseSort(text) === null);
    return {
      thenBy: thenBy.filter(({ by }, index) => thenBy.findIndex((sort) => sort.by === by) === index),
      ...(wrong !== undefined && { problem: `The table cannot be sorted by “${wrong}” besides.` }),
    };
  },
};

const panels: ViewField = {
  keys: ['panel'],
  encode: ({ panels }) =>
    String(panels) === String(DEFAULT_VIEW.panels) ? [] : panels.map((panel) => ['panel', panel]),
  decode: (params) => {
    const texts = params.getAll('panel');
    if (texts.length === 0) return {};
    const [one, two] = DEFAULT_VIEW.panels;
    const read = texts.map((text) => PANELS.find((panel) => panel === text));
    const wrong = texts.find((_, index) => index > 1 || read[index] === undefined);
    return {
      panels: [read[0] ?? one, read[1] ?? two],
      ...((wrong !== undefined || texts.length !== 2) && {
        problem: `“panel=${wrong ?? texts.join()}” is not two list widgets; the usual ones stand in.`,
      }),
    };
  },
};

/** Which table of transactions is shown, and how its columns stand. */
export const TABLE_FIELDS: readonly ViewField[] = [
  tab,
  panels,
  thenBy,
  extraColumns,
  hiddenColumns,
  columnOrder,
  columnWidths,
];
