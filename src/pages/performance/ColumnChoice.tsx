import { Popover } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ChoiceList } from '../../ui/filter/ChoiceList.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useView } from '../../view/use-view.ts';
import { TABLE_COLUMNS } from '../../view/view.ts';
import type { TransactionRow } from './transaction-rows.ts';

/** Which columns the table has: those that somebody does not need are left away, in the address as well. */
export function ColumnChoice(props: {
  /** All there are. */
  readonly columns: readonly TableColumn<TransactionRow>[];
  /** What the table is sorted by is always shown. */
  readonly sortedBy: string;
}): ReactNode {
  const { columns, sortedBy } = props;
  const { view, edit } = useView();
  const [isOpen, setIsOpen] = useState(false);
  useHold(isOpen);
  const { hiddenColumns } = view;
  const labels = new Map(columns.map(({ id, label }) => [id, label]));
  const offered = TABLE_COLUMNS.filter((id) => labels.has(id) && id !== sortedBy);
  const hidden = offered.filter((id) => hiddenColumns.includes(id));
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="top-end"
      offset={4}
      width={240}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          look="ghost"
          size="small"
          icon={<Columns3 size={14} strokeWidth={1.5} aria-hidden />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {hidden.length === 0 ? 'Columns' : `Columns, ${hidden.length} hidden`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns to hide">
        {isOpen && (
          <ChoiceList
            name="Columns to hide"
            choices={offered.map((id) => ({
              id,
              label: `Hide ${(labels.get(id) ?? id).replace(/,.*/, '')}`,
            }))}
            chosen={hidden}
            onChange={(chosen) => edit({ hiddenColumns: TABLE_COLUMNS.filter((id) => chosen.includes(id)) })}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
