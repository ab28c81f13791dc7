import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Field } from '../../../model/column.ts';
import type { Filter } from '../../../model/filter.ts';
import { Differences } from '../../../ui/explain/Differences.tsx';
import { formatInterval } from '../../../ui/filter/range-words.ts';
import { formatDuration, zoneName } from '../../../ui/format.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { regionFilter } from '../../../view/region.ts';
import { useExplanation } from '../../../view/use-explanation.ts';
import { useView } from '../../../view/use-view.ts';
import type { View } from '../../../view/view.ts';

/** Where the tail begins, and whether that is the p95 of what is compared with. */
export interface Tail {
  readonly from: number;
  readonly isOther: boolean;
}

const NOTHING_ELSE: readonly Field[] = [];

/** What is selected, in words. */
function wordsOf({ selection, durations, zone }: View, tail: Tail): string {
  const parts = [
    durations === null ? '' : `${formatDuration(durations.from)} to ${formatDuration(durations.to)}`,
    selection === null ? '' : `${formatInterval(selection, zone)} ${zoneName(selection.start, zone)}`,
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(', ');
  return tail.isOther ? `what is slower than ${formatDuration(tail.from)}` : 'the slowest 5%';
}

/** Tells what is selected in the chart from the rest; while nothing is, the tail. */
export function Explain({ scope, tail }: { readonly scope: ComparedScope; readonly tail: Tail }): ReactNode {
  const { view } = useView();
  const { selection, durations } = view;
  const selected = useMemo(
    (): Filter =>
      regionFilter({ selection, durations }) ?? {
        kind: 'compare',
        field: 'duration',
        is: '>',
        value: tail.from,
      },
    [selection, durations, tail.from],
  );
  const used = useExplanation(scope, selected, NOTHING_ELSE);
  if (selection === null && durations === null && !Number.isFinite(tail.from)) return null;
  return <Differences {...used} words={wordsOf(view, tail)} />;
}
