import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Bands } from '../../metrics/vital-bands.ts';
import type { Result } from '../../model/result.ts';
import { CompareButton } from '../../ui/table/CompareButton.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { toExportTable } from '../../ui/table/to-export-table.ts';
import { useRowSelection } from '../../ui/table/use-row-selection.ts';
import { useSortedRows } from '../../ui/table/use-sorted-table.ts';
import { compareTraces } from '../../view/compare-traces.ts';
import { columnWords } from '../../view/metric-words.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useEventPreview } from '../../view/use-event-preview.ts';
import { useView } from '../../view/use-view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { sampleColumns, toSampleRows } from './sample-columns.tsx';
import type { SampleRow } from './sample-columns.tsx';
import { useSampleActions } from './use-sample-actions.ts';
import css from './vitals.module.css';

const keyOf = ({ key }: SampleRow): string => key;
const nameOf = ({ transaction }: SampleRow): string => `view of ${transaction}`;
const none = (): boolean => false;
/** The largest first, as they were asked for. */
const NO_SORTS: readonly [] = [];

/** The samples of a vital, each row a link to its trace; Space looks at one without leaving. */
export function SampleTable(props: {
  readonly result: Result;
  readonly vital: ShownVital;
  readonly bands: Bands;
}): ReactNode {
  const { result, vital, bands } = props;
  const { view } = useView();
  const rows = useMemo(() => toSampleRows(result, vital), [result, vital]);
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const columns = useMemo(() => sampleColumns(view, rows, vital, bands), [view, rows, vital, bands]);
  const sorted = useSortedRows({ rows, columns, sorts: NO_SORTS, rowKey: keyOf, isFirst: none });
  const selection = useRowSelection(sorted);
  const selecting = useMemo(() => ({ selection, nameOf }), [selection]);
  // What is selected stays in sight while something is to be done with it.
  useHold(selection.rows.length > 0);
  const actionsOf = useSampleActions(result, vital);
  const { toggle } = useEventPreview();
  return (
    <div className={css.sampleBox}>
      <DataTable<SampleRow>
        caption={`Page views with the largest ${columnWords(vital)}, each with its trace`}
        sorted={sorted}
        columns={columns}
        sorts={NO_SORTS}
        onSort={() => undefined}
        isMuted={none}
        actionsOf={(key, column) => actionsOf(String(byKey.get(key)?.index ?? -1), column)}
        onPreview={(key) => {
          const row = byKey.get(key);
          if (row !== undefined && row.span !== null) toggle({ trace: row.trace, span: row.span });
        }}
        selecting={selecting}
      />
      <SelectionBar count={selection.rows.length} of={sorted.length} isHolding onClear={selection.clear}>
        <CompareButton
          {...compareTraces(
            view,
            selection.rows.flatMap((row) => (row.span === null ? [] : [{ ...row, span: row.span }])),
          )}
        >
          Compare traces
        </CompareButton>
        <TableExport
          name={`longtail-${vital}-samples`}
          rows={selection.rows}
          toTable={(rows) => toExportTable(rows, columns)}
        />
      </SelectionBar>
    </div>
  );
}
