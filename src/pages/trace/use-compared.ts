import { useState } from 'react';
import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { List } from '../../model/query.ts';
import type { Source } from '../../model/source.ts';
import type { TraceComparison, TracePart } from '../../model/trace-question.ts';
import type { Range } from '../../model/time.ts';
import { resolveRange } from '../../view/range.ts';
import { useSource } from '../../view/source-context.tsx';
import { useAnswer } from '../../view/use-answer.ts';
import type { Answer } from '../../view/use-answer.ts';
import { transactionFilter } from '../../view/use-transaction-scope.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import type { ComparedGroup } from '../../view/trace-look.ts';

/** So many traces stand for a group. */
const EACH = 10;

/** The events nearest below a quantile of the duration, whose traces stand for those around it. */
async function eventsUpTo(source: Source, range: Range, where: Filter, q: number): Promise<TracePart[]> {
  const list: List = {
    of: 'transactions',
    range,
    where,
    fields: ['trace', 'span'],
    order: { field: 'duration', desc: true },
    limit: EACH,
    upTo: { of: 'duration', q },
  };
  const { columns } = await source.list(list);
  const [traces, spans] = columns.map((column) => (column.kind === 'text' ? column.values : []));
  return (traces ?? []).flatMap((traceId, at) =>
    traceId === null ? [] : [{ traceId, span: spans?.[at] ?? null }],
  );
}

async function sidesOf(
  source: Source,
  { group, here, id, range }: { group: ComparedGroup; here: TracePart; id: TransactionId; range: Range },
): Promise<TraceComparison> {
  const own = transactionFilter(id);
  if (group === 'typical') {
    const typical = await eventsUpTo(source, range, own, 0.5);
    return { before: typical.filter(({ traceId }) => traceId !== here.traceId), after: [here] };
  }
  if (group === 'slow') {
    return {
      before: await eventsUpTo(source, range, own, 0.5),
      after: await eventsUpTo(source, range, own, 0.95),
    };
  }
  const { releases } = await source.info();
  const [newest, earlier] = releases.toSorted((a, b) => b.first - a.first);
  const ofRelease = (name: string | undefined): Promise<TracePart[]> =>
    name === undefined
      ? Promise.resolve([])
      : eventsUpTo(source, range, both(own, { kind: 'in', field: 'release', values: [name] }), 0.5);
  return { before: await ofRelease(earlier?.name), after: await ofRelease(newest?.name) };
}

/** Which traces stand on the two sides; null while that is not known, or where no transaction says whose they are. */
export function useCompared(
  group: ComparedGroup | null,
  here: TracePart,
  id: TransactionId | null,
): Answer<readonly unknown[], TraceComparison> {
  const { source, sourceId } = useSource();
  const { view } = useView();
  // A range that goes with the time stays where it was when the page was opened.
  const [now] = useState(Date.now);
  const range = resolveRange(view.range, now);
  const question = group === null || id === null ? null : [group, here, id, range];
  return useAnswer({
    key: ['compared', sourceId, question],
    question,
    fetch: () =>
      group === null || id === null
        ? Promise.reject(new Error('There is nothing to compare with.'))
        : sidesOf(source, { group, here, id, range }),
    mayKeep: () => false,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
