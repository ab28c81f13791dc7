import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { rateVital } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import { nameOf } from '../../model/column.ts';
import type { Result } from '../../model/result.ts';
import type { EpochMs } from '../../model/time.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { NO_VALUE, formatMinute, zoneName } from '../../ui/format.ts';
import type { TableColumn } from '../../ui/table/column.ts';
import { exportedName, exportedTime } from '../../ui/table/to-export-table.ts';
import type { ExportPart } from '../../ui/table/to-export-table.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { traceLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import type { View } from '../../view/view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { sourceTag } from './questions.ts';
import css from './vitals.module.css';
import { RATING_WORDS, SOURCE_WORDS } from './vital-words.ts';

/** A page view with a large value of a vital. */
export interface SampleRow {
  readonly key: string;
  /** Its place in the answer. */
  readonly index: number;
  readonly trace: string;
  readonly span: string | null;
  readonly project: string;
  readonly transaction: string;
  /** What the browser names as the cause, such as the element of LCP. */
  readonly source: string | null;
  readonly browser: string | null;
  readonly device: string | null;
  readonly user: string | null;
  readonly release: string | null;
  readonly at: EpochMs;
  /** In the vital's unit. */
  readonly value: number;
}

/** Reads the answer to `samplesList`. */
export function toSampleRows(result: Result, vital: ShownVital): SampleRow[] {
  const text = (name: string): readonly (string | null)[] => textsOf(result, name);
  const tag = sourceTag(vital);
  const [events, traces, spans] = [text('event'), text('trace'), text('span')];
  const [projects, transactions] = [text('project'), text('transaction')];
  const sources = tag === null ? [] : text(nameOf({ tag }));
  const [browsers, devices] = [text(nameOf({ tag: 'browser' })), text(nameOf({ tag: 'device' }))];
  const [users, releases] = [text('user.display'), text('release')];
  const at = numbersOf(result, 'timestamp').values;
  const values = numbersOf(result, vital).values;
  return Array.from({ length: result.length }, (_, index) => ({
    key: `${events[index] ?? ''} ${index}`,
    index,
    trace: traces[index] ?? '',
    span: spans[index] ?? null,
    project: projects[index] ?? '',
    transaction: transactions[index] ?? '',
    source: sources[index] ?? null,
    browser: browsers[index] ?? null,
    device: devices[index] ?? null,
    user: users[index] ?? null,
    release: releases[index] ?? null,
    at: at[index] ?? Number.NaN,
    value: values[index] ?? Number.NaN,
  }));
}

function Words(props: { readonly text: string | null; readonly isCode?: boolean }): ReactNode {
  const { text, isCode = false } = props;
  const shown = text === null || text === '' ? NO_VALUE : toVisibleLine(text);
  return (
    <span title={shown} className={isCode && shown !== NO_VALUE ? css.code : css.words}>
      {shown}
    </span>
  );
}

/** A column whose rows stand in the order of the list: it is no column to sort by. */
function column(
  id: string,
  label: string,
  exported: ExportPart<SampleRow>['value'],
  rest: Omit<TableColumn<SampleRow>, 'id' | 'label' | 'head' | 'exported'>,
): TableColumn<SampleRow> {
  return {
    id,
    label,
    head: <span aria-hidden>{label}</span>,
    exported: [{ name: label, value: exported }],
    align: 'left',
    ...rest,
  };
}

/** The columns of the samples of a vital, each row a link to its trace. */
export function sampleColumns(
  view: View,
  rows: readonly SampleRow[],
  vital: ShownVital,
  bands: Bands,
): readonly TableColumn<SampleRow>[] {
  const unit = vital === 'cls' ? 'none' : 'ms';
  const source = SOURCE_WORDS[vital];
  const columns: readonly TableColumn<SampleRow>[] = [
    column('transaction', 'Page', ({ transaction }) => transaction, {
      isKept: true,
      isPinned: true,
      cell: ({ trace, span, transaction }) => (
        <Link to={traceLink(view, { trace, span })} data-row-link>
          <span className="hidden">Trace of a view of </span>
          {toVisibleLine(transaction)}
        </Link>
      ),
    }),
    column('source', source ?? 'Cause', ({ source }) => source, {
      isKept: true,
      cell: ({ source }) => <Words text={source} isCode />,
    }),
    column('browser', 'Browser', ({ browser, device }) => browserWords(browser, device), {
      cell: ({ browser, device }) => <Words text={browserWords(browser, device)} />,
    }),
    column('user.display', 'User', ({ user }) => user, { cell: ({ user }) => <Words text={user} /> }),
    column('release', 'Release', ({ release }) => release, {
      cell: ({ release }) => <Words text={release} />,
    }),
    column('time', `Time, ${zoneName(rows[0]?.at ?? 0, view.zone)}`, ({ at }) => exportedTime(at), {
      cell: ({ at }) => formatMinute(at, view.zone),
    }),
    {
      ...column('value', columnWords(vital), ({ value }) => value, {
        align: 'right',
        isKept: true,
        cell: ({ value }) => {
          const rating = rateVital(vital, value, bands);
          return (
            <span className={css.rated} data-rating={rating ?? undefined}>
              <Figure name={vital} value={value} unit={unit} isColumn />
              {rating !== null && <span className="hidden">, {RATING_WORDS[rating]}</span>}
            </span>
          );
        },
      }),
      exported: [{ name: exportedName(columnWords(vital), unit), value: ({ value }) => value }],
    },
  ];
  return sourceTag(vital) === null ? columns.filter(({ id }) => id !== 'source') : columns;
}

function browserWords(browser: string | null, device: string | null): string {
  return [browser, device].filter(Boolean).join(', ');
}
