import { CHART_NAMES } from './chart-names.ts';
import type { ViewField } from './view-field.ts';
import { CHARTS, DEFAULT_VIEW, LIST_LENGTHS, SCALES } from './view.ts';

const WIDGETS = DEFAULT_VIEW.widgets.length;

/** The index of a widget, which an address counts from 1, as people count; null for a number that is none. */
function parseIndex(text: string): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= WIDGETS ? number - 1 : null;
}

function noWidget(text: string): string {
  return `There is no widget “${text}”: they are numbered from 1 to ${WIDGETS}.`;
}

const openWidget: ViewField = {
  keys: ['open'],
  encode: ({ openWidget }) => (openWidget === null ? [] : [['open', String(openWidget + 1)]]),
  decode: (params) => {
    const text = params.get('open');
    if (text === null) return {};
    const openWidget = parseIndex(text);
    return openWidget === null ? { problem: noWidget(text) } : { openWidget };
  },
};

const tableWidgets: ViewField = {
  keys: ['table'],
  encode: ({ tableWidgets }) => tableWidgets.map((index) => ['table', String(index + 1)]),
  decode: (params) => {
    const texts = params.getAll('table');
    const wrong = texts.find((text) => parseIndex(text) === null);
    const indices = texts.map(parseIndex).filter((index) => index !== null);
    return {
      tableWidgets: [...new Set(indices)].sort((a, b) => a - b),
      ...(wrong !== undefined && { problem: noWidget(wrong) }),
    };
  },
};

const chartTables: ViewField = {
  keys: ['tables'],
  encode: ({ chartTables }) => chartTables.map((name) => ['tables', name]),
  decode: (params) => {
    const texts = params.getAll('tables');
    const wrong = texts.find((text) => !CHART_NAMES.some((name) => name === text));
    return {
      chartTables: CHART_NAMES.filter((name) => texts.includes(name)),
      ...(wrong !== undefined && { problem: `There is no chart “${wrong}” to be shown as a table.` }),
    };
  },
};

const hiddenLines: ViewField = {
  keys: ['without'],
  encode: ({ hiddenLines }) => hiddenLines.map((id) => ['without', id]),
  decode: (params) => ({ hiddenLines: [...new Set(params.getAll('without'))].filter((id) => id !== '') }),
};

const listLength: ViewField = {
  keys: ['rows'],
  encode: ({ listLength }) => (listLength === DEFAULT_VIEW.listLength ? [] : [['rows', String(listLength)]]),
  decode: (params) => {
    const text = params.get('rows');
    if (text === null) return {};
    const length = LIST_LENGTHS.find((length) => String(length) === text);
    return length === undefined
      ? { problem: `A list has ${LIST_LENGTHS.join(' or ')} rows, not “${text}”.` }
      : { listLength: length };
  },
};

const chart: ViewField = {
  keys: ['chart'],
  encode: ({ chart }) => (chart === DEFAULT_VIEW.chart ? [] : [['chart', chart]]),
  decode: (params) => {
    const text = params.get('chart');
    if (text === null) return {};
    const chart = CHARTS.find((word) => word === text);
    return chart === undefined
      ? { problem: `There is no chart “${text}”; the distribution is shown.` }
      : { chart };
  },
};

function scaleField(key: string, name: 'scale' | 'curveScale'): ViewField {
  return {
    keys: [key],
    encode: ({ [name]: scale }) => (scale === DEFAULT_VIEW[name] ? [] : [[key, scale]]),
    decode: (params) => {
      const text = params.get(key);
      if (text === null) return {};
      const scale = SCALES.find((word) => word === text);
      return scale === undefined
        ? { problem: `There is no scale “${text}”; the scale is ${DEFAULT_VIEW[name]}.` }
        : { [name]: scale };
    },
  };
}

/** How charts and lists are drawn: the parts of the view beside what they are about. */
export const CHART_FIELDS: readonly ViewField[] = [
  openWidget,
  tableWidgets,
  chartTables,
  hiddenLines,
  listLength,
  chart,
  scaleField('scale', 'scale'),
  scaleField('curves', 'curveScale'),
];
