import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Survey, SurveyedSpans } from '../../model/survey.ts';
import css from '../../ui/explain/explain.module.css';
import { columnDurations } from '../../ui/figure/column-durations.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatCount, formatDuration, formatFactor } from '../../ui/format.ts';
import type { Parts } from '../../ui/format.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { hasSingleKeys } from '../../ui/single-keys.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { PickButton } from '../../ui/table/PickButton.tsx';
import { SelectBox } from '../../ui/table/SelectBox.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { usePickedRows } from '../../ui/table/use-picked-rows.ts';
import type { RowSelection } from '../../ui/table/use-row-selection.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { FINDING_TITLES } from '../../view/finding-titles.ts';
import { traceLink } from '../../view/links.ts';
import { useHold } from '../../view/tick-context.tsx';
import type { SpanOrder } from '../../view/transaction-look.ts';
import { useView } from '../../view/use-view.ts';
import own from './operations.module.css';
import { spanKey, toSpanTable } from './span-table.ts';

/** Columns that kinds of spans can be ordered by, from left to right. */
const COLUMNS: readonly { readonly by: SpanOrder; readonly label: string; readonly help: string }[] = [
  { by: 'self', label: 'Self time', help: 'Its share of the self time of all kinds of spans' },
  { by: 'count', label: 'Per event', help: 'Spans ÷ events' },
  { by: 'p50', label: 'p50', help: 'Of the durations of its spans' },
  { by: 'p95', label: 'p95', help: 'Of the durations of its spans' },
];

/** Kinds of spans with their self time, and the events to see it in. `most`: so many by self time; else all in the reader's order. */
export function SpanKinds({ survey, most }: { readonly survey: Survey; readonly most?: number }): ReactNode {
  const { view, edit } = useView();
  const { statistics, events } = survey;
  const name = most === undefined ? 'Spans' : 'Suspect spans';
  const order = most === undefined ? view.transactionLook.spans : 'self';
  const spans = useMemo(
    () => statistics.toSorted((one, two) => two[order] - one[order]).slice(0, most),
    [statistics, order, most],
  );
  const { list, selection, picking } = usePickedRows<SurveyedSpans, HTMLDivElement>(spans, spanKey);
  // What is selected stays in sight while something is to be done with it.
  useHold(selection.rows.length > 0);
  const exporting = {
    name: 'longtail-spans',
    toTable: (rows: readonly SurveyedSpans[]) => toSpanTable(rows, survey),
  };
  const all = statistics.reduce((sum, { self }) => sum + self, 0);
  const written = useMemo(
    () => ({
      p50: columnDurations(spans.map(({ p50 }) => p50)),
      p95: columnDurations(spans.map(({ p95 }) => p95)),
      self: columnDurations(spans.map(({ self }) => self / events)),
    }),
    [spans, events],
  );
  if (spans.length === 0) {
    return (
      <EmptyPanel
        size="widget"
        message="No spans"
        advice="The source has no spans of these events: clients may send none, or they have expired."
      />
    );
  }
  return (
    <>
      <div
        ref={list}
        className={css.scroll}
        tabIndex={0}
        role="region"
        aria-label={`Table of ${name.toLowerCase()}`}
        data-whole={most === undefined ? true : undefined}
      >
        <table
          data-selecting={selection.rows.length > 0 ? true : undefined}
          data-picking={picking.isOn ? true : undefined}
        >
          <thead>
            <tr>
              <th scope="col" data-left>
                Span
              </th>
              {COLUMNS.map(({ by, label, help }) => (
                <Head
                  key={by}
                  label={label}
                  help={help}
                  isOrder={by === order}
                  onOrder={
                    most === undefined
                      ? () =>
                          edit(({ transactionLook }) => ({
                            transactionLook: { ...transactionLook, spans: by },
                          }))
                      : null
                  }
                />
              ))}
              <th scope="col" title="Self time ÷ events">
                Self per event
              </th>
              <th scope="col" data-left title="The traces of the events in which it took most self time">
                Examples
              </th>
            </tr>
          </thead>
          <tbody>
            {spans.map((span, index) => (
              <SpanRow
                key={spanKey(span)}
                row={index}
                selection={selection}
                span={span}
                all={all}
                events={events}
                written={written}
              />
            ))}
          </tbody>
        </table>
      </div>
      <SelectionBar count={selection.rows.length} of={spans.length} isHolding onClear={selection.clear}>
        <TableExport rows={selection.rows} {...exporting} />
      </SelectionBar>
      <footer className={css.foot}>
        <PickButton {...picking} />
        <TableExport rows={spans} reported={name} of={statistics.length} {...exporting} />
      </footer>
    </>
  );
}

function Head(props: {
  readonly label: string;
  readonly help: string;
  readonly isOrder: boolean;
  /** Null where the order is what it is. */
  readonly onOrder: (() => void) | null;
}): ReactNode {
  const { label, help, isOrder, onOrder } = props;
  const words = (
    <>
      {isOrder && <ArrowDown size={12} strokeWidth={1.5} aria-hidden />}
      {label}
    </>
  );
  return (
    <th scope="col" title={help} aria-sort={isOrder ? 'descending' : undefined}>
      {onOrder === null ? (
        label
      ) : (
        <button type="button" className={own.order} onClick={onOrder}>
          {words}
        </button>
      )}
    </th>
  );
}

function SpanRow(props: {
  readonly span: SurveyedSpans;
  readonly row: number;
  readonly selection: RowSelection<SurveyedSpans>;
  readonly all: number;
  readonly events: number;
  /** How its durations are written, by their columns. */
  readonly written: Readonly<Record<'p50' | 'p95' | 'self', (value: number) => Parts>>;
}): ReactNode {
  const { span, row, selection, all, events, written } = props;
  const key = spanKey(span);
  const isSelected = selection.keys.has(key);
  const { op, description, self, count, p50, p95 } = span;
  const words = toVisibleLine(description === '' ? op : description);
  return (
    <tr data-row={row} data-key={key} data-selected={isSelected ? true : undefined}>
      <td data-left>
        <span className={css.pick}>
          <SelectBox
            name={words === '' ? 'spans without a description' : words}
            state={isSelected}
            isStop={!hasSingleKeys()}
            onToggle={(isRange) => selection.toggle(key, isRange)}
          />
        </span>
        <span className={own.op}>
          <OpGlyph op={op} />
          <code className={css.words} title={`${op} ${words}`}>
            {words === '' ? '(no description)' : words}
          </code>
          <Found span={span} events={events} />
        </span>
      </td>
      <td>
        <Figure name="self share" value={self / all} unit="ratio" />
      </td>
      <td data-metric="per event" data-exact={String(count / events)}>
        {formatFactor(count / events)}
      </td>
      <td>
        <Figure name="p50" value={p50} unit="ms" parts={written.p50(p50)} />
      </td>
      <td>
        <Figure name="p95" value={p95} unit="ms" parts={written.p95(p95)} />
      </td>
      <td>
        <Figure name="self" value={self / events} unit="ms" parts={written.self(self / events)} />
      </td>
      <td data-left>
        <Examples span={span} />
      </td>
    </tr>
  );
}

/** What was found of which the spans are part: the one that most events have. */
function Found({ span, events }: { readonly span: SurveyedSpans; readonly events: number }): ReactNode {
  const [first, ...others] = span.found;
  if (first === undefined) return null;
  const also = others.map(({ kind }) => FINDING_TITLES[kind]);
  return (
    <b
      className={own.found}
      title={`Found in ${formatCount(first.events)} of ${formatCount(events)} events${also.length === 0 ? '' : `; also ${also.join(', ')}`}`}
    >
      {FINDING_TITLES[first.kind]}
    </b>
  );
}

/** Links to the traces in which the spans took most, at the longest of them. */
function Examples({ span }: { readonly span: SurveyedSpans }): ReactNode {
  const { view } = useView();
  return (
    <span className={own.examples}>
      {span.examples.map(({ trace, span: id, count, self }, place) => (
        <Link
          key={`${trace}${id}`}
          data-row-link={place === 0 ? true : undefined}
          to={traceLink(view, { trace, span: id })}
          title={`${formatDuration(self)} of self time in ${spansWords(count)} of this event: open its trace`}
        >
          {formatDuration(self)}
        </Link>
      ))}
    </span>
  );
}

function spansWords(count: number): string {
  return count === 1 ? 'one span' : `${formatCount(count)} spans`;
}
