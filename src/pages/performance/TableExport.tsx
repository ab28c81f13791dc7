import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { downloadText } from '../../ui/export/download.ts';
import { toCsv, toJson, toMarkdown } from '../../ui/export/table-text.ts';
import type { ExportTable } from '../../ui/export/table-text.ts';
import { formatCount } from '../../ui/format.ts';
import { PopupMenu } from '../../ui/popup/PopupMenu.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { toExportTable } from '../../ui/table/to-export-table.ts';
import type { SortedRows } from '../../ui/table/use-sorted-table.ts';
import { useHold } from '../../view/tick-context.tsx';
import type { TransactionRow } from './transaction-rows.ts';

/** More rows than this make no table that somebody reads. */
const MOST_MARKDOWN = 200;

const NAME = 'longtail-transactions';

/** Takes the table along as it stands: its columns, its order, every row that is held. */
export function TableExport(props: {
  readonly sorted: SortedRows<TransactionRow>;
  readonly columns: readonly TableColumn<TransactionRow>[];
}): ReactNode {
  const { sorted: rows, columns } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [said, setSaid] = useState('');
  useHold(isOpen);
  const table = (most = rows.length): ExportTable =>
    toExportTable(
      rows.slice(0, most).map(({ original }) => original.row),
      columns,
    );
  const markdown = Math.min(rows.length, MOST_MARKDOWN);
  const copyMarkdown = async (): Promise<void> => {
    const isCopied = await copyText(toMarkdown(table(markdown)));
    setSaid(isCopied ? `Copied ${formatCount(markdown)} rows` : 'Not copied');
  };
  return (
    <>
      <PopupMenu
        position="top-end"
        width={240}
        onOpenChange={setIsOpen}
        trigger={
          <Button
            look="ghost"
            size="small"
            icon={<Download size={14} strokeWidth={1.5} aria-hidden />}
            disabled={rows.length === 0}
          >
            Export
          </Button>
        }
      >
        {(Menu) => (
          <>
            <Menu.Label>
              {formatCount(rows.length)} {rows.length === 1 ? 'row' : 'rows'}, in this order
            </Menu.Label>
            <Menu.Item onClick={() => downloadText(`${NAME}.csv`, toCsv(table()), 'text/csv')}>
              Download CSV
            </Menu.Item>
            <Menu.Item onClick={() => downloadText(`${NAME}.json`, toJson(table()), 'application/json')}>
              Download JSON
            </Menu.Item>
            <Menu.Item onClick={() => void copyMarkdown()}>
              Copy as Markdown{rows.length > markdown && `, the first ${formatCount(markdown)}`}
            </Menu.Item>
          </>
        )}
      </PopupMenu>
      <span role="status">{said}</span>
    </>
  );
}
