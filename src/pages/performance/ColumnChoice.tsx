import { Columns3 } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { PopupPanel } from '../../ui/popup/PopupPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { EditedColumn } from '../../ui/table/ColumnEditor.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import type { Arranging } from '../../ui/table/use-column-drag.ts';
import { isTableColumn } from '../../view/table-columns.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useView } from '../../view/use-view.ts';
import { TABLE_COLUMNS } from '../../view/view.ts';
import { columnLabels } from './column-labels.ts';
import { isSortedBy, withColumn } from './shown-columns.ts';
import { TAB_SPECS } from './tabs.ts';
import type { TransactionRow } from './transaction-rows.ts';

// Comes when it is opened.
const ColumnEditor = lazyPart(async () => (await import('../../ui/table/ColumnEditor.tsx')).ColumnEditor);

/** So wide a column is while it has not been shown. */
const USUAL_WIDTH = 72;

/** Which columns the table has, in which order and how wide; all of it is in the address. */
export function ColumnChoice(props: {
  /** All there are. */
  readonly columns: readonly TableColumn<TransactionRow>[];
  /** Those that are shown, from left to right. */
  readonly shown: readonly TableColumn<TransactionRow>[];
  readonly arranging: Arranging;
}): ReactNode {
  const { columns, shown, arranging } = props;
  const { view, edit } = useView();
  const [isOpen, setIsOpen] = useState(false);
  useHold(isOpen);
  const labels = columnLabels(columns);
  const { tab, extraColumns, hiddenColumns, columnOrder, columnWidths } = view;
  const shownIds = shown.map(({ id }) => id).filter(isTableColumn);
  const away = TABLE_COLUMNS.filter((id) => labels.has(id) && !shownIds.includes(id));
  const widths = new Map(shown.map(({ id, width }) => [id, width ?? USUAL_WIDTH]));
  const hidden = away.filter((id) => TAB_SPECS[tab].columns.includes(id)).length;
  const isUsual = [extraColumns, hiddenColumns, columnOrder, Object.keys(columnWidths)].every(
    ({ length }) => length === 0,
  );
  const edited = [...shownIds, ...away].map((id): EditedColumn => ({
    id,
    label: labels.get(id) ?? id,
    isShown: widths.has(id),
    isFixed: isSortedBy(view, id),
    width: widths.get(id) ?? USUAL_WIDTH,
  }));
  return (
    <PopupPanel
      label="Columns"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      position="top-end"
      width={320}
      trigger={
        <Button look="ghost" size="small" icon={<Columns3 size={14} strokeWidth={1.5} aria-hidden />}>
          {hidden === 0 ? 'Columns' : `Columns, ${hidden} hidden`}
        </Button>
      }
    >
      {() => (
        <Suspense fallback={<Skeleton height={320} />}>
          <ColumnEditor
            columns={edited}
            {...arranging}
            onShow={(id, isShown) => {
              if (isTableColumn(id)) edit((view) => withColumn(view, id, isShown));
            }}
            onReset={
              isUsual
                ? null
                : () => edit({ extraColumns: [], hiddenColumns: [], columnOrder: [], columnWidths: {} })
            }
          />
        </Suspense>
      )}
    </PopupPanel>
  );
}
