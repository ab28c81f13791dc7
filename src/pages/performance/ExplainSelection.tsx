import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Field } from '../../model/column.ts';
import type { Range } from '../../model/time.ts';
import { Differences } from '../../ui/explain/Differences.tsx';
import { formatInterval } from '../../ui/filter/range-words.ts';
import { formatDuration, zoneName } from '../../ui/format.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { regionFilter } from '../../view/region.ts';
import { useExplanation } from '../../view/use-explanation.ts';
import type { View, Zone } from '../../view/view.ts';

/** Of all transactions, which ones it was may be what differs. */
const AMONG: readonly Field[] = ['transaction', 'project'];

/** What the selected time has more often than the rest of the range. */
export function ExplainSelection(props: {
  readonly scope: ComparedScope;
  readonly selection: Range;
  /** Null: all durations. */
  readonly durations: View['durations'];
  readonly zone: Zone;
}): ReactNode {
  const { scope, selection, durations, zone } = props;
  const { start, end } = selection;
  const selected = useMemo(
    () => regionFilter({ selection: { start, end }, durations }) ?? { kind: 'and' as const, of: [] },
    [start, end, durations],
  );
  const used = useExplanation(scope, selected, AMONG);
  const isAll = end - start >= ALL * (scope.range.end - scope.range.start);
  const when = `${formatInterval(selection, zone)} ${zoneName(start, zone)}`;
  const words = [
    ...(durations === null ? [] : [durationWords(durations)]),
    // Of the whole time there is no need to say when that was.
    ...(isAll && durations !== null ? [] : [when]),
  ];
  return <Differences {...used} words={words.join(', ')} />;
}

/** `1.47 s to 2.10 s`, or `what is slower than 1.47 s` where nothing ends it. */
function durationWords({ from, to }: NonNullable<View['durations']>): string {
  return to < LONGEST
    ? `${formatDuration(from)} to ${formatDuration(to)}`
    : `what is slower than ${formatDuration(from)}`;
}

/** So much of the range is all of it: a range that moves on leaves a little of the selection behind. */
const ALL = 0.99;

/** What is selected without an upper end ends beyond every duration. */
const LONGEST = 1e11;
