import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { CompareButton } from '../../ui/table/CompareButton.tsx';
import { NarrowButtons } from '../../ui/table/NarrowButtons.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import type { RowSelection } from '../../ui/table/use-row-selection.ts';
import { linkTo } from '../../view/links.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useNarrowing } from '../../view/use-narrowing.ts';
import { useView } from '../../view/use-view.ts';
import { MOST_TOGETHER } from '../../view/view.ts';
import type { TransactionId, View } from '../../view/view.ts';
import type { FoundTrend } from './found.ts';
import { toTrendTable } from './trend-table.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Where transactions are drawn together, by the statistic whose trend is looked at; or why they cannot be. */
function compared(view: View, ids: readonly TransactionId[]) {
  if (ids.length < 2 || ids.length > MOST_TOGETHER) {
    return { to: null, reason: `Select 2 to ${MOST_TOGETHER} transactions` };
  }
  const { by, of } = view.trendLook;
  return {
    to: linkTo('performance', {
      ...view,
      transaction: null,
      selection: null,
      together: ids,
      togetherBy: { metric: by, of },
    }),
    reason: 'One line each in one chart, and their numbers',
  };
}

/** What can be done with trends that were picked out of the lists. */
export function SelectedTrends(props: {
  readonly selection: RowSelection<FoundTrend>;
  /** All that the lists show. */
  readonly all: readonly FoundTrend[];
  /** Null where the source keeps no settings. */
  readonly onIgnore: ((ids: readonly TransactionId[]) => void) | null;
}): ReactNode {
  const { selection, all, onIgnore } = props;
  const { view } = useView();
  const { rows, clear } = selection;
  const ids = rows.map(({ id }) => id);
  // What is selected stays in sight while something is to be done with it.
  useHold(rows.length > 0);
  const narrowing = useNarrowing(
    ids,
    all.map(({ id }) => id),
    clear,
  );
  return (
    <SelectionBar count={rows.length} of={all.length} isHolding onClear={clear}>
      <CompareButton {...compared(view, ids)}>Compare</CompareButton>
      <NarrowButtons {...narrowing} />
      {onIgnore !== null && (
        <Button
          look="ghost"
          size="small"
          icon={<EyeOff {...ICON} />}
          onClick={() => {
            onIgnore(ids);
            clear();
          }}
        >
          Ignore
        </Button>
      )}
      <TableExport
        name="longtail-trends"
        rows={rows}
        toTable={(rows) => toTrendTable(rows, view.trendLook)}
      />
    </SelectionBar>
  );
}
