import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { rateVital } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import type { Unit } from '../../model/column.ts';
import { writtenFixed } from '../../model/number-style.ts';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatCount } from '../../ui/format.ts';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { NarrowButtons } from '../../ui/table/NarrowButtons.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { exportedName, toExportTable } from '../../ui/table/to-export-table.ts';
import type { ExportPart } from '../../ui/table/to-export-table.ts';
import { useRowSelection } from '../../ui/table/use-row-selection.ts';
import { useSortedRows } from '../../ui/table/use-sorted-table.ts';
import { withBar } from '../../ui/table/with-bar.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { transactionLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { isKnown } from '../../view/read-result.ts';
import { useNarrowing } from '../../view/use-narrowing.ts';
import { useGlance } from '../../view/use-glance.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useAsk } from '../../view/use-ask.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { View } from '../../view/view.ts';
import { PAGE_SORTS } from '../../view/vital-look.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { pagesQuery } from './questions.ts';
import { shownFor, toPageRows } from './pages.ts';
import type { PageRow } from './pages.ts';
import { usePageActions } from './use-page-actions.ts';
import css from './vitals.module.css';
import { RATING_WORDS, VITAL_HELP } from './vital-words.ts';

const CORE = ['lcp', 'inp', 'cls', 'fcp', 'ttfb'] as const;

function VitalCell(props: {
  readonly row: PageRow;
  readonly vital: ShownVital;
  readonly bands: Bands;
}): ReactNode {
  const { row, bands } = props;
  const vital = shownFor(row, props.vital);
  const value = row.vitals[vital];
  const rating = rateVital(vital, value, bands);
  return (
    <span className={css.rated} data-rating={rating ?? undefined}>
      {vital !== props.vital && <abbr title={VITAL_HELP[vital]}>{columnWords(vital)}</abbr>}
      <Figure name={`p75(${vital})`} value={value} unit={unitOf(vital)} isColumn />
      {rating !== null && <span className="hidden">, {RATING_WORDS[rating]}</span>}
    </span>
  );
}

function unitOf(vital: ShownVital): Unit {
  return vital === 'cls' ? 'none' : 'ms';
}

/** What an export has of a vital: values of one vital a column, whichever of them stands in for another on the screen. */
function exportedVital(vital: ShownVital): ExportPart<PageRow>[] {
  const shown: readonly ShownVital[] = vital === 'inp' ? ['inp', 'fid'] : [vital];
  return shown.map((vital) => ({
    name: exportedName(`p75 ${columnWords(vital)}`, unitOf(vital)),
    value: ({ vitals }) => vitals[vital],
  }));
}

/** A score or a share of one as points of 100. */
function Points({
  name,
  value,
  digits,
}: {
  readonly name: string;
  readonly value: number;
  readonly digits: number;
}): ReactNode {
  const isKnown = Number.isFinite(value);
  return (
    <span
      data-metric={name}
      data-exact={isKnown ? String(value) : 'none'}
      title={isKnown ? String(value * 100) : 'no page view has a score'}
    >
      {isKnown ? writtenFixed(value * 100, digits) : '—'}
    </span>
  );
}

function toColumns(view: View, bands: Bands, projectLabel: (id: string) => string): TableColumn<PageRow>[] {
  return [
    {
      id: 'transaction',
      label: 'Page',
      align: 'left',
      isKept: true,
      isPinned: true,
      sortBy: ({ transaction }) => transaction,
      exported: [
        { name: 'Page', value: ({ transaction }) => transaction },
        { name: 'Project', value: ({ project }) => project },
      ],
      cell: ({ project, transaction }) => (
        <span className={css.page}>
          <Link to={transactionLink(view, { project, transaction })} data-row-link>
            {transaction === '' ? '(no name)' : toVisibleLine(transaction)}
          </Link>
          <span>{toVisibleLine(projectLabel(project))}</span>
        </span>
      ),
    },
    ...CORE.map((vital): TableColumn<PageRow> => ({
      id: vital,
      label: `p75 ${columnWords(vital)}`,
      head: (
        <>
          <span className={css.aggregate}>p75</span> {columnWords(vital)}
        </>
      ),
      help: VITAL_HELP[vital],
      width: 96,
      isKept: vital === view.vitalLook.vital,
      sortBy: (row) => row.vitals[shownFor(row, vital)],
      exported: exportedVital(vital),
      cell: (row) => <VitalCell row={row} vital={vital} bands={bands} />,
    })),
    {
      id: 'views',
      label: 'Page views',
      width: 96,
      sortBy: ({ views }) => views,
      cell: ({ views, unscored }) => (
        <span title={`${formatCount(unscored)} of them without a score`}>{formatCount(views)}</span>
      ),
    },
    {
      id: 'score',
      label: 'Score',
      help: 'Performance score of 100: the average of the page views that have LCP, FCP, CLS and TTFB.',
      width: 76,
      isKept: true,
      sortBy: ({ score }) => score,
      exported: [{ name: 'Score (of 100)', value: ({ score }) => score * 100 }],
      cell: ({ score }) => <Points name="score" value={score} digits={0} />,
    },
    {
      id: 'opportunity',
      label: 'Opportunity',
      help: 'By how many points the score of all pages would rise if this page’s were 100.',
      width: 112,
      sortBy: ({ opportunity }) => opportunity,
      exported: [{ name: 'Opportunity (points of 100)', value: ({ opportunity }) => opportunity * 100 }],
      cell: ({ opportunity }) => (
        <span className={css.win}>
          <i
            style={{ width: `${Math.min(100, (Number.isFinite(opportunity) ? opportunity : 0) * 400)}%` }}
            aria-hidden
          />
          <Points name="opportunity" value={opportunity} digits={1} />
        </span>
      ),
    },
  ];
}

/** Every page with its vitals; those with most to win come first, unless another order is asked for. */
export function PagesTable({
  scope,
  bands,
}: {
  readonly scope: ComparedScope;
  readonly bands: Bands;
}): ReactNode {
  const { view, edit } = useView();
  const projectLabel = useProjectLabel();
  const answer = useAsk(pagesQuery(scope));
  const { data } = answer;
  const rows = useMemo(() => (data === undefined ? [] : toPageRows(data)), [data]);
  const { by } = view.vitalLook.sort;
  const columns = useMemo(
    // What there is to win has a bar of its own, in any order.
    () => withBar(toColumns(view, bands, projectLabel), by === 'opportunity' ? '' : by, rows),
    [view, bands, projectLabel, by, rows],
  );
  const sorts = useMemo(() => [view.vitalLook.sort], [view.vitalLook.sort]);
  const sorted = useSortedRows({ rows, columns, sorts, rowKey: keyOf, isFirst: never });
  const actionsOf = usePageActions(rows);
  const { toggle } = useGlance();
  const selection = useRowSelection(sorted);
  const selecting = useMemo(() => ({ selection, nameOf }), [selection]);
  // What is selected stays in sight while something is to be done with it.
  useHold(selection.rows.length > 0);
  const narrowing = useNarrowing(selection.rows, rows, selection.clear);
  const exporting = {
    name: 'longtail-pages',
    toTable: (rows: readonly PageRow[]) => toExportTable(rows, columns),
  };
  return (
    <section aria-label="Pages" className={css.pages}>
      <h2>
        Pages
        {data !== undefined && isKnown(data) && (
          <span>
            {data.total > data.length
              ? `the ${formatCount(data.length)} most viewed of ${formatCount(data.total)}`
              : formatCount(data.total)}
          </span>
        )}
      </h2>
      <ResultPanel answer={answer} skeleton={<RowsSkeleton rows={7} height={40} />} empty={null}>
        {() => (
          <>
            <DataTable<PageRow>
              caption="Pages with their web vitals, score and opportunity"
              sorted={sorted}
              columns={columns}
              sorts={sorts}
              onSort={({ by, desc }) => {
                const sort = PAGE_SORTS.find((name) => name === by);
                if (sort !== undefined)
                  edit(({ vitalLook }) => ({ vitalLook: { ...vitalLook, sort: { by: sort, desc } } }));
              }}
              isMuted={(row) => row.rows < LOW_ROWS}
              actionsOf={actionsOf}
              onPreview={(key) => {
                const row = rows.find((row) => row.key === key);
                if (row !== undefined) toggle(row);
              }}
              selecting={selecting}
            />
            <SelectionBar
              count={selection.rows.length}
              of={sorted.length}
              isHolding
              onClear={selection.clear}
            >
              <NarrowButtons {...narrowing} />
              <TableExport rows={selection.rows} {...exporting} />
            </SelectionBar>
            <footer className={css.foot}>
              <TableExport
                rows={sorted.map(({ original }) => original.row)}
                reported="Pages"
                of={data?.total ?? 0}
                isStale={answer.isStale}
                {...exporting}
              />
            </footer>
          </>
        )}
      </ResultPanel>
    </section>
  );
}

function nameOf({ transaction }: PageRow): string {
  return transaction === '' ? '(no name)' : transaction;
}

function keyOf({ key }: PageRow): string {
  return key;
}

function never(): boolean {
  return false;
}
