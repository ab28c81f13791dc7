import { useState } from 'react';
import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { List } from '../../model/query.ts';
import type { Source } from '../../model/source.ts';
import type { TraceComparison, TracePart } from '../../model/trace-question.ts';
import type { Range } from '../../model/time.ts';
import { resolveRange } from '../../view/range.ts';
import { useHeard, useSource } from '../../view/source-context.tsx';
import { useAnswer } from '../../view/use-answer.ts';
import type { Answer } from '../../view/use-answer.ts';
import { transactionFilter } from '../../view/use-transaction-scope.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import type { ComparedGroup } from '../../view/trace-look.ts';

/** So many traces stand for a group. */
const EACH = 10;

/** Two sides, and whether all rows that they were chosen from had been loaded. */
export interface Sides extends TraceComparison {
  readonly isWhole: boolean;
}

/** Events, and whether all that they were chosen from had been loaded. */
interface Chosen {
  readonly parts: readonly TracePart[];
  readonly isWhole: boolean;
}

const NONE: Chosen = { parts: [], isWhole: true };

/** The events nearest below a quantile of the duration, whose traces stand for those around it. */
async function eventsUpTo(source: Source, range: Range, where: Filter, q: number): Promise<Chosen> {
  const list: List = {
    of: 'transactions',
    range,
    where,
    fields: ['trace', 'span'],
    order: { field: 'duration', desc: true },
    limit: EACH,
    upTo: { of: 'duration', q },
  };
  const { columns, complete } = await source.list(list);
  const [traces, spans] = columns.map((column) => (column.kind === 'text' ? column.values : []));
  const parts = (traces ?? []).flatMap((traceId, at) =>
    traceId === null ? [] : [{ traceId, span: spans?.[at] ?? null }],
  );
  return { parts, isWhole: complete };
}

function toSides(before: Chosen, after: Chosen): Sides {
  return { before: before.parts, after: after.parts, isWhole: before.isWhole && after.isWhole };
}

async function sidesOf(
  source: Source,
  { group, here, id, range }: { group: ComparedGroup; here: TracePart; id: TransactionId; range: Range },
): Promise<Sides> {
  const own = transactionFilter(id);
  if (group === 'typical') {
    const { parts, isWhole } = await eventsUpTo(source, range, own, 0.5);
    const others = parts.filter(({ traceId }) => traceId !== here.traceId);
    return { before: others, after: [here], isWhole };
  }
  if (group === 'slow') {
    return toSides(await eventsUpTo(source, range, own, 0.5), await eventsUpTo(source, range, own, 0.95));
  }
  const { releases } = await source.info();
  const [newest, earlier] = releases.toSorted((a, b) => b.first - a.first);
  const ofRelease = (name: string | undefined): Promise<Chosen> =>
    name === undefined
      ? Promise.resolve(NONE)
      : eventsUpTo(source, range, both(own, { kind: 'in', field: 'release', values: [name] }), 0.5);
  return toSides(await ofRelease(earlier?.name), await ofRelease(newest?.name));
}

/**
 * Which traces stand on the two sides; null while that is not known, or where no transaction says whose they are. Asked
 * again as more rows are loaded, until those of the range are.
 */
export function useCompared(
  group: ComparedGroup | null,
  here: TracePart,
  id: TransactionId | null,
): Answer<readonly unknown[], Sides> {
  const { source, sourceId } = useSource();
  const { view } = useView();
  // A range that goes with the time stays where it was when the page was opened.
  const [now] = useState(Date.now);
  const range = resolveRange(view.range, now);
  const question = group === null || id === null ? null : [group, here, id, range];
  const revision = useHeard()?.revision ?? 0;
  const text = JSON.stringify(question);
  const [whole, setWhole] = useState<{ readonly text: string; readonly revision: number }>();
  const at = whole?.text === text ? whole.revision : revision;
  return useAnswer({
    key: ['compared', sourceId, question, at],
    question,
    onAnswer: ({ isWhole }) => {
      if (isWhole) setWhole({ text, revision: at });
    },
    fetch: () =>
      group === null || id === null
        ? Promise.reject(new Error('There is nothing to compare with.'))
        : sidesOf(source, { group, here, id, range }),
    mayKeep: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
