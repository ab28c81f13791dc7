import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import { parseTerms } from '../../search/parse-once.ts';
import { print } from '../../search/print.ts';
import { withoutTerms } from '../../search/without-terms.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { comparedScope } from '../../view/compare.ts';
import { withConditionText } from '../../view/refine.ts';
import { DEFAULT_VIEW, PANELS } from '../../view/view.ts';
import type { PanelKind, Sort, Tab, TableColumnId, View } from '../../view/view.ts';
import { rememberedWidgets } from '../../view/widget-memory.ts';
import type { TabWidgets } from '../../view/widget-memory.ts';

/** What runs in a browser: page loads, navigations, interactions, rendering. */
const IN_BROWSER: Filter = {
  kind: 'or',
  of: [
    { kind: 'in', field: 'op', values: ['pageload', 'navigation', 'interaction', 'ui', 'browser'] },
    { kind: 'like', field: 'op', pattern: 'interaction.*' },
    { kind: 'like', field: 'op', pattern: 'ui.*' },
    { kind: 'like', field: 'op', pattern: 'browser.*' },
  ],
};

/** One tab: which rows it is about, and what it begins with. */
export interface TabSpec {
  readonly label: string;
  /** Which transactions it shows, in words. */
  readonly help: string;
  /** Null: all. */
  readonly where: Filter | null;
  readonly first: TabWidgets;
  /** What its list widgets can show. */
  readonly panels: readonly PanelKind[];
  readonly sort: Sort;
  /** Its columns, unless somebody chose others. */
  readonly columns: readonly TableColumnId[];
}

const BY_TIME: Sort = DEFAULT_VIEW.sort;

export const TAB_SPECS: Readonly<Record<Tab, TabSpec>> = {
  all: {
    label: 'All',
    help: 'Every transaction',
    where: null,
    first: { widgets: DEFAULT_VIEW.widgets, panels: DEFAULT_VIEW.panels },
    panels: PANELS,
    sort: BY_TIME,
    columns: [
      'distribution',
      'sum',
      'throughput',
      'p50',
      'p95',
      'change',
      'p99',
      'failure_rate',
      'apdex',
      'users',
      'user_misery',
      'last_seen',
    ],
  },
  vitals: {
    label: 'Web vitals',
    help: 'Page loads: transactions with the op pageload',
    where: { kind: 'in', field: 'op', values: ['pageload'] },
    first: {
      widgets: [
        { metric: 'p75', of: 'lcp' },
        { metric: 'p75', of: 'inp' },
        { metric: 'p75', of: 'cls' },
      ],
      panels: ['lcp', 'resource'],
    },
    panels: [
      'lcp',
      'inp',
      'cls',
      'resource',
      'http',
      'browser',
      'errors',
      'regressed',
      'improved',
      'durations',
    ],
    sort: { by: 'throughput', desc: true },
    columns: [
      'throughput',
      'lcp',
      'fcp',
      'inp',
      'cls',
      'ttfb',
      'score',
      'unscored',
      'p75',
      'users',
      'miserable_users',
      'user_misery',
      'last_seen',
    ],
  },
  frontend: {
    label: 'Frontend',
    help: 'What runs in a browser: page loads, navigations, interactions, rendering',
    where: IN_BROWSER,
    first: {
      widgets: [{ metric: 'p75' }, { metric: 'throughput' }, { metric: 'user_misery' }],
      panels: ['regressed', 'http'],
    },
    panels: ['regressed', 'improved', 'errors', 'http', 'resource', 'browser', 'durations'],
    sort: BY_TIME,
    columns: [
      'op',
      'distribution',
      'sum',
      'throughput',
      'p50',
      'p75',
      'p95',
      'change',
      'users',
      'user_misery',
      'last_seen',
    ],
  },
  backend: {
    label: 'Backend',
    help: 'What does not run in a browser: requests, jobs, and everything without an op',
    where: { kind: 'not', of: IN_BROWSER },
    first: {
      widgets: [{ metric: 'p95' }, { metric: 'apdex' }, { metric: 'failure_rate' }],
      panels: ['db', 'regressed'],
    },
    panels: ['db', 'http', 'regressed', 'improved', 'errors', 'durations'],
    sort: BY_TIME,
    columns: [
      'op',
      'http.method',
      'distribution',
      'sum',
      'throughput',
      'p50',
      'p95',
      'change',
      'failure_rate',
      'apdex',
      'users',
      'user_misery',
    ],
  },
};

/** The widgets a tab begins with: what somebody chose for it here, else its own. */
export function widgetsOfTab(tab: Tab): TabWidgets {
  return rememberedWidgets(tab) ?? TAB_SPECS[tab].first;
}

/** A search without its conditions on the op, which the tab chooses. */
function withoutOp(text: string): string {
  const { terms } = parseTerms(text);
  const ofOp = terms.filter(
    ({ kind, key, isTag }) => kind === 'condition' && !isTag && (key === 'op' || key === 'transaction.op'),
  );
  return ofOp.length === 0 ? text : withoutTerms(text, terms, new Set(ofOp));
}

/** The same page with another tab: its own widgets, columns and order, and no condition on the op beside it. */
export function viewOfTab(view: View, tab: Tab): View {
  return {
    ...view,
    ...widgetsOfTab(tab),
    tab,
    search: withoutOp(view.search),
    openWidget: null,
    tableWidgets: [],
    sort: TAB_SPECS[tab].sort,
    thenBy: [],
    extraColumns: [],
    hiddenColumns: [],
    columnOrder: [],
  };
}

/** A view of the rows of its tab, for pages that have no tabs: the tab's condition is one of the search. */
export function viewOfRows(view: View): View {
  const { where } = TAB_SPECS[view.tab];
  if (where === null) return view;
  const text = print(where);
  return { ...view, search: withConditionText(view.search, where.kind === 'or' ? `(${text})` : text) };
}

/** The rows of a tab. */
export function tabScope(
  scope: ComparedScope,
  { tab, compare, zone }: Pick<View, 'tab' | 'compare' | 'zone'>,
): ComparedScope {
  const own = TAB_SPECS[tab].where;
  if (own === null) return scope;
  const where = both(scope.where, own);
  return comparedScope(
    {
      ...scope,
      where,
      // The metrics a search names are then those of the tab's rows.
      ...(scope.havingOver === undefined ? {} : { havingOver: { ...scope.havingOver, where } }),
    },
    compare,
    zone,
  );
}
