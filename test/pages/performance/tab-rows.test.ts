// The ways from a tab to pages without tabs: they are about the same rows.
import { expect, it } from 'vitest';
import { both } from '../../../src/model/filter.ts';
import type { Filter } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import { TAB_SPECS, viewOfRows } from '../../../src/pages/performance/tabs.ts';
import { parse } from '../../../src/search/parse.ts';
import { DEFAULT_VIEW, TABS } from '../../../src/view/view.ts';
import { list } from '../../oracle.ts';
import { transaction } from '../../transaction-builder.ts';

const END = Date.UTC(2026, 0, 20);
const OPS = [
  'pageload',
  'navigation',
  'ui.load',
  'ui',
  'browser.paint',
  'interaction.click',
  'http.server',
  'queue.task',
  '',
];
const rows = OPS.flatMap((op, index) =>
  ['GET /a', '/b', '/c'].map((name, other) =>
    transaction({
      op,
      transaction: name,
      end: END - 1 - index * 60_000 - other,
      duration: 10 + index * 3 + other,
    }),
  ),
);

function found(where: Filter): number[] {
  const { columns } = list(rows, {
    of: 'transactions',
    range: { start: END - HOUR, end: END },
    where,
    fields: ['duration'],
    order: { field: 'duration', desc: true },
    limit: 100,
  });
  return [...(columns[0]?.values ?? [])].map(Number);
}

function filterOf(text: string): Filter {
  const parsed = parse(text);
  if ('error' in parsed) throw new Error(`“${text}” cannot be read`);
  return parsed.filter;
}

it.each(TABS)('the search of the tab %s finds its rows, whatever was searched for', (tab) => {
  const own = TAB_SPECS[tab].where;
  for (const search of ['', 'transaction:/b', 'transaction:/b OR duration:<12ms', '!op:ui']) {
    const text = viewOfRows({ ...DEFAULT_VIEW, tab, search }).search;
    const expected = found(both(filterOf(search), ...(own === null ? [] : [own])));
    expect(found(filterOf(text)), text).toEqual(expected);
  }
  expect(found(own ?? both()).length).toBeGreaterThan(2);
});
