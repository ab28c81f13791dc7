import { ALERT_FIELDS } from './alert-fields.ts';
import { CHART_FIELDS } from './chart-fields.ts';
import { ERROR_FIELDS } from './error-fields.ts';
import { EVENTS_FIELDS } from './events-fields.ts';
import { parseTime, printTime } from './interval.ts';
import { PLOT_FIELDS } from './plot-fields.ts';
import { REGION_FIELDS } from './region-fields.ts';
import { parseSort, printSort } from './sort-text.ts';
import { TABLE_FIELDS } from './table-fields.ts';
import { TIME_FIELDS } from './time-fields.ts';
import { TOGETHER_FIELDS } from './together-fields.ts';
import { TRACE_FIELDS } from './trace-fields.ts';
import { TRACE_LOOK_FIELDS } from './trace-look-fields.ts';
import { TRANSACTION_LOOK_FIELDS } from './transaction-look-fields.ts';
import { TREND_FIELDS } from './trend-fields.ts';
import { VITAL_FIELDS } from './vital-fields.ts';
import { DEFAULT_VIEW, DEMO_ROWS, LIST_PRESETS, SOURCE_IDS } from './view.ts';
import type { ViewField } from './view-field.ts';
import { parseWidget, printWidget } from './widget-text.ts';
import type { View } from './view.ts';

/** The most transactions that a demo is made with. */
export const MOST_DEMO_ROWS = 10_000_000;

function isOneOf<T extends string>(words: readonly T[], word: string | undefined): word is T {
  return word !== undefined && (words as readonly string[]).includes(word);
}

const source: ViewField = {
  keys: ['source', 'demo', 'anchor'],
  encode: ({ source }) => {
    if (source.id === 'collector') return [];
    const rows: [string, string][] = source.rows === DEMO_ROWS ? [] : [['demo', String(source.rows)]];
    const anchor: [string, string][] = source.anchor === null ? [] : [['anchor', printTime(source.anchor)]];
    return [['source', source.id], ...rows, ...anchor];
  },
  decode: (params) => {
    const rowsText = params.get('demo');
    const id = params.get('source') ?? (rowsText === null ? 'collector' : 'demo');
    if (!isOneOf(SOURCE_IDS, id)) return { problem: `There is no source “${id}”; the collector is shown.` };
    if (id === 'collector') return {};
    const rows = rowsText === null || rowsText === '' ? DEMO_ROWS : Number(rowsText);
    if (!Number.isInteger(rows) || rows < 1 || rows > MOST_DEMO_ROWS) {
      return {
        source: { id, rows: DEMO_ROWS, anchor: null },
        problem: `“demo=${rowsText}” is not a number of transactions from 1 to ${MOST_DEMO_ROWS}; the demo has ${DEMO_ROWS}.`,
      };
    }
    const anchorText = params.get('anchor');
    const anchor = anchorText === null ? null : parseTime(anchorText);
    if (Number.isNaN(anchor)) {
      return {
        source: { id, rows, anchor: null },
        problem: `“anchor=${anchorText}” is not a date; the demo ends now.`,
      };
    }
    return { source: { id, rows, anchor } };
  },
};

const environments: ViewField = {
  keys: ['environment'],
  encode: ({ environments }) => environments.map((name) => ['environment', name ?? '']),
  decode: (params) => {
    const names = new Set(params.getAll('environment'));
    return { environments: [...names].map((name) => (name === '' ? null : name)) };
  },
};

const projects: ViewField = {
  keys: ['project'],
  encode: ({ projects }) => projects.map((name) => ['project', name]),
  decode: (params) => ({ projects: [...new Set(params.getAll('project'))] }),
};

const searchOff: ViewField = {
  keys: ['off'],
  encode: ({ searchOff }) => searchOff.map((text) => ['off', text]),
  decode: (params) => ({ searchOff: [...new Set(params.getAll('off'))].filter((text) => text !== '') }),
};

const search: ViewField = {
  keys: ['search'],
  encode: ({ search }) => (search === '' ? [] : [['search', search]]),
  decode: (params) => ({ search: params.get('search') ?? '' }),
};

const widgets: ViewField = {
  keys: ['widget'],
  encode: ({ widgets }) => {
    const texts = widgets.map(printWidget);
    const isDefault = texts.every((text, i) => text === DEFAULT_VIEW.widgets.map(printWidget)[i]);
    return isDefault ? [] : texts.map((text) => ['widget', text]);
  },
  decode: (params) => {
    const texts = params.getAll('widget');
    if (texts.length === 0) return {};
    const [one, two, three] = DEFAULT_VIEW.widgets;
    const read = [one, two, three].map((standard, i) => parseWidget(texts[i] ?? '') ?? standard);
    const widgets: View['widgets'] = [read[0] ?? one, read[1] ?? two, read[2] ?? three];
    const wrong = texts.find((text, i) => i > 2 || parseWidget(text) === null);
    if (wrong === undefined && texts.length === 3) return { widgets };
    return {
      widgets,
      problem: `“widget=${wrong ?? texts.join()}” is not three metrics; the usual ones stand in.`,
    };
  },
};

const sort: ViewField = {
  keys: ['sort'],
  encode: ({ sort }) => {
    const text = printSort(sort);
    return text === printSort(DEFAULT_VIEW.sort) ? [] : [['sort', text]];
  },
  decode: (params) => {
    const text = params.get('sort');
    if (text === null) return {};
    const sort = parseSort(text);
    return sort === null
      ? {
          problem: `The table cannot be sorted by “${text.replace(/^-/, '')}”; it is sorted by total time.`,
        }
      : { sort };
  },
};

const transaction: ViewField = {
  keys: ['transaction', 'transaction.project'],
  encode: ({ transaction }) =>
    transaction === null
      ? []
      : [
          ['transaction', transaction.transaction],
          ['transaction.project', transaction.project],
        ],
  decode: (params) => {
    const name = params.get('transaction');
    const project = params.get('transaction.project');
    if (name !== null && project !== null) return { transaction: { project, transaction: name } };
    if (name === null && project === null) return {};
    return { problem: 'The link names a transaction without its project, or the other way round.' };
  },
};

const list: ViewField = {
  keys: ['list'],
  encode: ({ list }) => (list === DEFAULT_VIEW.list ? [] : [['list', list]]),
  decode: (params) => {
    const text = params.get('list');
    if (text === null) return {};
    return isOneOf(LIST_PRESETS, text)
      ? { list: text }
      : { problem: `There is no list “${text}”; the slow ones are shown.` };
  },
};

/** Every part of the view, in the order in which an address names them. */
export const FIELDS: readonly ViewField[] = [
  source,
  ...TIME_FIELDS,
  ...REGION_FIELDS,
  environments,
  projects,
  search,
  searchOff,
  widgets,
  sort,
  transaction,
  list,
  ...TABLE_FIELDS,
  ...TOGETHER_FIELDS,
  ...CHART_FIELDS,
  ...PLOT_FIELDS,
  ...EVENTS_FIELDS,
  ...TRACE_FIELDS,
  ...TRACE_LOOK_FIELDS,
  ...ALERT_FIELDS,
  ...VITAL_FIELDS,
  ...TREND_FIELDS,
  ...TRANSACTION_LOOK_FIELDS,
  ...ERROR_FIELDS,
];
