import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Field } from '../../model/column.ts';
import type { Range } from '../../model/time.ts';
import { Differences } from '../../ui/explain/Differences.tsx';
import { formatInterval } from '../../ui/filter/range-words.ts';
import { zoneName } from '../../ui/format.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { regionFilter } from '../../view/region.ts';
import { useExplanation } from '../../view/use-explanation.ts';
import type { Zone } from '../../view/view.ts';

/** Of all transactions, which ones it was may be what differs. */
const AMONG: readonly Field[] = ['transaction', 'project'];

/** What the selected time has more often than the rest of the range. */
export function ExplainSelection(props: {
  readonly scope: ComparedScope;
  readonly selection: Range;
  readonly zone: Zone;
}): ReactNode {
  const { scope, selection, zone } = props;
  const { start, end } = selection;
  const selected = useMemo(
    () => regionFilter({ selection: { start, end }, durations: null }) ?? { kind: 'and' as const, of: [] },
    [start, end],
  );
  const used = useExplanation(scope, selected, AMONG);
  return <Differences {...used} words={`${formatInterval(selection, zone)} ${zoneName(start, zone)}`} />;
}
