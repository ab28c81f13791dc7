import { both } from '../model/filter.ts';
import type { List } from '../model/query.ts';
import type { Source } from '../model/source.ts';
import { withoutVersus } from './compare.ts';
import type { ComparedScope } from './compare.ts';
import { traceLink } from './links.ts';
import type { LinkTo } from './links.ts';
import { textsOf } from './read-result.ts';
import { regionFilter } from './region.ts';
import type { View } from './view.ts';

/** The way to the trace of the slowest event up to the p95 of what a view has selected; null where nothing is. */
export async function askExemplar(
  source: Source,
  scope: ComparedScope,
  view: View,
  signal: AbortSignal,
): Promise<LinkTo | null> {
  const rows = withoutVersus(scope);
  const selected = regionFilter(view);
  const list: List = {
    ...rows,
    where: selected === null ? rows.where : both(rows.where, selected),
    of: 'transactions',
    fields: ['trace', 'span', 'project', 'transaction'],
    order: { field: 'duration', desc: true },
    upTo: { of: 'duration', q: 0.95 },
    limit: 1,
  };
  const result = await source.list(list, signal);
  const [trace] = textsOf(result, 'trace');
  if (trace === undefined || trace === null) return null;
  const [span = null] = textsOf(result, 'span');
  const transaction = textsOf(result, 'transaction')[0] ?? '';
  const project = textsOf(result, 'project')[0] ?? '';
  return traceLink({ ...view, transaction: { project, transaction } }, { trace, span });
}
