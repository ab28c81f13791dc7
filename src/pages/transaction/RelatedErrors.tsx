import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { kindKey } from '../../model/error-group.ts';
import type { ErrorGroup, ErrorGroups } from '../../model/error-group.ts';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import css from '../../ui/explain/explain.module.css';
import { Figure } from '../../ui/figure/Figure.tsx';
import { errorTitle, partWords } from '../../ui/figure/error-words.ts';
import { formatAgo } from '../../ui/figure/time-words.ts';
import { formatCount, formatTime } from '../../ui/format.ts';
import { hasSingleKeys } from '../../ui/single-keys.ts';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { PickButton } from '../../ui/table/PickButton.tsx';
import { SelectBox } from '../../ui/table/SelectBox.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { usePickedRows } from '../../ui/table/use-picked-rows.ts';
import type { RowSelection } from '../../ui/table/use-row-selection.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { useHold, useTick } from '../../view/tick-context.tsx';
import { useErrorLink } from '../../view/use-error-link.ts';
import { useErrors } from '../../view/use-errors.ts';
import { OF_WHAT_IS_LOADED, useIsCut } from '../../view/use-is-cut.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { toErrorTable } from './error-table.ts';
import own from './errors.module.css';

const MOST = 8;

/** The errors that were reported while the transaction ran, by type and by where they came about. */
export function RelatedErrors({
  id,
  scope,
}: {
  readonly id: TransactionId;
  readonly scope: ComparedScope;
}): ReactNode {
  const answer = useErrors(scope, id, MOST);
  const { data } = answer;
  return (
    <section aria-label="Related errors" className={css.panel}>
      <header className={css.head}>
        <h2>Related errors</h2>
        <span className={css.quiet}>
          {data === undefined || data.groups.length === 0
            ? 'by type and by the innermost call of your own'
            : words(data)}
        </span>
      </header>
      <AnswerPanel answer={answer} skeleton={<RowsSkeleton rows={2} height={52} />} size="widget">
        {(groups) => <Groups groups={groups} />}
      </AnswerPanel>
    </section>
  );
}

function words({ groups, total, matched, apart }: ErrorGroups): string {
  const kinds = `${formatCount(total)} ${total === 1 ? 'kind' : 'kinds'}`;
  const shown = groups.length < total ? `, the ${groups.length} most frequent` : '';
  // What the events of the transaction say of their errors adds up to the others.
  const lost = apart === null || apart === 0 ? '' : `; ${formatCount(apart)} came without an event`;
  return `${formatCount(matched)} ${matched === 1 ? 'error' : 'errors'} of ${kinds}${shown}${lost}`;
}

function Groups({ groups: answer }: { readonly groups: ErrorGroups }): ReactNode {
  const part = partWords(answer);
  const isCut = useIsCut();
  return (
    <>
      {answer.groups.length === 0 ? (
        <EmptyPanel
          size="widget"
          message="No errors"
          advice={`None was reported while the transaction ran, in this range and with these filters.${isCut ? ` ${OF_WHAT_IS_LOADED}` : ''}`}
        />
      ) : (
        <Table groups={answer.groups} total={answer.total} />
      )}
      {part !== '' && <Note text={part} />}
    </>
  );
}

function Table(props: {
  readonly groups: readonly ErrorGroup[];
  /** Kinds there are in all. */
  readonly total: number;
}): ReactNode {
  const { groups, total } = props;
  const { list, selection, picking } = usePickedRows<ErrorGroup, HTMLDivElement>(groups, kindKey);
  // What is selected stays in sight while something is to be done with it.
  useHold(selection.rows.length > 0);
  return (
    <>
      <div ref={list} className={css.scroll} tabIndex={0} role="region" aria-label="Table of related errors">
        <table
          className={own.table}
          data-selecting={selection.rows.length > 0 ? true : undefined}
          data-picking={picking.isOn ? true : undefined}
        >
          <thead>
            <tr>
              <th scope="col" data-left>
                Error
              </th>
              <th scope="col" data-less title="How many there were over the range">
                Over time
              </th>
              <th scope="col">Errors</th>
              <th scope="col" data-less title="Different users to whom it happened">
                Users
              </th>
              <th scope="col">Last seen</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group, index) => (
              <GroupRow key={kindKey(group)} row={index} group={group} selection={selection} />
            ))}
          </tbody>
        </table>
      </div>
      <SelectionBar count={selection.rows.length} of={groups.length} isHolding onClear={selection.clear}>
        <TableExport rows={selection.rows} name="longtail-errors" toTable={toErrorTable} />
      </SelectionBar>
      <footer className={css.foot}>
        <PickButton {...picking} />
        <TableExport
          rows={groups}
          name="longtail-errors"
          toTable={toErrorTable}
          reported="Related errors"
          of={total}
        />
      </footer>
    </>
  );
}

/** What and where it is, and the way to the newest of it. */
function ErrorWords({ group }: { readonly group: ErrorGroup }): ReactNode {
  const toLink = useErrorLink();
  const { project, message, frame, newest } = group;
  return (
    <span className={own.error}>
      <Link to={toLink({ project, eventId: newest[0]?.eventId ?? '' })} className={own.type} data-row-link>
        {errorTitle(group)}
      </Link>
      <span className={own.message} title={toVisibleLine(message)}>
        {toVisibleLine(message)}
      </span>
      <code className={own.frame} title={frame === null ? undefined : toVisibleLine(frame)}>
        {frame === null ? 'no call is known' : toVisibleLine(frame)}
      </code>
    </span>
  );
}

function GroupRow(props: {
  readonly group: ErrorGroup;
  readonly row: number;
  readonly selection: RowSelection<ErrorGroup>;
}): ReactNode {
  const { group, row, selection } = props;
  const key = kindKey(group);
  const isSelected = selection.keys.has(key);
  const { zone } = useView().view;
  const { now } = useTick();
  const { count, users, last, counts } = group;
  const ago = formatAgo(last, now);
  return (
    <tr data-row={row} data-key={key} data-selected={isSelected ? true : undefined}>
      <td data-left>
        <span className={css.pick}>
          <SelectBox
            name={errorTitle(group)}
            state={isSelected}
            isStop={!hasSingleKeys()}
            onToggle={(isRange) => selection.toggle(key, isRange)}
          />
        </span>
        <ErrorWords group={group} />
      </td>
      <td data-less>
        <Sparkline values={counts} width={80} height={20} />
      </td>
      <td>
        <Figure name="errors" value={count} unit="count" />
      </td>
      <td data-less>
        <Figure name="users" value={users === 0 ? Number.NaN : users} unit="count" />
      </td>
      <td>
        <time dateTime={new Date(last).toISOString()} title={formatTime(last, zone)}>
          {ago === 'now' ? ago : `${ago} ago`}
        </time>
      </td>
    </tr>
  );
}
