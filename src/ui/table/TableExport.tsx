import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import { copyText } from '../clipboard.ts';
import { downloadText } from '../export/download.ts';
import type * as TableText from '../export/table-text.ts';
import type { ExportTable } from '../export/table-text.ts';
import { formatCount } from '../format.ts';
import { MOST_REPORTED, useReportPart } from '../export/report-parts.tsx';
import { loadPart } from '../part/load-part.ts';
import { PopupMenu } from '../popup/PopupMenu.tsx';

/** More rows than this make no table that somebody reads. */
const MOST_MARKDOWN = 200;

// What writes them comes when somebody takes some.
const loadTexts = (): Promise<typeof TableText> => loadPart(() => import('../export/table-text.ts'));

/** Takes rows of a table along, in the order in which they stand. */
export function TableExport<R>(props: {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly rows: readonly R[];
  readonly toTable: (rows: readonly R[]) => ExportTable;
  /** What the first rows are called in a report of the page; left out where it has none of them. */
  readonly reported?: string;
  /** Of how many the rows are, as reports say it; the rows themselves where it is left out. */
  readonly of?: number;
  /** Whether the rows are of an earlier answer. */
  readonly isStale?: boolean;
}): ReactNode {
  const { name, rows, toTable, reported, of = props.rows.length, isStale = false } = props;
  const [said, setSaid] = useState('');
  const part = useReportPart(
    () =>
      reported === undefined || rows.length === 0
        ? null
        : { kind: 'table', name: reported, table: toTable(rows.slice(0, MOST_REPORTED)), of },
    reported !== undefined && isStale,
  );
  const markdown = Math.min(rows.length, MOST_MARKDOWN);
  const save = (ending: string, type: string, write: 'toCsv' | 'toJson' | 'toJsonLines') => (): void =>
    void loadTexts().then((texts) => downloadText(`${name}.${ending}`, texts[write](toTable(rows)), type));
  const copyMarkdown = async (): Promise<void> => {
    const { toMarkdown } = await loadTexts();
    const isCopied = await copyText(toMarkdown(toTable(rows.slice(0, markdown))));
    setSaid(isCopied ? `Copied ${rowWords(markdown)}` : 'Not copied');
  };
  return (
    <>
      <PopupMenu
        position="top-end"
        width={240}
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
            <Menu.Label>{rowWords(rows.length)}, in this order</Menu.Label>
            <Menu.Item onClick={save('csv', 'text/csv', 'toCsv')}>Download CSV</Menu.Item>
            <Menu.Item onClick={save('json', 'application/json', 'toJson')}>Download JSON</Menu.Item>
            <Menu.Item onClick={save('ndjson', 'application/x-ndjson', 'toJsonLines')}>
              Download NDJSON, a row a line
            </Menu.Item>
            <Menu.Item onClick={() => void copyMarkdown()}>
              Copy as Markdown{rows.length > markdown && `, the first ${formatCount(markdown)}`}
            </Menu.Item>
          </>
        )}
      </PopupMenu>
      <span ref={part} role="status">
        {said}
      </span>
    </>
  );
}

function rowWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
}
